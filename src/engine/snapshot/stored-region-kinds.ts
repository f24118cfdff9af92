/** The checks of a stored region: alarms, load balancers, parameters, faults and the rest. */
import type {
  Alarm,
  AlarmDefinition,
  AlarmHistoryItem,
  StoredMetricData,
} from "../../domain/alarm.ts";
import { clientTokenKey } from "../../domain/client-token.ts";
import type { ActiveFault, Fault, FaultLimits, LaunchEffects, Span } from "../../domain/fault.ts";
import { type LaunchTokenUse, launchTokenKey } from "../../domain/launch-token.ts";
import type { AnyBalancerRecord, Target } from "../../domain/load-balancing.ts";
import type {
  Parameter,
  ParameterTier,
  ParameterType,
  ParameterVersion,
} from "../../domain/parameter.ts";
import type { DeletedGroup } from "../../domain/world.ts";
import type { StoredRegion } from "./snapshot-content.ts";
import { clientToken, ec2Record, launchConfiguration, launchTemplate } from "./stored-ec2-kinds.ts";
import { activities, group } from "./stored-group-kinds.ts";
import { instance, probability, tag } from "./stored-instance-kinds.ts";
import {
  awsMembers,
  count,
  instant,
  type Kind,
  list,
  type Members,
  map,
  number,
  oneOf,
  oneOfRecords,
  optional,
  record,
  seconds,
  table,
  text,
  truth,
  where,
  whole,
} from "./stored-kinds.ts";
import { alarmState } from "./stored-reason-kinds.ts";
import { eventRule } from "./stored-rule-kinds.ts";

const alarmKind = oneOf<AlarmDefinition["kind"]>({ metric: true, composite: true });

export const alarmDefinition = record<AlarmDefinition>({
  kind: alarmKind,
  name: text,
  arn: text,
  isActionsEnabled: truth,
  rule: optional(text),
  stored: awsMembers,
});

const alarm = record<Alarm>({
  definition: alarmDefinition,
  configuredAt: instant,
  state: alarmState,
  stateReason: text,
  stateReasonData: optional(text),
  stateUpdatedAt: instant,
  stateTransitionedAt: instant,
  tags: list(tag),
});

const historyItem = record<AlarmHistoryItem>({
  sequence: whole(1),
  alarm: text,
  kind: alarmKind,
  at: instant,
  type: oneOf<AlarmHistoryItem["type"]>({ ConfigurationUpdate: true, StateUpdate: true }),
  summary: text,
  data: text,
});

const target = record<Target>({
  id: text,
  port: optional(whole(0, 2 ** 31)),
  availabilityZone: optional(text),
  registeredAt: instant,
  drainsUntil: optional(instant),
});
const balancerBase = {
  arn: text,
  name: text,
  createdAt: instant,
  members: awsMembers,
  attributes: table(text, text),
  tags: list(tag),
};
export const balancer: Kind<AnyBalancerRecord> = oneOfRecords("kind", {
  loadBalancer: balancerBase,
  targetGroup: { ...balancerBase, targets: list(target) },
  listener: { ...balancerBase, loadBalancerArn: text, targetGroupArns: list(text) },
  classicLoadBalancer: { ...balancerBase, instances: list(target), classicAttributes: awsMembers },
});

export const parameterVersion = record<ParameterVersion>({
  number: whole(1),
  type: oneOf<ParameterType>({ String: true, StringList: true, SecureString: true }),
  value: text,
  dataType: text,
  tier: oneOf<ParameterTier>({ Standard: true, Advanced: true }),
  modifiedAt: instant,
  modifiedBy: text,
  labels: list(text),
  description: optional(text),
  keyId: optional(text),
  allowedPattern: optional(text),
});

const parameter = where(
  record<Parameter>({ name: text, arn: text, tags: list(tag), versions: list(parameterVersion) }),
  ({ versions }) => {
    const isAscending = versions.every(
      ({ number }, nth) => number > (versions[nth - 1]?.number ?? 0),
    );
    if (isAscending && versions.length > 0) return undefined;
    return { path: ".versions", expected: "one version or more, each number higher than the last" };
  },
);

