/** All changes of a region, one union member each. Changes are plain JSON. */
import type { ClientTokenUse } from "../client-token.ts";
import type { Ec2RecordChange } from "../ec2-record.ts";
import type {
  AutoScalingGroup,
  CapacityChange,
  GroupSettings,
  GroupTag,
  ProcessName,
} from "../group.ts";
import type {
  LaunchConfiguration,
  LaunchTemplate,
  LaunchTemplateVersion,
  Tag,
} from "../launch-template.ts";
import type { LaunchTokenChange } from "../launch-token.ts";
import type { BalancerChange } from "../load-balancing.ts";
import type { ScalingActivity } from "../scaling-activity.ts";
import type { Seconds } from "../time.ts";
import type { AlarmChange } from "./alarm-change.ts";
import type { AttachmentChange } from "./attachment-change.ts";
import type { EventRuleChange } from "./event-rule-change.ts";
import type { FaultChange } from "./fault-change.ts";
import type { AccountSettingChange, GroupExtrasChange } from "./group-extras-change.ts";
import type { HookChange } from "./hook-change.ts";
import type { Ec2InstanceChange, InstanceChange } from "./instance-change.ts";
import type { ParameterChange } from "./parameter-change.ts";
import type { RefreshChange } from "./refresh-change.ts";
import type { RootVolumeChange } from "./root-volume-change.ts";
import type { ScalingPolicyChange } from "./scaling-policy-change.ts";
import type { ScheduledActionChange } from "./scheduled-action-change.ts";
import type { WarmPoolChange } from "./warm-pool-change.ts";

export type Change =
  | LaunchTemplateChange
  | LaunchConfigurationChange
  | ClientTokenChange
  | Ec2RecordChange
  | Ec2InstanceChange
  | GroupChange
  | ScheduledActionChange
  | ScalingPolicyChange
  | GroupExtrasChange
  | AccountSettingChange
  | LaunchTokenChange
  | InstanceChange
  | AttachmentChange
  | HookChange
  | RootVolumeChange
  | WarmPoolChange
  | AlarmChange
  | BalancerChange
  | ParameterChange
  | EventRuleChange
  | FaultChange
  | RefreshChange;

export type LaunchTemplateChange =
  | { readonly type: "LaunchTemplateCreated"; readonly template: NewLaunchTemplate }
  | { readonly type: "LaunchTemplateDeleted"; readonly templateId: string }
  /** A template as another emulator shows it now; versions not shown this time are kept. */
  | { readonly type: "LaunchTemplateMirrored"; readonly template: NewLaunchTemplate }
  /** The template's complete new tags. */
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

/** A template with its first versions; `apply` builds the record from it. */
export type NewLaunchTemplate = Omit<LaunchTemplate, "versions"> & {
  readonly versions: readonly LaunchTemplateVersion[];
};

export type LaunchConfigurationChange =
  | { readonly type: "LaunchConfigurationCreated"; readonly configuration: LaunchConfiguration }
  | { readonly type: "LaunchConfigurationDeleted"; readonly name: string };

export type ClientTokenChange = { readonly type: "ClientTokenUsed"; readonly use: ClientTokenUse };

/** A group at its creation: settings only, everything else starts empty. */
export type NewGroup = GroupSettings &
  Pick<AutoScalingGroup, "name" | "arn" | "createdAt" | "desiredCapacity"> & {
    readonly tags: readonly GroupTag[];
  };

/** Settings that can be unset. */
export type ClearableSetting = "defaultInstanceWarmupSeconds" | "instanceMaintenancePolicy";

export type GroupChange =
  | { readonly type: "GroupCreated"; readonly group: NewGroup }
  | {
      readonly type: "GroupUpdated";
      readonly group: string;
      readonly settings: Partial<GroupSettings>;
      /** Settings to be unset, because JSON has no undefined (G-052, G-053). */
      readonly cleared: readonly ClearableSetting[];
    }
  | {
      readonly type: "DesiredCapacityChanged";
      readonly group: string;
      readonly to: number;
      /** The first sentence of later causes; undefined keeps the present one. */
      readonly sentence?: CapacityChange["sentence"];
      /** Given with a sentence about a policy that alarms executed. */
      readonly invokingAlarms?: CapacityChange["invokingAlarms"];
      /** The engine reacts after this long (G-073). */
      readonly reactionSeconds: Seconds;
    }
  /**
   * Actual capacity has reached the desired one, so later causes do not name the last change
   * (G-092).
   */
  | { readonly type: "CapacityReached"; readonly group: string }
  /** A scale-in found only protected instances; the engine adds the activity (G-096). */
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
