/** Changes of an instance in its group: launch, health, standby, termination. */
import { never, present } from "../domain/assert.ts";
import type { InstanceChange } from "../domain/change.ts";
import { join, leave } from "../domain/fleet.ts";
import { activeRefresh, type AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import type { ScalingActivity } from "../domain/scaling-activity.ts";
import { milliseconds } from "../domain/time.ts";
import { type ApplyContext, after, alter, groupNamed, instanceNamed, wake } from "./apply-context.ts";
import { recordActivity } from "./apply-group.ts";
import { rememberTermination } from "./apply-region.ts";

type Of<T extends InstanceChange["type"]> = Extract<InstanceChange, { type: T }>;

export function applyInstanceChange(context: ApplyContext, change: InstanceChange): void {
  const group = groupNamed(context, change.group);
  if (change.type === "LaunchRequested") return requestLaunch(context, group, change);
  if (change.type === "InstancePlaced") return place(context, group, change.instance);
  const instance = instanceNamed(context, change.id);
  switch (change.type) {
    case "LaunchAccepted":
      return acceptLaunch(context, group, instance);
    case "LaunchRefused":
      return refuseLaunch(context, group, instance);
    case "EnteredService":
      return enterService(context, group, instance);
    case "HealthSettled":
    case "WarmedUp":
      return settle(context, group, instance, change);
    case "HealthChanged":
      alter(group, instance, () => {
        instance.healthStatus = change.healthStatus;
      });
      return wakeForHealth(context, group, change.reactionSeconds);
    case "ProtectionChanged":
      alter(group, instance, () => {
        instance.protectedFromScaleIn = change.isProtected;
      });
      return wake(context, group, context.at);
    case "TerminationStarted":
      return startTermination(context, group, instance, change);
    case "InstanceTerminated":
      return terminate(context, group, instance);
    case "StandbyBegun":
    case "StandbyLeft":
      return moveStandby(context, group, instance, change);
    case "StandbyEntered":
      alter(group, instance, () => {
        instance.lifecycleState = "Standby";
      });
      endActivity(context, group, instance);
      return wake(context, group, context.at);
    default:
      return never(change);
  }
}

function requestLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"LaunchRequested">,
): void {
  const instance = { ...change.instance, launchCause: change.cause };
  if (change.purpose === "health" || change.purpose === "refresh") {
    group.owed[change.purpose] = Math.max(0, group.owed[change.purpose] - instance.weight);
  }
  group.launchCount += 1;
  context.region.instances.set(instance.id, instance);
  join(group.fleet, instance);
  after(context, context.settings.timing.launchSeconds, instance.id, "accept");
}

function launchActivity(context: ApplyContext, instance: Instance): ScalingActivity {
  return {
    id: present(instance.activityId, "activity of a launch"),
    kind: "launch",
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    ...(instance.subnetId === undefined ? {} : { subnetId: instance.subnetId }),
    cause: present(instance.launchCause, "cause of a launch"),
    startTime: context.at,
    statusCode: "PreInService",
    progress: 30,
  };
}

function acceptLaunch(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  alter(group, instance, () => {
    instance.launchedAt = context.at;
    instance.ec2State = "pending";
  });
  recordActivity(context, group, launchActivity(context, instance));
  delete instance.launchCause;
  after(context, instance.bootSeconds, instance.id, "enterService");
  wake(context, group, context.at);
}

function refuseLaunch(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const { instanceId: _, ...activity } = launchActivity(context, instance);
  recordActivity(context, group, {
    ...activity,
    statusCode: "Failed",
    statusMessage: `${instance.launchRefusal}. Launching EC2 instance failed.`,
    endTime: context.at,
    progress: 100,
  });
  leave(group.fleet, instance);
  context.region.instances.delete(instance.id);
  if (instance.purpose === "health" || instance.purpose === "refresh") {
    group.owed[instance.purpose] += instance.weight;
  }
  const retryAt = context.at + milliseconds(context.settings.timing.launchRetrySeconds);
  group.scalingNotBefore = Math.max(group.scalingNotBefore, retryAt);
  wake(context, group, context.at);
}

