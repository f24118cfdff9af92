/** One of many plans that are compared: given up as soon as it cannot be among the best. */
import { beats, type Figures, isAsGood } from "./advice.ts";
import type { Limits } from "./candidates.ts";
import { hoursOf } from "./costs.ts";
import type { LeastLeft } from "./least-left.ts";
import type { CapacitySample } from "./observe.ts";
import { percentageOf } from "./present-plan.ts";

/** When a plan need not go on. */
export interface GiveUp extends Limits {
  /** What those before it in the list came to: one that is as good already will stay so. */
  readonly earlier: readonly Figures[];
  /** Those after it have to be better, so that of equal ones the first is left. */
  readonly later: readonly Figures[];
}

/** Thrown where a plan is given up. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
}

/** Throws GivenUp where the plan need not go on. */
export type Judge = (samples: readonly CapacitySample[], left: LeastLeft) => void;

/** Watches a plan that is being made: time, the lowest, the highest and the cost only get worse. */
export function judgeBy(rules: GiveUp): Judge {
  const { mostSeconds = Number.POSITIVE_INFINITY, leastReady = 0 } = rules;
  const { mostTotal = Number.POSITIVE_INFINITY, earlier, later } = rules;
  let lowest = 100;
  let highest = 0;
  let extra = 0;
  let seen = 0;
  return (samples, left) => {
    const [first] = samples;
    const last = samples.at(-1);
    if (first === undefined || last === undefined) return;
    for (; seen < samples.length; seen++) {
      const sample = samples[seen] ?? last;
      const before = samples[seen - 1];
      if (before !== undefined) extra += before.extraInstances * (sample.at - before.at);
      lowest = Math.min(lowest, percentageOf(sample.ready, sample.desired));
      highest = Math.max(highest, percentageOf(sample.total, sample.desired));
    }
    const durationSeconds = (last.at + left.lasts - first.at) / 1000;
    const isBroken = durationSeconds > mostSeconds || lowest < leastReady || highest > mostTotal;
    const extraInstanceHours = hoursOf(extra + left.extra);
    const mine = { durationSeconds, lowestReady: lowest, extraInstanceHours };
    const isBeaten =
      earlier.some((other) => isAsGood(other, mine)) || later.some((other) => beats(other, mine));
    if (isBroken || isBeaten) throw new GivenUp();
  };
}
