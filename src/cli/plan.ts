/** Plans refreshes of what the command line names, and prints them. */
import type { FailIf } from "./plan-fail-if.ts";
import { reportMarkdown } from "./plan-markdown.ts";
import { reportJson, reportLines } from "./plan-output.ts";
import { type PlanReport, type ReportFlags, refusedReport, reportOn } from "./plan-report.ts";
import { type PlanSubject, type SubjectFlags, subjectOf } from "./plan-subject.ts";
import { Refusal } from "./refusal.ts";
import { complain, show, showColoured } from "./terminal.ts";
import type { TerraformSubjects } from "./terraform-subjects.ts";

export interface PlanFlags extends SubjectFlags, ReportFlags {
  readonly json?: boolean;
  /** A plan of Terraform, as JSON. */
  readonly terraform?: string;
  /** Of one instance-hour. */
  readonly price?: number;
  readonly markdown?: true;
  readonly failIf?: readonly FailIf[];
}

export async function showPlan(file: string | undefined, flags: PlanFlags): Promise<void> {
  const { terraform } = flags;
  const found = terraform === undefined ? undefined : await subjectsIn(terraform, flags);
  const subjects = found?.subjects ?? [await subjectFor(file, flags)];
  const reports = await reportsOn(subjects, flags);
  if (flags.json === true) show(JSON.stringify(jsonOf(reports, found, flags)));
  else if (flags.markdown === true) show(...markdownOf(reports, found, flags));
  else showColoured(...linesOf(reports, found, flags));
  const failed = reports.flatMap((report) => failuresOf(report, flags.failIf ?? []));
  const refusals = reports.flatMap(({ refusal }) => refusal ?? []);
  const [first, ...others] = [...refusals.flatMap(({ lines }) => lines), ...failed];
  if (first === undefined) return;
  complain(first, ...others);
  process.exitCode = refusals[0]?.exitCode ?? 1;
}

/**
 * One report for each subject. A refresh that AWS would refuse is told beside those of other
 * groups. Throws the first Refusal when all are refused, as after a mistake in the flags.
 */
async function reportsOn(
  subjects: readonly PlanSubject[],
  flags: PlanFlags,
): Promise<readonly PlanReport[]> {
  const reports: PlanReport[] = [];
  for (const subject of subjects) {
    try {
      if (subject.refusal !== undefined) throw subject.refusal;
      reports.push(await reportOn(subject, flags));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reports.push(refusedReport(subject, error));
    }
  }
  const refused = reports.find(({ refusal }) => refusal !== undefined);
  const isAnyPlanned = reports.some(({ planned }) => planned.length > 0);
  if (refused?.refusal !== undefined && !isAnyPlanned) throw refused.refusal;
  return reports;
}

/** Who plans for a group on AWS is loaded for it only, with the SDK. */
async function subjectFor(file: string | undefined, flags: PlanFlags): Promise<PlanSubject> {
  if (flags.aws !== true) return subjectOf(file, flags);
  const { subjectOnAws } = await import("./dry-run-subject.ts");
  return subjectOnAws(flags, flags.compare);
}

async function subjectsIn(file: string, flags: PlanFlags): Promise<TerraformSubjects> {
  const { terraformSubjects } = await import("./terraform-subjects.ts");
  return terraformSubjects(file, flags, async (asked, change) => {
    const { subjectOnAws } = await import("./dry-run-subject.ts");
    return subjectOnAws(asked, flags.compare, change);
  });
}

type Found = TerraformSubjects | undefined;
type Style = Pick<PlanFlags, "price">;

function jsonOf(reports: readonly PlanReport[], found: Found, { price }: Style): unknown {
  const all = reports.map((report) => reportJson(report, price));
  if (found === undefined) return all[0];
  const { terraformVersion, notes } = found;
  return { terraformVersion, notes, groups: all };
}

function linesOf(reports: readonly PlanReport[], found: Found, { price }: Style) {
  const [only = []] = reports.map((report) => reportLines(report, price));
  if (found === undefined) return only;
  const ofGroups = reports.map((report) => reportLines(report, price));
  const blocks = ofGroups.map((lines) => (lines.at(-1) === "" ? lines : [...lines, ""]));
  return [...found.notes.map((line) => `note: ${line}`), ...blocks.flat()].slice(0, -1);
}

function markdownOf(reports: readonly PlanReport[], found: Found, { price }: Style) {
  const notes = (found?.notes ?? []).map((line) => `> ${line}`);
  const sections = reports.flatMap((report) => reportMarkdown(report, price));
  return [...notes, ...(notes.length === 0 ? [] : [""]), ...sections].slice(0, -1);
}

/** The main plan counts, and not those that are put beside it. */
function failuresOf({ planned }: PlanReport, conditions: readonly FailIf[]): readonly string[] {
  const [main] = planned;
  if (main === undefined) return [];
  const { plan } = main;
  return conditions.flatMap(({ text, isSo }) => (isSo(plan) ? [`${plan.group}: ${text}`] : []));
}
