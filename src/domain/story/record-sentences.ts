/** Sentences about records that calls put, change and delete, and about faults. */
import type { AlarmChange } from "../changes/alarm-change.ts";
import type {
  ClientTokenChange,
  LaunchConfigurationChange,
  LaunchTemplateChange,
} from "../changes/change.ts";
import type { EventRuleChange } from "../changes/event-rule-change.ts";
import type { FaultChange } from "../changes/fault-change.ts";
import type { AccountSettingChange, GroupExtrasChange } from "../changes/group-extras-change.ts";
import type { ParameterChange } from "../changes/parameter-change.ts";
import type { ScalingPolicyChange } from "../changes/scaling-policy-change.ts";
import type { ScheduledActionChange } from "../changes/scheduled-action-change.ts";
import type { Ec2RecordChange } from "../ec2-record.ts";
import type { LaunchTokenChange } from "../launch-token.ts";
import type { BalancerChange } from "../load-balancing.ts";
import { about, ending, type Sentence, textOf, unsaid } from "./story-line.ts";

type RecordChange =
  | AlarmChange
  | ClientTokenChange
  | LaunchConfigurationChange
  | LaunchTemplateChange
  | AccountSettingChange
  | GroupExtrasChange
  | ParameterChange
  | EventRuleChange
  | ScalingPolicyChange
  | ScheduledActionChange
  | Ec2RecordChange
  | LaunchTokenChange
  | BalancerChange
  | FaultChange;

export const recordSentences = {
  AlarmPut: ending("puts the alarm", "alarm"),
  AlarmStateSet: (line) => `the alarm ${textOf(line, "name")} is ${textOf(line, "state")}`,
  AlarmsDeleted: ending("deletes the alarms", "names"),
  AlarmActionsSwitched: (line) =>
    `${textOf(line, "names")}: actions ${line.isEnabled === true ? "enabled" : "disabled"}`,
  AlarmTagged: about("name", "has other tags"),
  MetricDataPut: ending("puts metric data of", "namespace"),
  ClientTokenUsed: unsaid,
  LaunchTokenUsed: unsaid,
  LaunchConfigurationCreated: ending("creates the launch configuration", "configuration"),
  LaunchConfigurationDeleted: ending("deletes the launch configuration", "name"),
  LaunchTemplateCreated: ending("creates the launch template", "template"),
  LaunchTemplateDeleted: ending("deletes the launch template", "templateId"),
  LaunchTemplateMirrored: ending("takes over the launch template", "template"),
  LaunchTemplateTagged: about("templateId", "has other tags"),
  LaunchTemplateVersionCreated: (line) =>
    `${textOf(line, "templateId")} has version ${textOf(line, "version")}`,
  LaunchTemplateVersionDeleted: (line) =>
    `${textOf(line, "templateId")} loses version ${textOf(line, "number")}`,
  DefaultVersionSet: (line) =>
    `${textOf(line, "templateId")} has the default version ${textOf(line, "number")}`,
  AccountSettingPut: (line) => `${textOf(line, "name")} is ${textOf(line, "value")}`,
  NotificationsPut: ending("notifies", "topicArn"),
  NotificationsDeleted: ending("no longer notifies", "topicArn"),
  MetricsCollectionSet: ending("collects", "metrics"),
  TrafficSourcesAttached: () => "attaches traffic sources",
  TrafficSourcesDetached: () => "detaches traffic sources",
  ParameterPut: ending("puts the parameter", "name"),
  ParametersDeleted: ending("deletes the parameters", "names"),
  ParameterLabelled: (line) =>
    `version ${textOf(line, "number")} of ${textOf(line, "name")} is ${textOf(line, "labels")}`,
  ParameterTagged: about("name", "has other tags"),
  EventRulePut: ending("puts the rule", "rule"),
  EventRuleDeleted: ending("deletes the rule", "name"),
  EventRuleStateSet: (line) => `the rule ${textOf(line, "name")} is ${textOf(line, "state")}`,
  EventRuleTargetsPut: about("name", "has other targets"),
  EventRuleTargetsRemoved: about("name", "has fewer targets"),
  EventRuleTagged: about("name", "has other tags"),
  EventsPut: () => "puts events",
  ScalingPolicyPut: ending("has the scaling policy", "policy"),
  ScalingPolicyDeleted: ending("loses the scaling policy", "name"),
  ScalingPolicyExecuted: ending("follows the scaling policy", "name"),
  ScheduledActionPut: ending("has the scheduled action", "action"),
  ScheduledActionDeleted: ending("loses the scheduled action", "name"),
  ScheduledActionReached: ending("follows the scheduled action", "name"),
  Ec2RecordPut: ending("puts", "record"),
  Ec2RecordDeleted: ending("deletes", "id"),
  BalancerRecordPut: ending("puts", "record"),
  BalancerRecordDeleted: ending("deletes", "arn"),
  FaultAdded: (line) => `fault ${textOf(line, "id")} is added`,
  FaultRemoved: (line) => `fault ${textOf(line, "id")} is removed`,
  FaultFired: (line) => `fault ${textOf(line, "id")} strikes ${textOf(line, "subject")}`,
  FaultPassed: unsaid,
} as const satisfies Record<RecordChange["type"], Sentence>;
