/** Checkpoints, rule by rule. */
import type { CheckpointQuestion } from "../../../src/planner/checkpoints.ts";
import { leastOf } from "./whole.ts";

/** of all checkpoints that have enough new instances, the highest; 0 without one. */
export function reachedByLaw({ percentages, groupSize, readyUpdated }: CheckpointQuestion): number {
  let reached = 0;
  for (const percent of percentages) {
    if (readyUpdated >= leastOf(groupSize, percent)) reached = percent;
  }
  return reached;
}

/** what the next checkpoint needs, and after the last one what that one needed. */
export function allowedByLaw(question: CheckpointQuestion): number | undefined {
  const { percentages, passedPercentage, groupSize } = question;
  if (percentages.length === 0) return undefined;
  for (const percent of percentages) {
    if (percent > passedPercentage) return leastOf(groupSize, percent);
  }
  return leastOf(groupSize, percentages[percentages.length - 1] ?? 100);
}

/** the last checkpoint is below 100 and passed, so the refresh is over. */
export function isOverByLaw({ percentages, passedPercentage }: CheckpointQuestion): boolean {
  if (percentages.length === 0) return false;
  const last = percentages[percentages.length - 1] ?? 100;
  return last < 100 && passedPercentage >= last;
}
