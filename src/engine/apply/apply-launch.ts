/**
 * Applies changes of a new instance: requested, accepted or refused, in service, checked, warmed
 * up.
 */
import { present } from "../../domain/assert.ts";
import type { InstanceChange } from "../../domain/changes/instance-change.ts";
import { join, leave } from "../../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh, isSuspended } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import type { ScalingActivity } from "../../domain/scaling-activity.ts";
import { diedWhilePending } from "../../domain/termination-reason.ts";
import { type Instant, milliseconds } from "../../domain/time.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import { scheduleBoot, scheduleWarming, shutDown } from "../hook-schedule.ts";
import { type ApplyContext, after, alter, wake } from "./apply-context.ts";
import { sendActivityEnd } from "./apply-events.ts";
import { type OpenedActivity, openActivity, recordActivity } from "./apply-group.ts";
import { awaitHealth } from "./left-out.ts";

type Of<T extends InstanceChange["type"]> = Extract<InstanceChange, { type: T }>;

export function requestLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"LaunchRequested">,
): void {
  const instance = { ...change.instance };
  const { purpose, weight } = instance;
  // Only launches into service are owed; the warm pool is refilled by its own plan.
  if (!isInWarmPool(instance) && (purpose === "health" || purpose === "refresh")) {
    group.owed[purpose] = Math.max(0, group.owed[purpose] - weight);
  }
  group.launchCount += 1;
  context.region.instances.set(instance.id, instance);
  join(group.fleet, instance);
  after(context, context.settings.timing.launchSeconds, instance.id, "accept");
}

function launchActivity(context: ApplyContext, instance: Instance): ScalingActivity {
  return {
    id: present(instance.activityId, "activity of a launch"),
    kind: isInWarmPool(instance) ? "launchIntoWarmPool" : "launch",
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    subnetId: instance.subnetId,
    cause: present(instance.launchCause, "cause of a launch"),
    invokingAlarms: instance.launchAlarms,
    startTime: context.at,
    statusCode: "PreInService",
    progress: 30,
  };
}

export function acceptLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  alter(group, instance, () => {
    instance.launchedAt = context.at;
    instance.ec2State = "pending";
  });
  recordActivity(context, group, launchActivity(context, instance));
  group.launchFailure = undefined;
  group.refusedZones?.delete(instance.availabilityZone);
  if (group.refusedZones?.size === 0) group.refusedZones = undefined;
  instance.launchCause = undefined;
  instance.launchAlarms = undefined;
  if (instance.death !== undefined) {
    after(context, Math.floor(instance.bootSeconds / 2), instance.id, "die");
  }
  if (isInWarmPool(instance)) scheduleWarming(context, group, instance);
  else scheduleBoot(context, group, instance);
  wake(context, group, context.at);
}

export function refuseLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  const { instanceId: _, ...activity } = launchActivity(context, instance);
  group.launchFailure = `${instance.launchRefusal}. Launching EC2 instance failed.`;
  group.refusedZones ??= new Map();
  group.refusedZones.set(instance.availabilityZone, context.at);
  const failed = recordActivity(context, group, {
    ...activity,
    statusCode: "Failed",
    statusMessage: group.launchFailure,
    endTime: context.at,
    progress: 100,
  });
  sendActivityEnd(context, group, { activity: failed, isHeld: false });
  oweAgain(group, instance);
  leave(group.fleet, instance);
  context.region.instances.delete(instance.id);
  retryLater(context, group);
}

/** EC2 itself ended the instance, so Auto Scaling starts no termination and no further activity. */
export function loseLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { reason }: Of<"LaunchDied">,
): void {
  group.launchFailure = diedWhilePending(reason);
  endActivity(context, group, instance, "Cancelled", group.launchFailure);
  oweAgain(group, instance);
  leave(group.fleet, instance);
  instance.groupName = undefined;
  instance.lifecycleState = "Terminated";
  instance.lifecycleActions = undefined;
  instance.stateReason = reason;
  shutDown(context, instance);
  retryLater(context, group);
}

/**
 * Repeats a launch of a refresh, unless that is being cancelled. All other launches are
 * only made up for by the difference between desired and actual capacity, whatever the first
 * attempt was for (G-216, G-217).
 */
export function oweAgain(group: AutoScalingGroup, instance: Instance): void {
  if (isInWarmPool(instance)) return;
  group.capacityChange = undefined;
  const isCancelling = activeRefresh(group)?.status === "Cancelling";
  if (instance.purpose === "refresh" && !isCancelling) group.owed.refresh += instance.weight;
}

function retryLater(context: ApplyContext, group: AutoScalingGroup): void {
  const retryAt = context.at + milliseconds(context.settings.timing.launchRetrySeconds);
  group.scalingNotBefore = Math.max(group.scalingNotBefore, retryAt);
  wake(context, group, context.at);
}