/** A launched instance, or one that leaves standby, is in service: its first checks begin. */
function enterService(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const warmupSeconds = warmupOf(group, instance);
  alter(group, instance, () => {
    instance.lifecycleState = "InService";
    instance.ec2State = "running";
    instance.inServiceAt = context.at;
    instance.isWarm = warmupSeconds === 0;
  });
  endActivity(context, group, instance);
  const { settleSeconds } = context.settings.timing;
  if (!instance.isSettled) after(context, settleSeconds, instance.id, "settle");
  if (!instance.isWarm) after(context, warmupSeconds, instance.id, "warmUp");
  wake(context, group, context.at);
}

/** Only instances that a refresh launched, or that came during one, have to warm up. */
function warmupOf(group: AutoScalingGroup, instance: Instance): number {
  const refresh = activeRefresh(group);
  const isNew = instance.refreshRole === "updated" || instance.refreshRole === "restored";
  return refresh !== undefined && isNew ? refresh.preferences.instanceWarmupSeconds : 0;
}

function settle(
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
  if (instance.healthStatus === "Healthy") noteProgress(context, group);
  else wakeForHealth(context, group, 0);
  wake(context, group, context.at);
}

function wakeForHealth(context: ApplyContext, group: AutoScalingGroup, seconds: number): void {
  group.healthNotBefore = context.at + milliseconds(seconds);
  wake(context, group, group.healthNotBefore);
}

function startTermination(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"TerminationStarted">,
): void {
  alter(group, instance, () => {
    instance.lifecycleState = "Terminating";
    instance.ec2State = "shutting-down";
    instance.purpose = change.purpose;
    instance.activityId = change.activityId;
  });
  if (change.purpose === "health") group.owed.health += instance.weight;
  if (change.purpose === "scaling" || change.purpose === "user") {
    group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  }
  recordActivity(context, group, {
    id: change.activityId,
    kind: "terminate",
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    ...(instance.subnetId === undefined ? {} : { subnetId: instance.subnetId }),
    cause: change.cause,
    startTime: context.at,
    statusCode: "InProgress",
    progress: 0,
  });
  after(context, instance.terminateSeconds, instance.id, "terminate");
  wake(context, group, context.at);
}

function terminate(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  endActivity(context, group, instance);
  leave(group.fleet, instance);
  instance.ec2State = "terminated";
  instance.lifecycleState = "Terminated";
  instance.terminatedAt = context.at;
  delete instance.groupName;
  if (instance.purpose === "refresh") noteProgress(context, group);
  rememberTermination(context, instance.id);
  wake(context, group, context.at);
}

function moveStandby(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"StandbyBegun" | "StandbyLeft">,
): void {
  const isEntering = change.type === "StandbyBegun";
  const { enterStandbySeconds, exitStandbySeconds } = context.settings.timing;
  alter(group, instance, () => {
    instance.lifecycleState = isEntering ? "EnteringStandby" : "Pending";
    instance.activityId = change.activityId;
  });
  recordActivity(context, group, {
    id: change.activityId,
    kind: isEntering ? "enterStandby" : "exitStandby",
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    ...(instance.subnetId === undefined ? {} : { subnetId: instance.subnetId }),
    cause: change.cause,
    startTime: context.at,
    statusCode: isEntering ? "InProgress" : "PreInService",
    progress: isEntering ? 50 : 30,
  });
  if (isEntering) group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  if (isEntering) after(context, enterStandbySeconds, instance.id, "enterStandby");
  else after(context, exitStandbySeconds, instance.id, "enterService");
  wake(context, group, context.at);
}

function place(context: ApplyContext, group: AutoScalingGroup, given: Instance): void {
  const instance = { ...given };
  context.region.instances.set(instance.id, instance);
  join(group.fleet, instance);
}

function endActivity(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const activity = group.activities.get(instance.activityId ?? "");
  delete instance.activityId;
  if (activity === undefined) return;
  activity.statusCode = "Successful";
  activity.progress = 100;
  activity.endTime = context.at;
}

function noteProgress(context: ApplyContext, group: AutoScalingGroup): void {
  const refresh = activeRefresh(group);
  if (refresh !== undefined) refresh.lastProgressAt = context.at;
}
