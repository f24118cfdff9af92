/** Makes the plans that a command line asks for: the main one, and others beside it. */
import { visible } from "../domain/visible.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { Members } from "./flags.ts";
import { type Advice, type AdviceFlags, adviceOn } from "./plan-advice.ts";
import type { PlanSubject } from "./plan-subject.ts";
import type { Refusal } from "./refusal.ts";

interface Planned {
  readonly preferences: Members;
  readonly plan: PlanAnswer;
}

/** All that is told of one subject. */
export interface PlanReport {
  /** The main plan, and those beside it; none where no refresh starts. */
  readonly planned: readonly Planned[];
  /** The same if all is as slow as the slowest tenth of the past; none without a past. */
  readonly slow: readonly Planned[];
  readonly about: PlanSubject["about"];
  readonly advice?: Advice | undefined;
  /** There is a past, and it would be too much to plan all by its slowest tenth too. */
  readonly isExpectedOnly?: boolean;
  /** Why there is no plan, though a refresh would be asked for. */
  readonly refusal?: Refusal;
}

/** What a reader of advice has to know of it where there is a past. */
export const expectedOnly =
  "All by the expected timing only; --compare shows the slowest tenth beside it.";

export interface ReportFlags extends AdviceFlags {
  readonly compare: readonly Members[];
  /** What goes wrong in plans beside the main one. */
  readonly whatIf: readonly string[];
}

/** Tells what is refused with what is known of the group. */
export function refusedReport({ about }: PlanSubject, refusal: Refusal): PlanReport {
  const lines = refusal.lines.map((line) => visible(`  refused           ${line}`));
  return {
    planned: [],
    slow: [],
    about: {
      lines: [...(about?.lines ?? []).filter((line) => line !== ""), ...lines, ""],
      members: { ...about?.members, refused: refusal.lines },
    },
    refusal,
  };
}

export async function reportOn(subject: PlanSubject, flags: ReportFlags): Promise<PlanReport> {
  const { preferences, plan, slow, about } = subject;
  const { compare, whatIf, advise } = flags;
  if (plan === undefined) return { planned: [], slow: [], about };
  const asked: readonly Asked[] = [
    { preferences },
    ...compare.map((other) => ({ preferences: { ...preferences, ...other } })),
    ...whatIf.map((drill) => ({ preferences, drill })),
  ];
  const planned = await plannedBy(plan, asked);
  const [first] = planned;
  if (advise === true && first !== undefined) {
    const advice = await adviceOn(subject, first, flags);
    return { planned, slow: [], about, advice, isExpectedOnly: slow !== undefined };
  }
  return { planned, slow: slow === undefined ? [] : await plannedBy(slow, asked), about };
}

interface Asked {
  readonly preferences: Members;
  /** What goes wrong. */
  readonly drill?: string;
}

/** One after the other. */
async function plannedBy(
  plan: NonNullable<PlanSubject["slow"]>,
  asked: readonly Asked[],
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const { preferences, drill } of asked) {
    const made = await plan(preferences, drill);
    if (made !== undefined) planned.push({ preferences, plan: made });
  }
  return planned;
}
