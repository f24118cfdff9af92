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
  const planned = await plansOf(subjectOf(file, flags), flags);
  if (flags.json === true) show(jsonText(planned, flags.price));
  else showColoured(...readable(planned, flags.price));
}

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

function jsonText(planned: readonly Planned[], price: number | undefined): string {
  const plans = planned.map(({ plan }) =>
    price === undefined ? plan : { ...plan, extraCost: costOf(plan, price) },
  );
  return JSON.stringify(plans.length === 1 ? plans[0] : plans);
}

/** The full plan of one file, or only the comparison of several. */
function readable(planned: readonly Planned[], price: number | undefined): readonly string[] {
  const [only] = planned;
  if (planned.length > 1 || only === undefined) {
    return comparisonTable(planned, { isColored: isColoured, price });
  }
  const { plan } = only;
  const table = planTable(plan, isColoured);
  return [...planSummary(plan, price), "", ...table, "", ...planChart(plan, isColoured)];
}
