/** Turns what the past took into the seconds of a world, in the median and in the slowest tenth. */
import type { LearntSpan, LearntTiming } from "./learn-timing.ts";
import type { GroupReading } from "./read-group.ts";
import type { SecondsOfGroup } from "./world-of.ts";

type Draining = Pick<GroupReading, "draining">;

export function expectedSeconds(learnt: LearntTiming, reading: Draining): SecondsOfGroup {
  return secondsBy(learnt, reading, ({ median }) => median);
}

export function slowSeconds(learnt: LearntTiming, reading: Draining): SecondsOfGroup {
  return secondsBy(learnt, reading, ({ slowestTenth }) => slowestTenth);
}

function secondsBy(
  { launch, ready, termination }: LearntTiming,
  { draining }: Draining,
  pick: (span: LearntSpan) => number,
): SecondsOfGroup {
  // A termination's activity includes the draining, which the world plays itself.
  const drained = Math.max(0, ...draining.map(({ delaySeconds }) => delaySeconds));
  return {
    ...(launch && { bootSeconds: pick(launch) }),
    ...(ready && { settleSeconds: pick(ready) }),
    ...(termination && { terminateSeconds: Math.max(0, pick(termination) - drained) }),
  };
}
