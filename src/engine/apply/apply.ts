/** apply(context, change) is the only code that modifies the world; it decides nothing. */
import type { Change } from "../../domain/changes/change.ts";
import { applyAlarmChange } from "./apply-alarms.ts";
import { applyAttachmentChange } from "./apply-attachments.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyEventRuleChange } from "./apply-event-rules.ts";
import { applyFaultChange } from "./apply-faults.ts";
import { applyGroupChange } from "./apply-group.ts";
import { applyAccountChange, applyGroupExtrasChange } from "./apply-group-extras.ts";
import { noteHistory } from "./apply-history.ts";
import { applyHookChange } from "./apply-hooks.ts";
import { applyInstanceChange } from "./apply-instance.ts";
import { applyBalancerChange } from "./apply-load-balancing.ts";
import { applyParameterChange } from "./apply-parameters.ts";
import { applyPolicyChange } from "./apply-policies.ts";
import { applyRefreshChange } from "./apply-refresh.ts";
import { applyRegionChange } from "./apply-region.ts";
import { applyRootVolumeChange } from "./apply-root-volume.ts";
import { applyScheduledActionChange } from "./apply-scheduled-actions.ts";
import { summarize } from "./apply-summary.ts";
import { applyWarmPoolChange } from "./apply-warm-pool.ts";

/** Modifies the region and schedules what follows from the change. Throws only for bugs. */
export function apply(context: ApplyContext, change: Change): void {
  const applyPart: (context: ApplyContext, change: never) => void = parts[change.type];
  applyPart(context, change as never);
  summarize(context, change);
  noteHistory(context, change);
}

