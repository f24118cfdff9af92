/** What can happen to an instance refresh. */
import type { DecisionRecord } from "../decision-record.ts";
import type { InstanceRefresh, ProgressDetails, RollbackDetails } from "../instance-refresh.ts";
import type { RefreshStatus } from "../refresh-status.ts";
import type { StatusReason } from "../status-reason.ts";
import type { Instant, Seconds } from "../time.ts";

export type RefreshChange =
  | { readonly type: "RefreshStarted"; readonly group: string; readonly refresh: InstanceRefresh }
  /** The engine picked it up: roles are dealt out. */
  | {
      readonly type: "RefreshBegun";
      readonly group: string;
      readonly refreshId: string;
      readonly matching: readonly string[];
      /** Old ones that have the target already and go last. */
      readonly current: readonly string[];
    }
  | {
      readonly type: "RefreshStatusChanged";
      readonly group: string;
      readonly refreshId: string;
      readonly to: RefreshStatus;
      /** Undefined clears the reason. */
      readonly reason: StatusReason | undefined;
      readonly pausedUntil?: Instant;
      /** Nobody is told: it ends because its group is deleted. */
      readonly isSilent?: true;
    }
  | {
      readonly type: "RefreshCounted";
      readonly group: string;
      readonly refreshId: string;
      readonly percentageComplete: number;
      readonly instancesToUpdate: number;
      readonly progressDetails?: ProgressDetails | undefined;
    }
  | {
      readonly type: "RefreshWaits";
      readonly group: string;
      readonly refreshId: string;
      readonly reason: StatusReason;
    }
  /** The engine launched or terminated; progress when an instance was chosen. */
  | {
      readonly type: "RefreshActed";
      readonly group: string;
      readonly refreshId: string;
      readonly isProgress: boolean;
    }
  | {
      readonly type: "CheckpointReached";
      readonly group: string;
      readonly refreshId: string;
      readonly percentage: number;
      /** Instances that the percentage was taken of. */
      readonly groupSize: number;
      /** As its event tells it. */
      readonly delaySeconds: Seconds;
      /** Undefined: announced without a delay. */
      readonly pausedUntil: Instant | undefined;
    }
  /** The checkpoint delay is over. */
  | { readonly type: "PauseEnded"; readonly group: string; readonly refreshId: string }
  /** The group grew, so that a passed checkpoint counts as not reached again. */
  | {
      readonly type: "CheckpointLost";
      readonly group: string;
      readonly refreshId: string;
      readonly percentage: number;
    }
  | {
      readonly type: "CancelRequested";
      readonly group: string;
      readonly refreshId: string;
      readonly isWaiting: boolean;
    }
  | {
      readonly type: "RollbackBegun";
      readonly group: string;
      readonly refreshId: string;
      readonly details: RollbackDetails;
    }
  /** What the planner decided and why. */
  | {
      readonly type: "Decided";
      readonly group: string;
      readonly refreshId: string;
      readonly record: DecisionRecord;
    }
  /** A moving version means another number now; the instances named are old again. */
  | {
      readonly type: "TargetMoved";
      readonly group: string;
      readonly refreshId: string;
      readonly version: number;
      readonly outdated: readonly string[];
    }
  | {
      readonly type: "DesiredConfigurationSaved";
      readonly group: string;
      readonly refreshId: string;
    };