/** A span: one number of seconds, or an ascending pair. */
const span: Kind<Span> = {
  wrongIn: (value) => {
    if (!Array.isArray(value)) return seconds.wrongIn(value);
    const [least, most] = value as readonly number[];
    const isPair = value.length === 2 && list(seconds).wrongIn(value) === undefined;
    const isInOrder = isPair && (least as number) <= (most as number);
    return isInOrder ? undefined : { path: "", expected: "two numbers of seconds in order" };
  },
};

const bounds = { from: optional(instant), until: optional(instant) };
const limits: Members<FaultLimits> = {
  ...bounds,
  probability: optional(probability),
  count: optional(count),
};
const effects: Members<LaunchEffects> = {
  bootSeconds: optional(span),
  terminateSeconds: optional(span),
  settleSeconds: optional(span),
  health: optional(oneOf({ never: true })),
  unhealthyAfterSeconds: optional(span),
  launchError: optional(text),
  launchMessage: optional(text),
  launchLimit: optional(count),
  terminationReason: optional(text),
  terminationMessage: optional(text),
};

export const fault: Kind<Fault> = oneOfRecords("kind", {
  launch: {
    ...limits,
    ...effects,
    group: optional(text),
    launchTemplate: optional(text),
    launchTemplateVersion: optional(whole(1)),
    imageId: optional(text),
    availabilityZone: optional(text),
    nthLaunch: optional(whole(1)),
  },
  zone: {
    ...bounds,
    availabilityZone: text,
    group: optional(text),
    launchError: text,
    launchMessage: optional(text),
    launchLimit: optional(count),
    isUnhealthy: truth,
  },
  alarm: {
    alarm: text,
    state: alarmState,
    at: optional(instant),
    group: optional(text),
    atCheckpoint: optional(number(0, 100)),
    count: optional(count),
  },
  hook: {
    ...limits,
    group: optional(text),
    hook: optional(text),
    result: oneOf({ CONTINUE: true, ABANDON: true, never: true }),
    afterSeconds: seconds,
  },
  api: {
    ...limits,
    service: optional(text),
    operation: optional(text),
    accessKeyId: optional(text),
    error: optional(text),
    status: optional(whole(400, 599)),
    message: optional(text),
    latencyMilliseconds: optional(number(0, 3_600_000)),
    dropConnection: optional(oneOf({ before: true, after: true })),
  },
});

const activeFault = record<ActiveFault>({
  id: text,
  fault,
  addedAt: instant,
  matched: count,
  fired: count,
  lastFiredAt: optional(instant),
  lastMissed: optional(text),
});

export const launchToken = record<LaunchTokenUse>({
  group: text,
  token: text,
  request: text,
  usedAt: instant,
  answer: awsMembers,
});

export const region = record<StoredRegion>({
  account: text,
  name: text,
  groups: map(text, group, ({ name }) => name),
  deletedGroups: map(
    text,
    record<DeletedGroup>({ name: text, arn: text, deletedAt: instant, activities }),
    ({ arn }) => arn,
  ),
  launchConfigurations: map(text, launchConfiguration, ({ name }) => name),
  launchTemplates: map(text, launchTemplate, ({ id }) => id),
  clientTokens: map(text, clientToken, ({ operation, token }) => clientTokenKey(operation, token)),
  instances: map(text, instance, ({ id }) => id),
  terminated: map(text, instant),
  ec2Records: map(text, ec2Record, ({ id }) => id),
  alarms: map(text, alarm, ({ definition }) => definition.name),
  alarmHistory: list(historyItem),
  metricData: list(record<StoredMetricData>({ at: instant, namespace: text, members: awsMembers })),
  accountSettings: map(text, text),
  launchTokens: map(text, launchToken, launchTokenKey),
  balancing: map(text, balancer, ({ arn }) => arn),
  parameters: map(text, parameter, ({ name }) => name),
  eventRules: map(text, eventRule, ({ settings }) => settings.name),
  faults: map(text, activeFault, ({ id }) => id),
});
