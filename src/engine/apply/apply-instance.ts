/** Applies changes of an instance in its group: launch, health, standby, termination. */
import { never } from "../../domain/assert.ts";
import type { InstanceChange } from "../../domain/changes/instance-change.ts";
import { join, leave } from "../../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { second } from "../../domain/time.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import { beginningOf, drainingAt, endDraining, scheduleDeparture } from "../draining.ts";
import {
  type ApplyContext,
  after,
  alter,
  groupNamed,
  instanceNamed,
  wake,
} from "./apply-context.ts";
import { type OpenedActivity, openActivity } from "./apply-group.ts";
import {
  acceptLaunch,
  beginActivity,
  endActivity,
  enterService,
  loseLaunch,
  refuseLaunch,
  requestLaunch,
  settle,
  wakeForHealth,
} from "./apply-launch.ts";
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
    case "LaunchDied":
      return loseLaunch(context, group, instance, change);
    case "EnteredService":
      return enterService(context, group, instance);
    case "HealthDeferred":
      return after(context, (change.until - context.at) / second, instance.id, "settle");
    case "HealthSettled":
    case "WarmedUp":
      return settle(context, group, instance, change);
    case "HealthChanged":
      alter(group, instance, () => {
        instance.healthStatus = change.healthStatus;
        instance.isBroken ||= change.isBroken === true;
      });
      return wakeForHealth(context, group, change.reactionSeconds);
    case "ProtectionChanged":
      alter(group, instance, () => {
        instance.protectedFromScaleIn = change.isProtected;
      });
      return wake(context, group, context.at);
    case "TerminationStarted":
      return startTermination(context, group, instance, change);
    case "DrainingEnded":
      return endDraining(context, group, instance);
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

function startTermination(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"TerminationStarted">,
): void {
  const isInPool = isInWarmPool(instance);
  const draining = drainingAt(context, group, instance);
  const opened: OpenedActivity = {
    activityId: change.activityId,
    kind: isInPool ? "terminateFromWarmPool" : "terminate",
    cause: change.cause,
    isSelected: change.isSelected,
    selectedTogether: change.selectedTogether,
    invokingAlarms: change.invokingAlarms,
    ...beginningOf(draining, { statusCode: "InProgress", progress: 0 }),
  };
  beginActivity(context, { group, instance }, opened, () => {
    instance.lifecycleState = isInPool ? "Warmed:Terminating" : "Terminating";
    instance.draining = draining;
    instance.rootVolumeReplacement = undefined;
    instance.purpose = change.purpose;
    instance.isReplacedAfterHooks = change.isReplacedAfterHooks;
  });
  const isOwed = change.purpose === "health" && change.isReplaced !== true;
  if (isOwed && !isInPool) group.owed.health += instance.weight;
  if (change.purpose !== "refresh" && !isInPool) {
    group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  }
  scheduleDeparture(context, group, instance);
  wake(context, group, context.at);
}

function terminate(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  endActivity(context, group, instance);
  leave(group.fleet, instance);
  instance.ec2State = "terminated";
  instance.lifecycleState = "Terminated";
  instance.terminatedAt = context.at;
  instance.groupName = undefined;
  if (instance.purpose === "refresh") noteEndOfTermination(context, group);
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
  const { exitStandbySeconds } = context.settings.timing;
  const draining = isEntering ? drainingAt(context, group, instance) : undefined;
  alter(group, instance, () => {
    instance.lifecycleState = isEntering ? "EnteringStandby" : "Pending";
    instance.draining = draining;
    instance.activityId = change.activityId;
  });
  openActivity(
    context,
    { group, instance },
    {
      activityId: change.activityId,
      kind: isEntering ? "enterStandby" : "exitStandby",
      cause: change.cause,
      ...beginningOf(
        draining,
        isEntering
          ? { statusCode: "InProgress", progress: 50 }
          : { statusCode: "PreInService", progress: 30 },
      ),
    },
  );
  if (isEntering) group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  if (isEntering) scheduleDeparture(context, group, instance);
  else after(context, exitStandbySeconds, instance.id, "enterService");
  wake(context, group, context.at);
}

function place(context: ApplyContext, group: AutoScalingGroup, given: Instance): void {
  const instance = { ...given };
  context.region.instances.set(instance.id, instance);
  join(group.fleet, instance);
}

function noteEndOfTermination(context: ApplyContext, group: AutoScalingGroup): void {
  const refresh = activeRefresh(group);
  if (refresh === undefined) return;
  refresh.lastProgressAt = context.at;
  refresh.lastTerminationEndedAt = context.at;
}
