/** The checks of a stored group with its activities, hooks, actions, policies and warm pool. */
import {
  type CapacityChange,
  type GroupSettings,
  type GroupTag,
  type InstanceMaintenancePolicy,
  type ProcessName,
  processNames,
} from "../../domain/group.ts";
import { type LifecycleHook, launching, terminating } from "../../domain/lifecycle-hook.ts";
import type {
  ActivityKind,
  ActivityStatusCode,
  ScalingActivity,
} from "../../domain/scaling-activity.ts";
import {
  adjustmentTypes,
  policyTypes,
  type ScalingPolicy,
  type StepAdjustment,
} from "../../domain/scaling-policy.ts";
import type { ScheduledAction } from "../../domain/scheduled-action.ts";
import {
  type AttachedSource,
  trafficSourceKey,
  trafficSourceTypes,
} from "../../domain/traffic-source.ts";
import type { WarmPool, WarmPoolSettings } from "../../domain/warm-pool.ts";
import type { StoredGroup } from "./snapshot-content.ts";
import { fleetOrder } from "./stored-fleet-kinds.ts";
import {
  awsMembers,
  count,
  instant,
  list,
  type Members,
  map,
  number,
  oneOf,
  oneOfTexts,
  optional,
  percentage,
  record,
  seconds,
  text,
  truth,
  whole,
} from "./stored-kinds.ts";
import { invokingAlarms } from "./stored-reason-kinds.ts";
import { launchSource, refresh, samples } from "./stored-refresh-kinds.ts";

export const processName = oneOfTexts<ProcessName>(processNames);

/** The range of AWS's size members. */
export const size = whole(0, 2 ** 31 - 1);
const change = whole(-(2 ** 31), 2 ** 31 - 1);

export const activityKind = oneOf<ActivityKind>({
  launch: true,
  launchIntoWarmPool: true,
  launchFromWarmPool: true,
  returnToWarmPool: true,
  terminate: true,
  terminateFromWarmPool: true,
  detach: true,
  attach: true,
  enterStandby: true,
  exitStandby: true,
  replaceRootVolume: true,
  allProtected: true,
});

export const activity = record<ScalingActivity>({
  id: text,
  kind: activityKind,
  instanceId: optional(text),
  availabilityZone: optional(text),
  subnetId: optional(text),
  cause: text,
  isSelected: optional(truth),
  selectedTogether: optional(list(text)),
  invokingAlarms: optional(invokingAlarms),
  startTime: instant,
  endTime: optional(instant),
  statusCode: oneOf<ActivityStatusCode>({
    PreInService: true,
    InProgress: true,
    MidLifecycleAction: true,
    MidTerminatingLifecycleAction: true,
    WaitingForELBConnectionDraining: true,
    WaitingForInstanceWarmup: true,
    WaitingForInPlaceUpdateToStart: true,
    InPlaceUpdateInProgress: true,
    WaitingForInPlaceUpdateToFinalize: true,
    Successful: true,
    Failed: true,
    Cancelled: true,
  }),
  statusMessage: optional(text),
  progress: percentage,
});
export const activities = map(text, activity, ({ id }) => id);

export const hook = record<LifecycleHook>({
  name: text,
  transition: oneOfTexts([launching, terminating]),
  heartbeatTimeoutSeconds: seconds,
  defaultResult: oneOf({ CONTINUE: true, ABANDON: true }),
  notificationTargetArn: optional(text),
  roleArn: optional(text),
  notificationMetadata: optional(text),
});

export const scheduledAction = record<ScheduledAction>({
  name: text,
  arn: text,
  minSize: optional(size),
  maxSize: optional(size),
  desiredCapacity: optional(size),
  recurrence: optional(text),
  timeZone: optional(text),
  endTime: optional(instant),
  nextAt: instant,
});

const step = record<StepAdjustment>({
  lowerBound: optional(number(-Number.MAX_VALUE, Number.MAX_VALUE)),
  upperBound: optional(number(-Number.MAX_VALUE, Number.MAX_VALUE)),
  adjustment: change,
});

export const policy = record<ScalingPolicy>({
  name: text,
  arn: text,
  type: oneOfTexts(policyTypes),
  isEnabled: truth,
  adjustmentType: optional(oneOfTexts(adjustmentTypes)),
  minAdjustmentMagnitude: optional(change),
  minAdjustmentStep: optional(change),
  scalingAdjustment: optional(change),
  cooldownSeconds: optional(seconds),
  steps: list(step),
  metricAggregationType: optional(text),
  estimatedInstanceWarmupSeconds: optional(seconds),
  targetTracking: optional(awsMembers),
  predictive: optional(awsMembers),
  managedAlarms: list(text),
});

const changedSource = record<AttachedSource>({
  type: oneOfTexts(trafficSourceTypes),
  identifier: text,
  changedAt: instant,
  isDetached: truth,
  removedAt: optional(instant),
});

export const warmPoolSettings = record<WarmPoolSettings>({
  minSize: size,
  maxGroupPreparedCapacity: optional(size),
  poolState: oneOf({ Stopped: true, Running: true, Hibernated: true }),
  reuseOnScaleIn: optional(truth),
});

const warmPool = record<WarmPool>({
  settings: warmPoolSettings,
  isPendingDelete: truth,
  goneNotBefore: optional(instant),
  sentence: optional(text),
});

export const groupTag = record<GroupTag>({ key: text, value: text, propagateAtLaunch: truth });

/** Settings that UpdateAutoScalingGroup can change. */
export const groupSettings: Members<GroupSettings> = {
  minSize: size,
  maxSize: size,
  launchSource,
  defaultCooldownSeconds: seconds,
  availabilityZones: list(text),
  subnetIds: list(text),
  healthCheckType: text,
  healthCheckGracePeriodSeconds: seconds,
  newInstancesProtectedFromScaleIn: truth,
  terminationPolicies: list(text),
  defaultInstanceWarmupSeconds: optional(seconds),
  instanceMaintenancePolicy: optional(
    record<InstanceMaintenancePolicy>({
      minHealthyPercentage: percentage,
      maxHealthyPercentage: number(100, 200),
    }),
  ),
  stored: awsMembers,
};

/** What a new group starts with besides its settings. */
export const groupBeginning = {
  name: text,
  arn: text,
  createdAt: instant,
  desiredCapacity: size,
};

export const group = record<StoredGroup>({
  ...groupBeginning,
  ...groupSettings,
  tags: map(text, groupTag, ({ key }) => key),
  suspendedProcesses: map(processName, instant),
  lifecycleHooks: map(text, hook, ({ name }) => name),
  scheduledActions: map(text, scheduledAction, ({ name }) => name),
  scalingPolicies: map(text, policy, ({ name }) => name),
  cooldownSeconds: optional(seconds),
  notifications: map(text, list(text)),
  enabledMetrics: list(text),
  changedSources: map(text, changedSource, trafficSourceKey),
  warmPool: optional(warmPool),
  deletionBegunAt: optional(instant),
  warmPoolGoneAt: optional(instant),
  capacityChange: optional(
    record<CapacityChange>({
      sentence: text,
      invokingAlarms: optional(invokingAlarms),
      isProtectionReported: truth,
    }),
  ),
  owed: record<StoredGroup["owed"]>({ health: count, refresh: count }),
  scaleInOwed: count,
  launchFailure: optional(text),
  refusedZones: optional(map(text, instant)),
  launchCount: count,
  scalingNotBefore: instant,
  healthNotBefore: instant,
  activities,
  refreshes: list(refresh),
  history: optional(samples),
  wakeAt: optional(instant),
  fleetOrder,
});