/**
 * An instance enters service after its launch or from standby; its first checks begin. One that is
 * new to the group is protected as the group says from here on, and not before.
 */
export function enterService(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  const warmupSeconds = warmupOf(group, instance);
  const { inServiceAt, rootVolumeReplacement } = instance;
  const isNew = inServiceAt === undefined && rootVolumeReplacement === undefined;
  alter(group, instance, () => {
    instance.lifecycleState = "InService";
    if (isNew) instance.protectedFromScaleIn = group.newInstancesProtectedFromScaleIn;
    instance.ec2State = "running";
    instance.inServiceAt = context.at;
    instance.draining = undefined;
    instance.isLeftOut = isSuspended(group, "AddToLoadBalancer") ? true : undefined;
    instance.rootVolumeReplacement = undefined;
    instance.isWarm = warmupSeconds === 0;
  });
  endActivity(context, group, instance);
  awaitHealth(context, group, instance);
  scheduleFailure(context, group, instance);
  if (!instance.isWarm) after(context, warmupSeconds, instance.id, "warmUp");
  wake(context, group, context.at);
}

/**
 * Schedules the health failure of a fault; a failing ELB check counts only after the grace period.
 */
function scheduleFailure(
  context: ApplyContext,
  { healthCheckType, healthCheckGracePeriodSeconds }: AutoScalingGroup,
  { id, unhealthyAfterSeconds }: Instance,
): void {
  if (unhealthyAfterSeconds === undefined) return;
  const graceSeconds = healthCheckType.includes("ELB") ? healthCheckGracePeriodSeconds : 0;
  after(context, Math.max(unhealthyAfterSeconds, graceSeconds), id, "failHealth");
}

/** Only instances launched by a refresh, or during one, have to warm up. */
function warmupOf(group: AutoScalingGroup, instance: Instance): number {
  const refresh = activeRefresh(group);
  const isNew = instance.refreshRole === "updated" || instance.refreshRole === "restored";
  return refresh !== undefined && isNew ? refresh.preferences.instanceWarmupSeconds : 0;
}

export function settle(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"HealthSettled" | "WarmedUp">,
): void {
  alter(group, instance, () => {
    if (change.type === "WarmedUp") instance.isWarm = true;
    else {
      instance.isSettled = true;
      instance.healthStatus = change.healthStatus;
    }
  });
  // A warmup that ends before the first health result does not count yet.
  if (instance.healthStatus === "Unhealthy") {
    wakeForHealth(context, group, context.settings.timing.healthReactionSeconds);
  } else if (instance.isSettled) noteProgress(context, group);
  wake(context, group, context.at);
}

export function wakeForHealth(
  context: ApplyContext,
  group: AutoScalingGroup,
  seconds: number,
): void {
  group.healthNotBefore = context.at + milliseconds(seconds);
  wake(context, group, group.healthNotBefore);
}

export function endActivity(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  statusCode: "Successful" | "Cancelled" | "Failed" = "Successful",
  statusMessage?: string,
): void {
  const activity = group.activities.get(instance.activityId ?? "");
  instance.activityId = undefined;
  if (activity === undefined) return;
  const isHeld = activity.statusCode === "MidTerminatingLifecycleAction";
  activity.statusCode = statusCode;
  activity.statusMessage = statusMessage ?? activity.statusMessage;
  activity.progress = 100;
  activity.endTime = context.at;
  sendActivityEnd(context, group, { activity, isHeld });
}

/** Ends the activity and the waits of the instance, alters it, and opens its next activity. */
export function beginActivity(
  context: ApplyContext,
  { group, instance }: { readonly group: AutoScalingGroup; readonly instance: Instance },
  opened: OpenedActivity,
  change: () => void,
): void {
  endActivity(context, group, instance, "Cancelled");
  alter(group, instance, () => {
    change();
    instance.lifecycleActions = undefined;
    instance.activityId = opened.activityId;
  });
  openActivity(context, { group, instance }, opened);
}

export function noteProgress(context: ApplyContext, group: AutoScalingGroup): void {
  const refresh = activeRefresh(group);
  if (refresh !== undefined) refresh.lastProgressAt = context.at;
}

/**
 * Stops the refresh's one-hour limit during a wait. The end of a wait alone is no progress,
 * and the wait of an abandoned launch excuses nothing. Worked example: the last progress
 * was at 12:10, the wait from 12:20 to 13:50; it counts as at 13:40.
 */
export function excuseWait(context: ApplyContext, group: AutoScalingGroup, begunAt: Instant): void {
  const refresh = activeRefresh(group);
  if (refresh === undefined) return;
  refresh.lastProgressAt += context.at - Math.max(begunAt, refresh.lastProgressAt);
}
