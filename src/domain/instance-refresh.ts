/** One instance refresh: what was asked, how far it is, and what the engine must remember. */
import type { DatedRecord } from "./decision-record.ts";
import type { LaunchSource } from "./launch-source.ts";
import type { RefreshStatus } from "./refresh-status.ts";
import type { RefreshSummary } from "./refresh-summary.ts";
import type { StatusReason } from "./status-reason.ts";
import type { Instant, Seconds } from "./time.ts";

type RefreshStrategy = "Rolling" | "ReplaceRootVolume";

export interface RefreshPreferences {
  readonly minHealthyPercentage: number;
  /** Undefined: no maximum is in force, terminate and launch together. */
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
  /** Members that are echoed only when the caller gave them. */
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
  /** The engine does not act on a cancel or a rollback before this. */
  notBefore: Instant;
  /** When the last instance that it terminated was gone. */
  lastTerminationEndedAt?: Instant | undefined;
  /** True after the engine acted: a waiting reason from before no longer holds. */
  hasActedSinceReason: boolean;
  /** The highest checkpoint that was announced and waited for; 0 when none. */
  passedCheckpointPercentage: number;
  /** Size of the group when it was announced: growth can take it away again. */
  checkpointGroupSize: number;
  /** What a moving version of the target meant when it was last looked at. */
  targetVersion?: number;
  /** The latest decisions of the planner, oldest first. */
  readonly decisions: DatedRecord[];
  /** Kept up while it is active; undefined for one that a world file brought along. */
  readonly summary?: RefreshSummary | undefined;
  /** End of the checkpoint delay or the bake time in force. */
  pausedUntil?: Instant;
  /** Set by CancelInstanceRefresh: whether to wait for launches and terminations. */
  isWaitingForTransitioningInstances: boolean;
}

const activeStatuses: ReadonlySet<RefreshStatus> = new Set([
  "Pending",
  "InProgress",
  "Baking",
  "Cancelling",
  "RollbackInProgress",
]);

/** True while the refresh blocks another start. */
export function isActive(refresh: InstanceRefresh): boolean {
  return activeStatuses.has(refresh.status);
}
