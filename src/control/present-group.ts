/** One group with all its instances, as the control API shows it. */
import { type Alarm, alarmNameOf } from "../domain/alarm.ts";
import { capacityOf } from "../domain/capacity-sample.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import { dueText, type GroupDue } from "../domain/group-due.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import { type LaunchSource, specificationOf } from "../domain/launch-source.ts";
import { statusReasonText } from "../domain/status-reason.ts";
import { type Instant, isoMillisecond } from "../domain/time.ts";
import type { Region } from "../domain/world.ts";
import { instanceColumns } from "./instance-columns.ts";
import { showGroup } from "./present-refresh.ts";

interface Shown {
  readonly group: AutoScalingGroup;
  readonly region: Region;
  readonly now: Instant;
  /** The newest line of the journal that is told of. */
  readonly sequence: number;
  readonly nextDue: GroupDue | undefined;
}

export function showWholeGroup({ group, region, now, sequence, nextDue }: Shown) {
  const { instances: states, refresh: _, ...sizes } = showGroup(group, region, now);
  const refresh = activeRefresh(group);
  return {
    ...sizes,
    now: isoMillisecond(now),
    sequence,
    states,
    ...showState(group, region),
    refresh: refresh === undefined ? null : showActiveRefresh(refresh, now),
    nextDue: nextDue === undefined ? null : showDue(nextDue),
    instances: instanceColumns(group.fleet.members.values(), group),
  };
}

/** What each change of a group may change, beside its instances and its refresh. */
export function showState(group: AutoScalingGroup, region: Region) {
  const watched = activeRefresh(group)?.preferences.alarms ?? [];
  return {
    settings: showSettings(group),
    capacity: showCapacity(group),
    hooks: waitingHooks(group),
    alarms: watched.map((name) => showAlarm(name, region)),
  };
}

/** Null for what there is not, outside a refresh. */
function showCapacity(group: AutoScalingGroup) {
  const { floor = null, ceiling = null, percentage = null, ...units } = capacityOf(group);
  return { ...units, floor, ceiling, percentage };
}

export function showDue(due: GroupDue) {
  const { at, what, which } = due;
  return { at: isoMillisecond(at), what, which, says: dueText(due) };
}

function showSettings(group: AutoScalingGroup) {
  const { defaultInstanceWarmupSeconds: warmup, instanceMaintenancePolicy: policy } = group;
  return {
    ...showSource(group.launchSource),
    availabilityZones: group.availabilityZones,
    subnetIds: group.subnetIds,
    healthCheckType: group.healthCheckType,
    healthCheckGracePeriod: group.healthCheckGracePeriodSeconds,
    defaultCooldown: group.defaultCooldownSeconds,
    defaultInstanceWarmup: warmup ?? null,
    instanceMaintenancePolicy: policy ?? null,
    newInstancesProtectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
    terminationPolicies: group.terminationPolicies,
    suspendedProcesses: [...group.suspendedProcesses.keys()],
    lifecycleHooks: [...group.lifecycleHooks.keys()],
    hasWarmPool: group.warmPool !== undefined,
    tags: Object.fromEntries([...group.tags.values()].map(({ key, value }) => [key, value])),
  };
}

function showSource(source: LaunchSource) {
  const specification = specificationOf(source);
  const template = specification && { ...specification, version: specification.version ?? null };
  return {
    launchTemplate: template ?? null,
    launchConfiguration: source.kind === "launchConfiguration" ? source.name : null,
    hasMixedInstancesPolicy: source.kind === "mixedInstancesPolicy",
  };
}

/** A refresh under way, with what it was asked for. */
export function showActiveRefresh(refresh: InstanceRefresh, now: Instant) {
  const { statusReason, desiredConfiguration: desired, rollbackDetails } = refresh;
  return {
    id: refresh.id,
    strategy: refresh.strategy,
    status: refresh.status,
    statusReason: statusReason === undefined ? null : statusReasonText(statusReason, { now }),
    percentageComplete: refresh.percentageComplete ?? null,
    instancesToUpdate: refresh.instancesToUpdate ?? null,
    requestedAt: isoMillisecond(refresh.requestedAt),
    startTime: timeOrNull(refresh.startTime),
    endTime: timeOrNull(refresh.endTime),
    pausedUntil: timeOrNull(refresh.pausedUntil),
    lastProgressAt: isoMillisecond(refresh.lastProgressAt),
    passedCheckpoint: refresh.passedCheckpointPercentage,
    rollback: rollbackDetails === undefined ? null : rollbackDetails.reason,
    desiredConfiguration: desired === undefined ? null : showSource(desired),
    preferences: showPreferences(refresh),
  };
}

function timeOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : isoMillisecond(at);
}

function showPreferences({ preferences }: InstanceRefresh) {
  const { maxHealthyPercentage, echoed: _, ...others } = preferences;
  const { instanceWarmupSeconds, checkpointDelaySeconds, bakeTimeSeconds, ...same } = others;
  return {
    ...same,
    maxHealthyPercentage: maxHealthyPercentage ?? null,
    instanceWarmup: instanceWarmupSeconds,
    checkpointDelay: checkpointDelaySeconds,
    bakeTime: bakeTimeSeconds,
  };
}

/** The lifecycle actions that instances wait for, the next to time out first. */
function waitingHooks({ fleet, lifecycleHooks }: AutoScalingGroup) {
  if (lifecycleHooks.size === 0) return [];
  const actions = [...fleet.members.values()].flatMap(({ id, lifecycleActions = [] }) =>
    lifecycleActions.map((action) => ({ instance: id, ...action })),
  );
  actions.sort((one, other) => one.deadline - other.deadline);
  return actions.map(({ instance, hookName: hook, token, begunAt, deadline }) => ({
    instance,
    hook,
    transition: lifecycleHooks.get(hook)?.transition ?? null,
    token,
    begunAt: isoMillisecond(begunAt),
    deadline: isoMillisecond(deadline),
  }));
}

function showAlarm(name: string, { alarms }: Region) {
  const alarm: Alarm | undefined = alarms.get(alarmNameOf(name));
  return {
    name,
    state: alarm?.state ?? null,
    since: timeOrNull(alarm?.stateTransitionedAt),
    reason: alarm?.stateReason ?? null,
  };
}
