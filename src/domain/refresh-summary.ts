/**
 * A summary of what one refresh did to its group, updated by each change, for tests to assert on.
 */
import type { RefreshStatus } from "./refresh-status.ts";
import type { Instant } from "./time.ts";

export interface RefreshSummary {
  /** From the pick-up of the refresh until its end. */
  readonly capacity: CapacityBounds;
  /** Milliseconds spent in each past status. */
  readonly spent: Partial<Record<RefreshStatus, number>>;
  /** When it entered its current status. */
  statusSince: Instant;
  /** One batch for each tick with actions of the planner; the newest are kept. */
  readonly batches: Batch[];
  batchCount: number;
  decisionCount: number;
  /** Counts of instances while the refresh was active, for any reason. */
  launches: number;
  failedLaunches: number;
  terminations: number;
  replacedRootVolumes: number;
}

/** Extremes in capacity units, with the time when each was first reached. */
interface CapacityBounds {
  lowestReady: Extreme | undefined;
  lowestInService: Extreme | undefined;
  /** Of units that count toward the desired capacity, pending launches included. */
  highestTotal: Extreme | undefined;
}

/** An extreme, ranked by its share of the desired capacity, which may change meanwhile. */
export interface Extreme {
  readonly units: number;
  readonly desired: number;
  readonly at: Instant;
}

export interface Batch {
  readonly at: Instant;
  readonly rule: string;
  /** Instances terminated, and units ordered. */
  readonly stops: number;
  readonly launches: number;
}

export function emptySummary(at: Instant): RefreshSummary {
  return {
    capacity: { lowestReady: undefined, lowestInService: undefined, highestTotal: undefined },
    spent: {},
    statusSince: at,
    batches: [],
    batchCount: 0,
    decisionCount: 0,
    launches: 0,
    failedLaunches: 0,
    terminations: 0,
    replacedRootVolumes: 0,
  };
}

/** Units as a share of the desired capacity; with none desired the share is complete. */
export function shareOf(units: number, desired: number): number {
  return desired === 0 ? 1 : units / desired;
}
