/** The checks of stored changes: all members of every type, so that replaying them is safe. */
import type {
  Change,
  ClearableSetting,
  NewGroup,
  NewLaunchTemplate,
} from "../../domain/changes/change.ts";
import { type TrafficSource, trafficSourceTypes } from "../../domain/traffic-source.ts";
import { changesOfInstances } from "./instance-change-kinds.ts";
import {
  clientToken,
  ec2Record,
  launchConfiguration,
  templateBeginning,
  templateVersion,
} from "./stored-ec2-kinds.ts";
import {
  activity,
  groupBeginning,
  groupSettings,
  groupTag,
  hook,
  policy,
  processName,
  scheduledAction,
  size,
  warmPoolSettings,
} from "./stored-group-kinds.ts";
import { tag } from "./stored-instance-kinds.ts";
import {
  awsMembers,
  count,
  instant,
  type Kind,
  list,
  oneOf,
  oneOfRecords,
  oneOfTexts,
  optional,
  partial,
  percentage,
  record,
  seconds,
  text,
  truth,
  whole,
  yes,
} from "./stored-kinds.ts";
import { alarmState, invokingAlarms } from "./stored-reason-kinds.ts";
import {
  decision,
  progressDetails,
  refresh,
  refreshStatus,
  rollbackDetails,
  statusReason,
} from "./stored-refresh-kinds.ts";
import {
  alarmDefinition,
  balancer,
  fault,
  launchToken,
  parameterVersion,
} from "./stored-region-kinds.ts";
import { putEvent, ruleSettings, ruleState, ruleTarget } from "./stored-rule-kinds.ts";

const template = record<NewLaunchTemplate>({
  ...templateBeginning,
  versions: list(templateVersion),
});
const ofTemplate = { templateId: text };
const ofGroup = { group: text };
const ofRefresh = { group: text, refreshId: text };
const tags = list(tag);
const processes = { ...ofGroup, processes: list(processName) };
const sources = {
  ...ofGroup,
  sources: list(record<TrafficSource>({ type: oneOfTexts(trafficSourceTypes), identifier: text })),
};

