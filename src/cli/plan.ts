/** Plans a refresh for a file in this process, or with a running emulator, and prints it. */

import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { Members } from "./flags.ts";
import { planChart } from "./plan-chart.ts";
import { comparisonTable } from "./plan-comparison.ts";
import { type PlanSubject, type SubjectFlags, subjectOf } from "./plan-subject.ts";
import { costOf, planSummary, planTable } from "./plan-text.ts";
import { isColoured, show, showColoured } from "./terminal.ts";

export interface PlanFlags extends SubjectFlags {
  readonly compare: readonly Members[];
  /** Of one instance-hour. */
  readonly price?: number;
}

interface Planned {
  readonly preferences: Members;
  readonly plan: PlanAnswer;
}

export async function showPlan(file: string | undefined, flags: PlanFlags): Promise<void> {
  const subject = await subjectFor(file, flags);
  const planned = await plansOf(subject, flags);
  const slow = planned.length === 1 ? await subject.slow?.(subject.preferences) : undefined;
  const shown = { ...flags, about: subject.about, slow };
  if (flags.json === true) show(jsonText(planned, shown));
  else showColoured(...readable(planned, shown));
}

/** Who plans for a group on AWS is loaded for it only, with the SDK. */
async function subjectFor(file: string | undefined, flags: PlanFlags): Promise<PlanSubject> {
  if (flags.aws !== true) return subjectOf(file, flags);
  const { subjectOnAws } = await import("./dry-run-subject.ts");
  return subjectOnAws(flags, flags.compare);
}

/** What is shown beside the plans. */
type Shown = Pick<PlanFlags, "price"> & {
  readonly about: PlanSubject["about"] | undefined;
  readonly slow: PlanAnswer | undefined;
};

/** The plan, and those with the preferences to be compared over its own. */
async function plansOf(
  { preferences, plan }: PlanSubject,
  { compare }: Pick<PlanFlags, "compare">,
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const set of [preferences, ...compare.map((other) => ({ ...preferences, ...other }))]) {
    planned.push({ preferences: set, plan: await plan(set) });
  }
  return planned;
}

function jsonText(planned: readonly Planned[], { price, about, slow }: Shown): string {
  const plans = planned.map(({ plan }) =>
    price === undefined ? plan : { ...plan, extraCost: costOf(plan, price) },
  );
  const only = plans.length === 1 ? plans[0] : plans;
  return JSON.stringify(about === undefined ? only : { ...about.members, plan: only, slow });
}

/** The full plan of one file, or only the comparison of several. */
function readable(planned: readonly Planned[], { price, about, slow }: Shown): readonly string[] {
  const [only] = planned;
  const lines = about?.lines ?? [];
  if (planned.length > 1 || only === undefined) {
    return [...lines, ...comparisonTable(planned, { isColored: isColoured, price })];
  }
  const { plan } = only;
  const table = planTable(plan, isColoured);
  const ofSlow = slow === undefined ? [] : [slowHead, ...planSummary(slow, price).slice(0, -1), ""];
  const summary = [...planSummary(plan, price), "", ...ofSlow];
  return [...lines, ...summary, ...table, "", ...planChart(plan, isColoured)];
}

const slowHead = "If all takes as long as the slowest tenth did:";
