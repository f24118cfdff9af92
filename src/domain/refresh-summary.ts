/** What one refresh did to its group, kept up change by change: a test asserts on it afterwards. */
import type { RefreshStatus } from "./refresh-status.ts";
import type { Instant } from "./time.ts";

export interface RefreshSummary {
  /** From the moment the engine picked the refresh up until its end. */
  readonly capacity: CapacityBounds;
  /** Milliseconds in each status that it has left. */
  readonly spent: Partial<Record<RefreshStatus, number>>;
  /** Since when it is in its present status. */
  statusSince: Instant;
  /** What the planner did at one time is a batch; the newest ones are kept. */
  readonly batches: Batch[];
  batchCount: number;
  decisionCount: number;
  /** Counts of instances, for whatever reason, while the refresh was active. */
  launches: number;
  failedLaunches: number;
  terminations: number;
  replacedRootVolumes: number;
}

/** Extremes in capacity units, each with the time when it was reached first. */
interface CapacityBounds {
  lowestReady: Extreme | undefined;
  lowestInService: Extreme | undefined;
  /** Of all that counts toward the desired capacity: launches under way too. */
  highestTotal: Extreme | undefined;
}

/** An extreme by its share of the desired capacity, because that may change on the way. */
export interface Extreme {
  readonly units: number;
  readonly desired: number;
  readonly at: Instant;
}

export interface Batch {
  readonly at: Instant;
  readonly rule: string;
  /** Instances taken, and units ordered. */
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

/** Units as a share of the desired capacity; a group that wants nothing lacks nothing. */
export function shareOf(units: number, desired: number): number {
  return desired === 0 ? 1 : units / desired;
}
