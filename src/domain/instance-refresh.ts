/** One instance refresh: its request, its progress, and what the engine must remember. */
import type { DatedRecord } from "./decision-record.ts";
import type { LaunchSource } from "./launch-source.ts";
import type { RefreshHistory } from "./refresh-history.ts";
import type { RefreshStatus } from "./refresh-status.ts";
import type { RefreshSummary } from "./refresh-summary.ts";
import type { StatusReason } from "./status-reason.ts";
import type { Instant, Seconds } from "./time.ts";

type RefreshStrategy = "Rolling" | "ReplaceRootVolume";

export interface RefreshPreferences {
  readonly minHealthyPercentage: number;
  /** Undefined: no maximum, so terminations and launches happen together. */
  readonly maxHealthyPercentage?: number;
  readonly instanceWarmupSeconds: Seconds;
  /** Ascending, each 1 to 100; empty when none were given. */
  readonly checkpointPercentages: readonly number[];
  readonly checkpointDelaySeconds: Seconds;
  readonly bakeTimeSeconds: Seconds;
  readonly skipMatching: boolean;
  readonly autoRollback: boolean;
  readonly scaleInProtectedInstances: "Refresh" | "Ignore" | "Wait";
  readonly standbyInstances: "Terminate" | "Ignore" | "Wait";
  readonly alarms: readonly string[];
  /** Members echoed only if the caller gave them. */
  readonly echoed: readonly EchoedPreference[];
}

export type EchoedPreference =
  | "maxHealthyPercentage"
  | "checkpointPercentages"
  | "checkpointDelay"
  | "bakeTime"
  | "scaleInProtectedInstances"
  | "standbyInstances";

/** The two parts of a refresh of a group with a warm pool. */
export interface ProgressDetails {
  readonly livePool: PoolProgress;
  readonly warmPool: PoolProgress;
}

export interface PoolProgress {
  readonly percentageComplete: number;
  readonly instancesToUpdate: number;
}

export interface RollbackDetails {
  readonly reason: string;
  readonly startTime: Instant;
  readonly percentageComplete: number;
  readonly instancesToUpdate: number;
  readonly progressDetails?: ProgressDetails | undefined;
}

export interface InstanceRefresh {
  readonly id: string;
  readonly strategy: RefreshStrategy;
  readonly preferences: RefreshPreferences;
  readonly desiredConfiguration?: LaunchSource;
  readonly requestedAt: Instant;
  status: RefreshStatus;
  statusReason?: StatusReason;
  startTime?: Instant;
  endTime?: Instant;
  percentageComplete?: number;
  instancesToUpdate?: number;
  /** Only for a group with a warm pool. */
  progressDetails?: ProgressDetails | undefined;
  rollbackDetails?: RollbackDetails;

  /** The last time an instance was chosen, settled, warmed or terminated. */
  lastProgressAt: Instant;
  /** The engine acts on a cancel or rollback from this time on. */
  notBefore: Instant;
  /** When the last instance terminated by it was gone. */
  lastTerminationEndedAt?: Instant | undefined;
  /** The engine has acted since the shown reason, which therefore no longer holds. */
  hasActedSinceReason: boolean;
  /** The highest checkpoint announced and waited for; 0 when none. */
  passedCheckpointPercentage: number;
  /** The group's size at that announcement; growth can undo the checkpoint. */
  checkpointGroupSize: number;
  /** The number that the target's moving version had at the last tick. */
  targetVersion?: number;
  /** The latest decisions of the planner, oldest first. */
  readonly decisions: DatedRecord[];
  /** Updated while the refresh is active; undefined for one from a world file. */
  readonly summary?: RefreshSummary | undefined;
  /** How capacity went while it was active; undefined for one from a world file. */
  readonly history?: RefreshHistory | undefined;
  /** The end of the current checkpoint delay or bake time. */
  pausedUntil?: Instant;
  /** Whether CancelInstanceRefresh asked to wait for launches and terminations. */
  isWaitingForTransitioningInstances: boolean;
}

const activeStatuses: ReadonlySet<RefreshStatus> = new Set([
  "Pending",
  "InProgress",
  "Baking",
  "Cancelling",
  "RollbackInProgress",
]);

/** Whether the refresh blocks the start of another. */
export function isActive(refresh: InstanceRefresh): boolean {
  return activeStatuses.has(refresh.status);
}
