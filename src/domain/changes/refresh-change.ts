/** Changes of an instance refresh. */
import type { DecisionRecord } from "../decision-record.ts";
import type { InstanceRefresh, ProgressDetails, RollbackDetails } from "../instance-refresh.ts";
import type { RefreshStatus } from "../refresh-status.ts";
import type { StatusReason } from "../status-reason.ts";
import type { Instant, Seconds } from "../time.ts";

export type RefreshChange =
  | { readonly type: "RefreshStarted"; readonly group: string; readonly refresh: InstanceRefresh }
  /** The engine picked the refresh up and assigns roles. */
  | {
      readonly type: "RefreshBegun";
      readonly group: string;
      readonly refreshId: string;
      readonly matching: readonly string[];
      /** Old instances that already have the target and go last. */
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
      /** Sends no event, because it ends with the deletion of its group. */
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
  /** The engine launched or terminated; counts as progress when an instance was chosen. */
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
      /** The number of instances to which the percentage applies. */
      readonly groupSize: number;
      /** The delay as its event shows it. */
      readonly delaySeconds: Seconds;
      /** Undefined means announced without a delay. */
      readonly pausedUntil: Instant | undefined;
    }
  /** The checkpoint delay has ended. */
  | { readonly type: "PauseEnded"; readonly group: string; readonly refreshId: string }
  /** The group grew, so that a passed checkpoint is no longer reached. */
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
  /** A decision of the planner with its reasons. */
  | {
      readonly type: "Decided";
      readonly group: string;
      readonly refreshId: string;
      readonly record: DecisionRecord;
    }
  /** A moving version resolves to another number; the named instances are old again. */
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
