/** Decides the next checkpoint, how many instances it needs, and which one is reached. */

export interface CheckpointQuestion {
  /** Ascending, each 1 to 100; may be empty. */
  readonly percentages: readonly number[];
  /** The checkpoint announced last; 0 when none. */
  readonly passedPercentage: number;
  /** Instances that count as the whole group. */
  readonly groupSize: number;
  /** Updated or matching instances that are ready. */
  readonly readyUpdated: number;
}

/** Instances that must be new for a percentage: rounded up, never less than asked. */
export function neededFor(percentage: number, groupSize: number): number {
  return Math.ceil((groupSize * percentage) / 100);
}

/** The highest checkpoint that the ready instances reach now; 0 when none. */
export function reachedCheckpoint(question: CheckpointQuestion): number {
  const { percentages, groupSize, readyUpdated } = question;
  if (groupSize === 0) return percentages.at(-1) ?? 0;
  let reached = 0;
  for (const percentage of percentages) {
    if (readyUpdated >= neededFor(percentage, groupSize)) reached = percentage;
  }
  return reached;
}

/**
 * The instances that may be new before the next pause, or undefined when nothing bounds them
 * . Worked example A of the guide: 10 instances, [20, 50, 100], 20 passed: 5 may be new, so
 * after four only one more is replaced although two could be.
 */
export function newAllowedBeforePause(question: CheckpointQuestion): number | undefined {
  const { percentages, passedPercentage, groupSize } = question;
  if (percentages.length === 0) return undefined;
  const next = percentages.find((percentage) => percentage > passedPercentage);
  return neededFor(next ?? passedPercentage, groupSize);
}

/** Whether the last checkpoint, below 100, has been passed; the refresh then ends. */
export function isPartEnd(percentages: readonly number[], passedPercentage: number): boolean {
  const last = percentages.at(-1);
  return last !== undefined && last < 100 && passedPercentage >= last;
}
