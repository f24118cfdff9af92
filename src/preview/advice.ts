/** Which of the preferences that were tried no other one beats, and which limits a plan breaks. */
import type { Limits } from "./candidates.ts";
import type { PlanAnswer } from "./plan-answer.ts";

/** What is better: shorter, more ready, cheaper. */
export interface Figures {
  readonly durationSeconds: number;
  readonly lowestReady: number;
  readonly extraInstanceHours: number;
}

export function figuresOf(plan: PlanAnswer): Figures {
  const { durationSeconds, lowestReady, extraInstanceHours } = plan;
  return { durationSeconds, lowestReady: lowestReady.percentage, extraInstanceHours };
}

/** Nowhere worse; two of the same figures are as good as each other. */
export function isAsGood(one: Figures, other: Figures): boolean {
  return (
    one.durationSeconds <= other.durationSeconds &&
    one.lowestReady >= other.lowestReady &&
    one.extraInstanceHours <= other.extraInstanceHours
  );
}

export function beats(one: Figures, other: Figures): boolean {
  return isAsGood(one, other) && !isAsGood(other, one);
}

/** The limits that the plan breaks, in words; none: it is within them. */
export function brokenLimits(plan: PlanAnswer, limits: Limits): readonly string[] {
  const { mostSeconds, leastReady, mostTotal } = limits;
  const { status, durationSeconds, lowestReady, highestTotal } = plan;
  return [
    ...(status === "Successful" && plan.hasEnded ? [] : [`it ends ${status}`]),
    ...(mostSeconds !== undefined && durationSeconds > mostSeconds
      ? [`it takes ${durationSeconds} s, more than ${mostSeconds} s`]
      : []),
    ...(leastReady !== undefined && lowestReady.percentage < leastReady
      ? [`${lowestReady.percentage} % are ready at the lowest, less than ${leastReady} %`]
      : []),
    ...(mostTotal !== undefined && highestTotal.percentage > mostTotal
      ? [`the total reaches ${highestTotal.percentage} %, more than ${mostTotal} %`]
      : []),
  ];
}

export interface Tried {
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly plan: PlanAnswer;
}

/** Those within the limits that none beats; of equal ones the first. By duration. */
export function bestOf(tried: readonly Tried[], limits: Limits): readonly Tried[] {
  const within = tried.filter(({ plan }) => brokenLimits(plan, limits).length === 0);
  const figures = within.map(({ plan }) => figuresOf(plan));
  const isBest = (mine: Figures, nth: number) =>
    figures.every(
      (other, at) => at === nth || !(at < nth ? isAsGood(other, mine) : beats(other, mine)),
    );
  return within
    .filter((_, nth) => figures[nth] !== undefined && isBest(figures[nth], nth))
    .sort((one, other) => one.plan.durationSeconds - other.plan.durationSeconds);
}

/** At most so many of them: both ends, and others at equal distances. */
export function someOf<T>(sorted: readonly T[], most: number): readonly T[] {
  if (sorted.length <= most) return sorted;
  const places = Array.from({ length: most }, (_, nth) =>
    Math.round((nth * (sorted.length - 1)) / (most - 1)),
  );
  return sorted.filter((_, nth) => places.includes(nth));
}
