/** Makes the plans that a command line asks for: the main one, and others beside it. */
import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { Members } from "./flags.ts";
import type { PlanSubject } from "./plan-subject.ts";

interface Planned {
  readonly preferences: Members;
  readonly plan: PlanAnswer;
}

/** All that is told of one subject. */
export interface PlanReport {
  /** The main plan, and those beside it; none where no refresh starts. */
  readonly planned: readonly Planned[];
  readonly slow: PlanAnswer | undefined;
  readonly about: PlanSubject["about"];
}

export interface ReportFlags {
  readonly compare: readonly Members[];
  /** What goes wrong in plans beside the main one. */
  readonly whatIf: readonly string[];
}

export async function reportOn(
  { preferences, plan, slow, about }: PlanSubject,
  { compare, whatIf }: ReportFlags,
): Promise<PlanReport> {
  if (plan === undefined) return { planned: [], slow: undefined, about };
  const planned: Planned[] = [];
  for (const set of [preferences, ...compare.map((other) => ({ ...preferences, ...other }))]) {
    planned.push({ preferences: set, plan: await plan(set) });
  }
  for (const drill of whatIf) {
    planned.push({ preferences, plan: await plan(preferences, drill) });
  }
  const isAlone = planned.length === 1;
  return { planned, slow: isAlone ? await slow?.(preferences) : undefined, about };
}