/** The function for each change type; a new type does not compile without one. */
const parts = {
  LaunchTemplateCreated: applyRegionChange,
  LaunchTemplateDeleted: applyRegionChange,
  LaunchTemplateMirrored: applyRegionChange,
  LaunchTemplateVersionCreated: applyRegionChange,
  LaunchTemplateVersionDeleted: applyRegionChange,
  LaunchTemplateTagged: applyRegionChange,
  DefaultVersionSet: applyRegionChange,
  LaunchConfigurationCreated: applyRegionChange,
  LaunchConfigurationDeleted: applyRegionChange,
  ClientTokenUsed: applyRegionChange,
  Ec2RecordPut: applyRegionChange,
  Ec2RecordDeleted: applyRegionChange,
  Ec2Launched: applyRegionChange,
  Ec2StateChanged: applyRegionChange,
  Ec2Checked: applyRegionChange,
  Ec2TerminationStarted: applyRegionChange,
  Ec2Terminated: applyRegionChange,
  InstanceTagged: applyRegionChange,
  AlarmPut: applyAlarmChange,
  AlarmStateSet: applyAlarmChange,
  AlarmsDeleted: applyAlarmChange,
  AlarmActionsSwitched: applyAlarmChange,
  AlarmTagged: applyAlarmChange,
  MetricDataPut: applyAlarmChange,
  FaultAdded: applyFaultChange,
  FaultRemoved: applyFaultChange,
  FaultFired: applyFaultChange,
  FaultPassed: applyFaultChange,
  BalancerRecordPut: applyBalancerChange,
  BalancerRecordDeleted: applyBalancerChange,
  ParameterPut: applyParameterChange,
  ParametersDeleted: applyParameterChange,
  ParameterLabelled: applyParameterChange,
  ParameterTagged: applyParameterChange,
  EventRulePut: applyEventRuleChange,
  EventRuleDeleted: applyEventRuleChange,
  EventRuleStateSet: applyEventRuleChange,
  EventRuleTargetsPut: applyEventRuleChange,
  EventRuleTargetsRemoved: applyEventRuleChange,
  EventRuleTagged: applyEventRuleChange,
  EventsPut: applyEventRuleChange,
  GroupCreated: applyGroupChange,
  GroupUpdated: applyGroupChange,
  DesiredCapacityChanged: applyGroupChange,
  CapacityReached: applyGroupChange,
  ProtectionReported: applyGroupChange,
  DeletionBegun: applyGroupChange,
  GroupDeleted: applyGroupChange,
  ProcessesSuspended: applyGroupChange,
  ProcessesResumed: applyGroupChange,
  GroupTagsPut: applyGroupChange,
  GroupTagsDeleted: applyGroupChange,
  ActivityRecorded: applyGroupChange,
  LaunchRequested: applyInstanceChange,
  LaunchAccepted: applyInstanceChange,
  LaunchRefused: applyInstanceChange,
  LaunchDied: applyInstanceChange,
  EnteredService: applyInstanceChange,
  HealthSettled: applyInstanceChange,
  HealthDeferred: applyInstanceChange,
  WarmedUp: applyInstanceChange,
  HealthChanged: applyInstanceChange,
  ProtectionChanged: applyInstanceChange,
  TerminationStarted: applyInstanceChange,
  DrainingEnded: applyInstanceChange,
  InstanceTerminated: applyInstanceChange,
  StandbyBegun: applyInstanceChange,
  StandbyEntered: applyInstanceChange,
  StandbyLeft: applyInstanceChange,
  InstancePlaced: applyInstanceChange,
  ScalingPolicyPut: applyPolicyChange,
  ScalingPolicyDeleted: applyPolicyChange,
  ScalingPolicyExecuted: applyPolicyChange,
  NotificationsPut: applyGroupExtrasChange,
  NotificationsDeleted: applyGroupExtrasChange,
  MetricsCollectionSet: applyGroupExtrasChange,
  TrafficSourcesAttached: applyGroupExtrasChange,
  TrafficSourcesDetached: applyGroupExtrasChange,
  AccountSettingPut: applyAccountChange,
  LaunchTokenUsed: applyAccountChange,
  ScheduledActionPut: applyScheduledActionChange,
  ScheduledActionDeleted: applyScheduledActionChange,
  ScheduledActionReached: applyScheduledActionChange,
  InstanceAttached: applyAttachmentChange,
  DetachmentBegun: applyAttachmentChange,
  InstanceDetached: applyAttachmentChange,
  LifecycleHookPut: applyHookChange,
  LifecycleHookDeleted: applyHookChange,
  LifecycleActionsBegun: applyHookChange,
  LifecycleActionExtended: applyHookChange,
  LifecycleActionCompleted: applyHookChange,
  LaunchAbandoned: applyHookChange,
  InstanceRetained: applyHookChange,
  ShutDownBegun: applyHookChange,
  Ec2Started: applyHookChange,
  WarmPoolPut: applyWarmPoolChange,
  WarmPoolDeletionBegun: applyWarmPoolChange,
  WarmPoolDeleted: applyWarmPoolChange,
  WarmPoolResized: applyWarmPoolChange,
  WarmPoolStopBegun: applyWarmPoolChange,
  WarmPoolEntered: applyWarmPoolChange,
  WarmPoolFilled: applyWarmPoolChange,
  WarmPoolLeft: applyWarmPoolChange,
  WarmPoolReturned: applyWarmPoolChange,
  RootVolumeReplacementStarted: applyRootVolumeChange,
  RootVolumeReplacementAccepted: applyRootVolumeChange,
  RootVolumeReplaced: applyRootVolumeChange,
  RootVolumeReplacementFailed: applyRootVolumeChange,
  ReplacedInstanceReturned: applyRootVolumeChange,
  RefreshStarted: applyRefreshChange,
  RefreshBegun: applyRefreshChange,
  RefreshStatusChanged: applyRefreshChange,
  RefreshCounted: applyRefreshChange,
  RefreshWaits: applyRefreshChange,
  RefreshActed: applyRefreshChange,
  CheckpointReached: applyRefreshChange,
  PauseEnded: applyRefreshChange,
  CheckpointLost: applyRefreshChange,
  CancelRequested: applyRefreshChange,
  RollbackBegun: applyRefreshChange,
  Decided: applyRefreshChange,
  TargetMoved: applyRefreshChange,
  DesiredConfigurationSaved: applyRefreshChange,
} as const satisfies { [T in Change["type"]]: Part<Extract<Change, { type: T }>> };

type Part<C extends Change> = (context: ApplyContext, change: C) => void;
