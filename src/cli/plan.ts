/** Plans refreshes of what the command line names, and prints them. */
import type { Members } from "./flags.ts";
import { reportJson, reportLines } from "./plan-output.ts";
import { type PlanReport, type ReportFlags, reportOn } from "./plan-report.ts";
import { type PlanSubject, type SubjectFlags, subjectOf } from "./plan-subject.ts";
import { show, showColoured } from "./terminal.ts";
import type { TerraformSubjects } from "./terraform-subjects.ts";

export interface PlanFlags extends SubjectFlags, ReportFlags {
  /** A plan of Terraform, as JSON. */
  readonly terraform?: string;
  /** Of one instance-hour. */
  readonly price?: number;
}

export async function showPlan(file: string | undefined, flags: PlanFlags): Promise<void> {
  if (flags.terraform !== undefined) return showTerraform(flags.terraform, flags);
  const report = await reportOn(await subjectFor(file, flags), flags);
  if (flags.json === true) show(JSON.stringify(reportJson(report, flags.price)));
  else showColoured(...reportLines(report, flags.price));
}

/** Who plans for a group on AWS is loaded for it only, with the SDK. */
async function subjectFor(file: string | undefined, flags: PlanFlags): Promise<PlanSubject> {
  if (flags.aws !== true) return subjectOf(file, flags);
  const { subjectOnAws } = await import("./dry-run-subject.ts");
  return subjectOnAws(flags, flags.compare);
}

async function showTerraform(file: string, flags: PlanFlags): Promise<void> {
  const { terraformSubjects } = await import("./terraform-subjects.ts");
  const found = await terraformSubjects(file, flags, async (asked, change) => {
    const { subjectOnAws } = await import("./dry-run-subject.ts");
    return subjectOnAws(asked, flags.compare, change);
  });
  const reports: PlanReport[] = [];
  for (const subject of found.subjects) reports.push(await reportOn(subject, flags));
  if (flags.json === true) show(JSON.stringify(terraformJson(found, reports, flags.price)));
  else showColoured(...terraformLines(found, reports, flags.price));
}

function terraformJson(
  { terraformVersion, notes }: TerraformSubjects,
  reports: readonly PlanReport[],
  price: number | undefined,
): Members {
  return { terraformVersion, notes, groups: reports.map((report) => reportJson(report, price)) };
}

function terraformLines(
  { notes }: TerraformSubjects,
  reports: readonly PlanReport[],
  price: number | undefined,
): readonly string[] {
  const ofGroups = reports.map((report) => reportLines(report, price));
  const blocks = ofGroups.map((lines) => (lines.at(-1) === "" ? lines : [...lines, ""]));
  return [...notes.map((line) => `note: ${line}`), ...blocks.flat()].slice(0, -1);
}
