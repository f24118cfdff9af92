/** The checks of a stored instance refresh, and of launch sources. */

import { sampleLength } from "../../domain/capacity-history.ts";
import type { DatedRecord, DecisionRecord } from "../../domain/decision-record.ts";
import type {
  EchoedPreference,
  InstanceRefresh,
  PoolProgress,
  ProgressDetails,
  RefreshPreferences,
  RollbackDetails,
} from "../../domain/instance-refresh.ts";
import type {
  LaunchSource,
  LaunchTemplateOverride,
  MixedInstancesPolicy,
} from "../../domain/launch-source.ts";
import type { LaunchTemplateSpecification } from "../../domain/launch-template.ts";
import type {
  HistoryMark,
  MarkKind,
  RefreshHistory,
  Samples,
} from "../../domain/refresh-history.ts";
import type { RefreshStatus } from "../../domain/refresh-status.ts";
import type { Batch, Extreme, RefreshSummary } from "../../domain/refresh-summary.ts";
import { refreshStatusNames } from "../../domain/state-names.ts";
import type { HealthSource, StatusReason } from "../../domain/status-reason.ts";
import { weight } from "./stored-instance-kinds.ts";
import {
  awsMembers,
  count,
  instant,
  type Kind,
  kind,
  list,
  type Members,
  number,
  oneOf,
  oneOfRecords,
  optional,
  percentage,
  record,
  seconds,
  table,
  text,
  truth,
  whole,
} from "./stored-kinds.ts";

const specification = record<LaunchTemplateSpecification>({
  id: text,
  name: text,
  version: optional(text),
});

const override = record<LaunchTemplateOverride>({
  instanceType: optional(text),
  weightedCapacity: optional(weight),
  imageId: optional(text),
  specification: optional(specification),
  instanceRequirements: optional(awsMembers),
});

export const launchSource: Kind<LaunchSource> = oneOfRecords("kind", {
  launchTemplate: { specification },
  launchConfiguration: { name: text },
  mixedInstancesPolicy: {
    policy: record<MixedInstancesPolicy>({
      specification,
      overrides: list(override),
      distribution: awsMembers,
    }),
  },
});

export const refreshStatus = oneOf<RefreshStatus>(refreshStatusNames);

const preferences = record<RefreshPreferences>({
  minHealthyPercentage: percentage,
  maxHealthyPercentage: optional(number(100, 200)),
  instanceWarmupSeconds: seconds,
  checkpointPercentages: list(percentage),
  checkpointDelaySeconds: seconds,
  bakeTimeSeconds: seconds,
  skipMatching: truth,
  autoRollback: truth,
  scaleInProtectedInstances: oneOf({ Refresh: true, Ignore: true, Wait: true }),
  standbyInstances: oneOf({ Terminate: true, Ignore: true, Wait: true }),
  alarms: list(text),
  echoed: list(
    oneOf<EchoedPreference>({
      maxHealthyPercentage: true,
      checkpointPercentages: true,
      checkpointDelay: true,
      bakeTime: true,
      scaleInProtectedInstances: true,
      standbyInstances: true,
    }),
  ),
});

const poolProgress = record<PoolProgress>({
  percentageComplete: percentage,
  instancesToUpdate: count,
});
export const progressDetails = record<ProgressDetails>({
  livePool: poolProgress,
  warmPool: poolProgress,
});

const ofInstance = { instanceId: text };
const failure = { failure: text };
const wait = { since: instant, until: instant };

export const statusReason: Kind<StatusReason> = oneOfRecords("kind", {
  healthData: {
    instanceId: text,
    source: oneOf<HealthSource>({ "Amazon EC2": true, "Elastic Load Balancing": true }),
  },
  healthCheckInterval: {},
  protected: ofInstance,
  standby: ofInstance,
  unhealthy: ofInstance,
  warmup: ofInstance,
  rootVolume: ofInstance,
  terminating: ofInstance,
  suspended: { process: text },
  launchFailure: failure,
  alarmData: { alarm: text },
  checkpointDelay: wait,
  bakeTime: wait,
  cancelled: { isWaiting: truth },
  rollbackByUser: {},
  rollbackByFailure: failure,
  failed: failure,
});

const decisionMembers: Members<DecisionRecord> = {
  rule: text,
  desired: count,
  floor: number(0, Number.MAX_SAFE_INTEGER),
  ceiling: number(0, Number.MAX_SAFE_INTEGER),
  live: count,
  ready: count,
  warming: count,
  pending: count,
  replaceable: count,
  mayStop: whole(Number.MIN_SAFE_INTEGER),
  stops: list(text),
  stopUnits: count,
  stopCount: count,
  launches: count,
  says: text,
};
export const decision = record<DecisionRecord>(decisionMembers);
const datedDecision = record<DatedRecord>({
  ...decisionMembers,
  at: instant,
  sequence: count,
});

const extreme = record<Extreme>({ units: count, desired: count, at: instant });

const summary = record<RefreshSummary>({
  capacity: record<RefreshSummary["capacity"]>({
    lowestReady: optional(extreme),
    lowestInService: optional(extreme),
    highestTotal: optional(extreme),
  }),
  spent: table(refreshStatus, number(0, Number.MAX_SAFE_INTEGER)),
  statusSince: instant,
  batches: list(record<Batch>({ at: instant, rule: text, stops: count, launches: count })),
  batchCount: count,
  decisionCount: count,
  launches: count,
  failedLaunches: count,
  terminations: count,
  replacedRootVolumes: count,
});

export const samples = kind<Samples>(
  `samples of ${sampleLength} numbers each`,
  (value) =>
    Array.isArray(value) && value.length % sampleLength === 0 && value.every(Number.isFinite),
);

const history = record<RefreshHistory>({
  samples,
  marks: list(
    record<HistoryMark>({
      at: instant,
      kind: oneOf<MarkKind>({
        status: true,
        checkpoint: true,
        batch: true,
        cancel: true,
        rollback: true,
        alarm: true,
        fault: true,
      }),
      status: optional(refreshStatus),
      percentage: optional(percentage),
      until: optional(instant),
      about: optional(text),
      stops: optional(count),
      launches: optional(count),
    }),
  ),
});

export const rollbackDetails = record<RollbackDetails>({
  reason: text,
  startTime: instant,
  percentageComplete: percentage,
  instancesToUpdate: count,
  progressDetails: optional(progressDetails),
});

export const refresh = record<InstanceRefresh>({
  id: text,
  strategy: oneOf<InstanceRefresh["strategy"]>({ Rolling: true, ReplaceRootVolume: true }),
  preferences,
  desiredConfiguration: optional(launchSource),
  requestedAt: instant,
  status: refreshStatus,
  statusReason: optional(statusReason),
  startTime: optional(instant),
  endTime: optional(instant),
  percentageComplete: optional(percentage),
  instancesToUpdate: optional(count),
  progressDetails: optional(progressDetails),
  rollbackDetails: optional(rollbackDetails),
  lastProgressAt: instant,
  notBefore: instant,
  lastTerminationEndedAt: optional(instant),
  hasActedSinceReason: truth,
  passedCheckpointPercentage: percentage,
  checkpointGroupSize: count,
  targetVersion: optional(whole(1)),
  decisions: list(datedDecision),
  summary: optional(summary),
  history: optional(history),
  pausedUntil: optional(instant),
  isWaitingForTransitioningInstances: truth,
});
