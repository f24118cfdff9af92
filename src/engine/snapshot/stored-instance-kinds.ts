/** The checks of a stored instance and its parts. */

import type {
  Draining,
  Ec2State,
  HealthStatus,
  Instance,
  InstanceLaunchTemplate,
  InstanceRun,
  LifecycleState,
  PurchaseOption,
  Purpose,
  RefreshRole,
  RootVolumeReplacement,
} from "../../domain/instance.ts";
import type { LaunchTemplateContents, Tag } from "../../domain/launch-template.ts";
import type { HookAnswer, LifecycleAction } from "../../domain/lifecycle-hook.ts";
import { lifecycleStateNames } from "../../domain/state-names.ts";
import {
  awsMembers,
  instant,
  list,
  number,
  oneOf,
  optional,
  record,
  seconds,
  text,
  truth,
  whole,
} from "./stored-kinds.ts";
import { invokingAlarms, terminationReason } from "./stored-reason-kinds.ts";

export const tag = record<Tag>({ key: text, value: text });

const lifecycleState = oneOf<LifecycleState>(lifecycleStateNames);
const ec2State = oneOf<Ec2State>({
  pending: true,
  running: true,
  "shutting-down": true,
  terminated: true,
  stopping: true,
  stopped: true,
});
export const healthStatus = oneOf<HealthStatus>({ Healthy: true, Unhealthy: true });
export const refreshRole = oneOf<RefreshRole>({
  old: true,
  updated: true,
  matching: true,
  restored: true,
});
export const purpose = oneOf<Purpose>({
  scaling: true,
  health: true,
  refresh: true,
  user: true,
  launchFailure: true,
});
export const purchaseOption = oneOf<PurchaseOption>({ onDemand: true, spot: true });
/** AWS's largest weight of an instance. */
export const weight = whole(1, 999);

const launchTemplate = record<InstanceLaunchTemplate>({ id: text, name: text, version: text });
export const contents = awsMembers as typeof awsMembers & {
  readonly type?: () => LaunchTemplateContents;
};

const hookAnswer = record<HookAnswer>({
  result: oneOf<HookAnswer["result"]>({ CONTINUE: true, ABANDON: true, never: true }),
  afterSeconds: seconds,
});

export const lifecycleAction = record<LifecycleAction>({
  hookName: text,
  token: text,
  begunAt: instant,
  deadline: instant,
  globalDeadline: instant,
  answer: optional(
    record<NonNullable<LifecycleAction["answer"]>>({
      at: instant,
      result: oneOf({ CONTINUE: true, ABANDON: true }),
    }),
  ),
});

export const rootVolumeReplacement = record<RootVolumeReplacement>({
  imageId: text,
  launchTemplate: optional(launchTemplate),
  isBroken: truth,
  failure: optional(text),
});

export const instance = record<Instance>({
  id: text,
  imageId: text,
  isImageOverridden: optional(truth),
  instanceType: text,
  availabilityZone: text,
  subnetId: optional(text),
  privateIpAddress: text,
  launchTemplate: optional(launchTemplate),
  launchConfigurationName: optional(text),
  weight,
  purchaseOption: optional(purchaseOption),
  tags: list(tag),
  ec2State,
  launchedAt: optional(instant),
  shutDownAt: optional(instant),
  terminatedAt: optional(instant),
  stoppedAt: optional(instant),
  run: optional(
    record<InstanceRun>({ reservationId: text, contents, clientToken: optional(text) }),
  ),
  groupName: optional(text),
  lifecycleState,
  healthStatus,
  protectedFromScaleIn: truth,
  inServiceAt: optional(instant),
  isSettled: truth,
  isWarm: truth,
  refreshRole: optional(refreshRole),
  hadTarget: optional(truth),
  purpose,
  isLeftOut: optional(truth),
  isReplacedAfterHooks: optional(truth),
  draining: optional(record<Draining>({ begunAt: instant, until: instant })),
  activityId: optional(text),
  launchCause: optional(text),
  launchAlarms: optional(invokingAlarms),
  lifecycleActions: optional(list(lifecycleAction)),
  rootVolumeReplacement: optional(rootVolumeReplacement),
  bootSeconds: seconds,
  terminateSeconds: seconds,
  settleSeconds: optional(seconds),
  unhealthyAfterSeconds: optional(seconds),
  hookAnswer: optional(hookAnswer),
  launchRefusal: optional(text),
  death: optional(terminationReason),
  stateReason: optional(terminationReason),
  isBroken: truth,
});

/** From 0 to 1. */
export const probability = number(0, 1);
