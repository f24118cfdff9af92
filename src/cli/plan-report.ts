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
  readonly slow: PlanAnswer | undefined;
  readonly about: PlanSubject["about"];
  readonly advice?: Advice | undefined;
  /** Why there is no plan, though a refresh would be asked for. */
  readonly refusal?: Refusal;
}

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
    slow: undefined,
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
  if (plan === undefined) return { planned: [], slow: undefined, about };
  const planned: Planned[] = [];
  for (const set of [preferences, ...compare.map((other) => ({ ...preferences, ...other }))]) {
    planned.push({ preferences: set, plan: await plan(set) });
  }
  for (const drill of whatIf) {
    planned.push({ preferences, plan: await plan(preferences, drill) });
  }
  const [first] = planned;
  if (advise === true && first !== undefined) {
    const advice = await adviceOn(subject, first, flags);
    return { planned, slow: undefined, about, advice };
  }
  const isAlone = planned.length === 1;
  return { planned, slow: isAlone ? await slow?.(preferences) : undefined, about };
}
