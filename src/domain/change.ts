/** Everything that can happen to a region, one member each. Changes are plain JSON. */
import type { ClientTokenUse } from "./client-token.ts";
import type {
  AutoScalingGroup,
  CapacityChange,
  GroupSettings,
  GroupTag,
  ProcessName,
} from "./group.ts";
import type { HealthStatus, Instance, Purpose } from "./instance.ts";
import type { InstanceRefresh, RefreshStatus, RollbackDetails } from "./instance-refresh.ts";
import type {
  LaunchConfiguration,
  LaunchTemplate,
  LaunchTemplateVersion,
  Tag,
} from "./launch-template.ts";
import type { Subnet } from "./network.ts";
import type { ScalingActivity } from "./scaling-activity.ts";
import type { StatusReason } from "./status-reason.ts";
import type { Instant, Seconds } from "./time.ts";

export type Change =
  | LaunchTemplateChange
  | LaunchConfigurationChange
  | ClientTokenChange
  | NetworkChange
  | Ec2InstanceChange
  | GroupChange
  | InstanceChange
  | RefreshChange;

export type LaunchTemplateChange =
  | { readonly type: "LaunchTemplateCreated"; readonly template: NewLaunchTemplate }
  | { readonly type: "LaunchTemplateDeleted"; readonly templateId: string }
  /** All tags that the template has from now on. */
  | {
      readonly type: "LaunchTemplateTagged";
      readonly templateId: string;
      readonly tags: readonly Tag[];
    }
  | {
      readonly type: "LaunchTemplateVersionCreated";
      readonly templateId: string;
      readonly version: LaunchTemplateVersion;
    }
  | {
      readonly type: "LaunchTemplateVersionDeleted";
      readonly templateId: string;
      readonly number: number;
    }
  | {
      readonly type: "DefaultVersionSet";
      readonly templateId: string;
      readonly number: number;
    };

/** A template with its first versions; `apply` builds the record. */
export type NewLaunchTemplate = Omit<LaunchTemplate, "versions"> & {
  readonly versions: readonly LaunchTemplateVersion[];
};

export type LaunchConfigurationChange =
  | { readonly type: "LaunchConfigurationCreated"; readonly configuration: LaunchConfiguration }
  | { readonly type: "LaunchConfigurationDeleted"; readonly name: string };

export type ClientTokenChange = { readonly type: "ClientTokenUsed"; readonly use: ClientTokenUse };

export type NetworkChange = { readonly type: "SubnetCreated"; readonly subnet: Subnet };

/** A group as it is created: settings only, the rest begins empty. */
export type NewGroup = GroupSettings &
  Pick<AutoScalingGroup, "name" | "arn" | "createdAt" | "desiredCapacity"> & {
    readonly tags: readonly GroupTag[];
  };

/** Settings that a group can do without. */
export type ClearableSetting = "defaultInstanceWarmupSeconds" | "instanceMaintenancePolicy";

export type GroupChange =
  | { readonly type: "GroupCreated"; readonly group: NewGroup }
  | {
      readonly type: "GroupUpdated";
      readonly group: string;
      readonly settings: Partial<GroupSettings>;
      /** Settings that are unset from now on: JSON has no undefined (G-052, G-053). */
      readonly cleared: readonly ClearableSetting[];
    }
  | {
      readonly type: "DesiredCapacityChanged";
      readonly group: string;
      readonly to: number;
      /** The first sentence of the causes that follow; undefined keeps the one in force. */
      readonly sentence?: CapacityChange["sentence"];
      /** No reaction of the engine before this long (G-073). */
      readonly reactionSeconds: Seconds;
    }
  /** Scale-in found only protected instances: the engine writes the activity for it (G-096). */
  | {
      readonly type: "ProtectionReported";
      readonly group: string;
      readonly cause: string;
    }
  | { readonly type: "DeletionBegun"; readonly group: string }
  | { readonly type: "GroupDeleted"; readonly group: string }
  | {
      readonly type: "ProcessesSuspended" | "ProcessesResumed";
      readonly group: string;
      readonly processes: readonly ProcessName[];
    }
  | { readonly type: "GroupTagsPut"; readonly group: string; readonly tags: readonly GroupTag[] }
  | { readonly type: "GroupTagsDeleted"; readonly group: string; readonly keys: readonly string[] }
  | {
      readonly type: "ActivityRecorded";
      readonly group: string;
      readonly activity: ScalingActivity;
    };

export type InstanceChange =
  | {
      readonly type: "LaunchRequested";
      readonly group: string;
      readonly instance: Instance;
      /** Shown by the activity that starts when EC2 accepts. */
      readonly cause: string;
      readonly purpose: Purpose;
    }
  /** EC2 took the launch: the instance and its activity can be seen (G-065). */
  | { readonly type: "LaunchAccepted"; readonly group: string; readonly id: string }
  /** EC2 refused it: a failed activity, no instance. */
  | { readonly type: "LaunchRefused"; readonly group: string; readonly id: string }
  | { readonly type: "EnteredService"; readonly group: string; readonly id: string }
  | {
      readonly type: "HealthSettled";
      readonly group: string;
      readonly id: string;
      readonly healthStatus: HealthStatus;
    }
  | { readonly type: "WarmedUp"; readonly group: string; readonly id: string }
  | {
      readonly type: "HealthChanged";
      readonly group: string;
      readonly id: string;
      readonly healthStatus: HealthStatus;
      readonly reactionSeconds: Seconds;
    }
  | {
      readonly type: "ProtectionChanged";
      readonly group: string;
      readonly id: string;
      readonly isProtected: boolean;
    }
  | {
      readonly type: "TerminationStarted";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
      readonly purpose: Purpose;
    }
  | { readonly type: "InstanceTerminated"; readonly group: string; readonly id: string }
  | {
      readonly type: "StandbyBegun" | "StandbyLeft";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
    }
  | { readonly type: "StandbyEntered"; readonly group: string; readonly id: string }
  /** An instance that a world file brings along: in service, its life before is not told. */
  | { readonly type: "InstancePlaced"; readonly group: string; readonly instance: Instance };

export type Ec2InstanceChange =
  /** EC2's own stop of an instance outside any group, or before its group notices (G-181). */
  | { readonly type: "Ec2TerminationStarted"; readonly id: string }
  | { readonly type: "Ec2Terminated"; readonly id: string }
  /** All tags that the instance has from now on. */
  | { readonly type: "InstanceTagged"; readonly id: string; readonly tags: readonly Tag[] };

export type RefreshChange =
  | { readonly type: "RefreshStarted"; readonly group: string; readonly refresh: InstanceRefresh }
  /** The engine picked it up: roles are dealt out. */
  | {
      readonly type: "RefreshBegun";
      readonly group: string;
      readonly refreshId: string;
      readonly matching: readonly string[];
    }
  | {
      readonly type: "RefreshStatusChanged";
      readonly group: string;
      readonly refreshId: string;
      readonly to: RefreshStatus;
      /** Undefined clears the reason. */
      readonly reason: StatusReason | undefined;
      readonly pausedUntil?: Instant;
    }
  | {
      readonly type: "RefreshCounted";
      readonly group: string;
      readonly refreshId: string;
      readonly percentageComplete: number;
      readonly instancesToUpdate: number;
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
  | {
      readonly type: "DesiredConfigurationSaved";
      readonly group: string;
      readonly refreshId: string;
    };