export const change: Kind<Change> = oneOfRecords("type", {
  ...changesOfInstances,
  LaunchTemplateCreated: { template },
  LaunchTemplateDeleted: ofTemplate,
  LaunchTemplateMirrored: { template },
  LaunchTemplateTagged: { ...ofTemplate, tags },
  LaunchTemplateVersionCreated: { ...ofTemplate, version: templateVersion },
  LaunchTemplateVersionDeleted: { ...ofTemplate, number: whole(1) },
  DefaultVersionSet: { ...ofTemplate, number: whole(1) },
  LaunchConfigurationCreated: { configuration: launchConfiguration },
  LaunchConfigurationDeleted: { name: text },
  ClientTokenUsed: { use: clientToken },
  LaunchTokenUsed: { use: launchToken },
  AccountSettingPut: { name: text, value: text },
  Ec2RecordPut: { record: ec2Record },
  Ec2RecordDeleted: { id: text },

  GroupCreated: {
    group: record<NewGroup>({ ...groupBeginning, ...groupSettings, tags: list(groupTag) }),
  },
  GroupUpdated: {
    ...ofGroup,
    settings: record(partial(groupSettings)),
    cleared: list(
      oneOf<ClearableSetting>({
        defaultInstanceWarmupSeconds: true,
        instanceMaintenancePolicy: true,
      }),
    ),
  },
  DesiredCapacityChanged: {
    ...ofGroup,
    to: size,
    sentence: optional(text),
    invokingAlarms: optional(invokingAlarms),
    reactionSeconds: seconds,
  },
  CapacityReached: ofGroup,
  ProtectionReported: { ...ofGroup, cause: text },
  DeletionBegun: ofGroup,
  GroupDeleted: ofGroup,
  ProcessesSuspended: processes,
  ProcessesResumed: processes,
  GroupTagsPut: { ...ofGroup, tags: list(groupTag) },
  GroupTagsDeleted: { ...ofGroup, keys: list(text) },
  ActivityRecorded: { ...ofGroup, activity },
  NotificationsPut: {
    ...ofGroup,
    topicArn: text,
    notificationTypes: list(text),
    requestId: optional(text),
  },
  NotificationsDeleted: { ...ofGroup, topicArn: text },
  MetricsCollectionSet: { ...ofGroup, metrics: list(text) },
  TrafficSourcesAttached: sources,
  TrafficSourcesDetached: sources,
  ScheduledActionPut: { ...ofGroup, action: scheduledAction },
  ScheduledActionDeleted: { ...ofGroup, name: text },
  ScheduledActionReached: { ...ofGroup, name: text, nextAt: optional(instant) },
  ScalingPolicyPut: { ...ofGroup, policy },
  ScalingPolicyDeleted: { ...ofGroup, name: text },
  ScalingPolicyExecuted: { ...ofGroup, name: text, cooldownSeconds: optional(seconds) },
  LifecycleHookPut: { ...ofGroup, hook },
  LifecycleHookDeleted: { ...ofGroup, name: text },
  WarmPoolPut: { ...ofGroup, settings: warmPoolSettings, sentence: optional(text) },
  WarmPoolResized: { ...ofGroup, sentence: text },
  WarmPoolDeletionBegun: { ...ofGroup, sentence: optional(text) },
  WarmPoolDeleted: ofGroup,
  WarmPoolFilled: ofGroup,

  AlarmPut: { alarm: alarmDefinition, tags },
  AlarmStateSet: { name: text, state: alarmState, reason: text, reasonData: optional(text) },
  AlarmsDeleted: { names: list(text) },
  AlarmActionsSwitched: { names: list(text), isEnabled: truth },
  AlarmTagged: { name: text, tags },
  MetricDataPut: { namespace: text, members: awsMembers },
  BalancerRecordPut: { record: balancer },
  BalancerRecordDeleted: { arn: text },
  ParameterPut: { name: text, arn: text, version: parameterVersion, tags },
  ParametersDeleted: { names: list(text) },
  ParameterLabelled: { name: text, number: whole(1), labels: list(text) },
  ParameterTagged: { name: text, tags },
  EventRulePut: { rule: ruleSettings, tags },
  EventRuleDeleted: { name: text },
  EventRuleStateSet: { name: text, state: ruleState },
  EventRuleTargetsPut: { name: text, targets: list(ruleTarget) },
  EventRuleTargetsRemoved: { name: text, ids: list(text) },
  EventRuleTagged: { name: text, tags },
  EventsPut: { events: list(putEvent) },
  FaultAdded: { id: text, fault },
  FaultRemoved: { id: text },
  FaultFired: { id: text, subject: text, group: optional(text) },
  FaultPassed: { id: text, missed: optional(text) },

  RefreshStarted: { ...ofGroup, refresh },
  RefreshBegun: { ...ofRefresh, matching: list(text), current: list(text) },
  RefreshStatusChanged: {
    ...ofRefresh,
    to: refreshStatus,
    reason: optional(statusReason),
    pausedUntil: optional(instant),
    isSilent: optional(yes),
  },
  RefreshCounted: {
    ...ofRefresh,
    percentageComplete: percentage,
    instancesToUpdate: count,
    progressDetails: optional(progressDetails),
  },
  RefreshWaits: { ...ofRefresh, reason: statusReason },
  RefreshActed: { ...ofRefresh, isProgress: truth },
  CheckpointReached: {
    ...ofRefresh,
    percentage,
    groupSize: count,
    delaySeconds: seconds,
    pausedUntil: optional(instant),
  },
  PauseEnded: ofRefresh,
  CheckpointLost: { ...ofRefresh, percentage },
  CancelRequested: { ...ofRefresh, isWaiting: truth },
  RollbackBegun: { ...ofRefresh, details: rollbackDetails },
  Decided: { ...ofRefresh, record: decision },
  TargetMoved: { ...ofRefresh, version: whole(0), outdated: list(text) },
  DesiredConfigurationSaved: ofRefresh,
});
