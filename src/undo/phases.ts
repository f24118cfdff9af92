/** Splits an undo into the deployment's phases, the newest first, as AWS's checkpoints (U-050). */

/** How a deployment went, and what there is now. */
export interface Phased {
  /** The deployment's checkpoint percentages, ascending. */
  readonly checkpointPercentages: readonly number[];
  /** Instances that the deployment launched. */
  readonly deployed: number;
  /** Instances of the group now. */
  readonly total: number;
  /** Those of them that have the target already. */
  readonly matching: number;
}

/** One phase of the undo; the deployment's last one is the first here. */
export interface Phase {
  /** The phase's number in the deployment, from 1. */
  readonly number: number;
  /** Instances that the deployment launched in it. */
  readonly deployed: number;
  /** Instances before rounding, as a fraction; undefined for the phase that takes the rest. */
  readonly exact?: Fraction;
  /** Instances that this phase takes back. */
  readonly instances: number;
}

interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** A checkpoint of AWS: its percentage, and the count of instances at which AWS stops. */
export interface Checkpoint {
  readonly percentage: number;
  readonly count: number;
}

/** U-050: instances that each phase launched; the last percentage counts as 100. */
export function deployedInPhases(phased: Pick<Phased, "checkpointPercentages" | "deployed">) {
  const { checkpointPercentages: given, deployed } = phased;
  const percentages = [...given.slice(0, -1), 100];
  const counts = percentages.map((percentage) => Math.ceil((deployed * percentage) / 100));
  return counts.map((count, nth) => count - (counts[nth - 1] ?? 0));
}

/** U-052 and U-053: the phases of the undo, the deployment's newest first, none of them empty. */
export function undoPhases(phased: Phased): readonly Phase[] {
  const active = phased.total - phased.matching;
  const phases = deployedInPhases(phased).map((deployed, nth) => ({ number: nth + 1, deployed }));
  let rest = active;
  const split = phases.reverse().map(({ number, deployed }): Phase => {
    if (number === 1) return { number, deployed, instances: rest };
    const exact = { numerator: active * deployed, denominator: phased.deployed };
    const instances = Math.min(rest, roundedHalfUp(exact));
    rest -= instances;
    return { number, deployed, exact, instances };
  });
  return split.filter(({ instances }) => instances > 0);
}

function roundedHalfUp({ numerator, denominator }: Fraction): number {
  if (denominator === 0) return 0;
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/**
 * U-054: the checkpoint after each phase. Up to 100 instances AWS stops at exactly these counts;
 * above, at the nearest count that a whole percentage can say. Phases that fall together have the
 * same checkpoint.
 */
export function checkpointsOf(phases: readonly Phase[], phased: Phased): readonly Checkpoint[] {
  const { total, matching } = phased;
  let wanted = matching;
  return phases.map(({ instances }, nth) => {
    wanted += instances;
    const percentage = nth === phases.length - 1 ? 100 : percentageFor(wanted, total);
    return { percentage, count: countAt(percentage, total) };
  });
}

/** The percentages for CheckpointPercentages, which must ascend. */
export function checkpointPercentages(checkpoints: readonly Checkpoint[]): readonly number[] {
  return [...new Set(checkpoints.map(({ percentage }) => percentage))];
}

function percentageFor(wanted: number, total: number): number {
  const lower = Math.floor((100 * wanted) / total);
  const candidates = total <= 100 ? [lower] : [lower, lower + 1];
  const distance = (percentage: number) => Math.abs(countAt(percentage, total) - wanted);
  const [first = lower, second = first] = candidates.filter((percentage) => percentage > 0);
  return distance(second) < distance(first) ? second : first;
}

/** the count of instances at which AWS stops for a percentage. */
function countAt(percentage: number, total: number): number {
  return Math.ceil((total * percentage) / 100);
}
