/** Turns an instance's due step into changes; a stale step yields none. */
import { present } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import { type AutoScalingGroup, activeRefresh, isSuspended } from "../domain/group.ts";
import { type Instance, isBeingLaunched, settleSeconds } from "../domain/instance.ts";
import { isDeregistered } from "../domain/target-health.ts";
import { type Instant, milliseconds, type Seconds } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import type { Region } from "../domain/world.ts";
import type { Ec2Step, InstanceStep } from "./event-queue.ts";
import { healthFailure, zoneFailure } from "./fault-steps.ts";
import { hookStepChanges, type StepContext } from "./hook-steps.ts";
import { rootVolumeStepChanges } from "./root-volume-steps.ts";

interface DueStep {
  readonly instance: Instance;
  readonly step: InstanceStep;
}

/** The changes of one due step; none if the instance has moved on and the event is stale. */
export function stepChanges(
  region: Region,
  { instance, step }: DueStep,
  moment: Omit<StepContext, "group"> & { readonly timing: Timing },
): readonly Change[] {
  const { id, groupName, lifecycleState } = instance;
  const { now, timing } = moment;
  if (step === "ec2Start" || step === "ec2Stop") return ec2StepChanges(instance, step);
  if (groupName === undefined) return outsideGroup(instance, step);
  const named = { group: groupName, id };
  switch (step) {
    case "accept":
      return instance.launchRefusal === undefined
        ? [{ type: "LaunchAccepted", ...named }]
        : [{ type: "LaunchRefused", ...named }];
    case "die":
      return deathWhilePending(instance, groupName);
    case "enterService":
      if (lifecycleState !== "Pending" && lifecycleState !== "Pending:Proceed") return [];
      return [{ type: "EnteredService", ...named }, ...troubleInZone(region, instance, moment)];
    case "failHealth":
      if (isBefore(instance, instance.unhealthyAfterSeconds ?? 0, now)) return [];
      return healthFailure(present(region.groups.get(groupName), groupName), instance, timing);
    case "leaveTargetGroup":
      return failureOutside(region, { ...named, instance }, moment);
    case "settle":
      if (instance.isSettled || isBefore(instance, settleSeconds(instance, timing), now)) return [];
      return [firstHealthResult(instance, present(region.groups.get(groupName), groupName), now)];
    case "warmUp":
      if (instance.isWarm || isBefore(instance, warmupSeconds(region, groupName), now)) return [];
      return [{ type: "WarmedUp", ...named }];
    case "endDraining":
      if (instance.draining === undefined || now < instance.draining.until) return [];
      return [{ type: "DrainingEnded", ...named }];
    case "enterStandby":
      if (instance.lifecycleState !== "EnteringStandby") return [];
      return [{ type: "StandbyEntered", ...named }];
    case "detach":
      return lifecycleState === "Detaching" ? [{ type: "InstanceDetached", ...named }] : [];
    case "enterWarmPool":
      return poolEntry(instance, present(region.groups.get(groupName), groupName));
    case "terminate":
      return shutDownEnd(instance, groupName);
    case "replaceRootVolume":
    case "endRootVolume":
    case "returnInstance":
      return rootVolumeStepChanges(instance, step, {
        ...moment,
        group: present(region.groups.get(groupName), groupName),
      });
    default:
      return hookStepChanges(instance, step, {
        ...moment,
        group: present(region.groups.get(groupName), groupName),
      });
  }
}

/** EC2 terminates the instance before it is in service (G-213). */
function deathWhilePending(instance: Instance, group: string): readonly Change[] {
  const { id, death: reason } = instance;
  const isDying = reason !== undefined && isBeingLaunched(instance);
  return isDying ? [{ type: "LaunchDied", group, id, reason }] : [];
}

/**
 * Enters a pool of running instances at once, another one when EC2 has stopped the instance
 * (G-304).
 */
function poolEntry(instance: Instance, { name, warmPool }: AutoScalingGroup): readonly Change[] {
  const { id, lifecycleState, ec2State } = instance;
  const named = { group: name, id };
  const isEntering =
    lifecycleState === "Warmed:Pending" || lifecycleState === "Warmed:Pending:Proceed";
  const isGone = ec2State === "shutting-down" || ec2State === "terminated";
  if (!isEntering || isGone) return [];
  const isUp = ec2State === "running" || ec2State === "pending";
  return isUp && warmPool?.settings.poolState !== "Running"
    ? [{ type: "WarmPoolStopBegun", ...named }]
    : [{ type: "WarmPoolEntered", ...named }];
}

/** An instance deregistered by a caller fails the group's ELB check once it has drained. */
function failureOutside(
  region: Region,
  { group: name, instance }: { readonly group: string; readonly instance: Instance },
  { now, timing }: { readonly now: Instant; readonly timing: Timing },
): readonly Change[] {
  const group = present(region.groups.get(name), name);
  const isChecked =
    group.healthCheckType.includes("ELB") && instance.lifecycleState === "InService";
  if (!isChecked || !isDeregistered(region, { group, instance }, now)) return [];
  return healthFailure(group, instance, timing);
}

/** The zone that the instance enters may be impaired at this moment. */
function troubleInZone(
  region: Region,
  instance: Instance,
  moment: Parameters<typeof zoneFailure>[2],
): readonly Change[] {
  if (region.faults.size === 0) return [];
  const { groupName = "" } = instance;
  const group = present(region.groups.get(groupName), groupName);
  return zoneFailure(region, { group, instance }, moment);
}

/**
 * Whether the step came too early: the instance is out of service, or returned to service after the
 * step was scheduled and has a later step of its own.
 */
function isBefore(
  { lifecycleState, inServiceAt = 0 }: Instance,
  seconds: Seconds,
  now: Instant,
): boolean {
  return lifecycleState !== "InService" || now < inServiceAt + milliseconds(seconds);
}

function warmupSeconds(region: Region, groupName: string): Seconds {
  const group = present(region.groups.get(groupName), groupName);
  return activeRefresh(group)?.preferences.instanceWarmupSeconds ?? 0;
}

/**
 * A status set by a caller stays; a broken instance fails its first check, unless
 * HealthCheck is suspended. A failing ELB check counts only after the grace period.
 */
function firstHealthResult(
  { id, isBroken, healthStatus, inServiceAt = 0 }: Instance,
  group: AutoScalingGroup,
  now: Instant,
): Change {
  const named = { group: group.name, id };
  const isFailing = isBroken && !isSuspended(group, "HealthCheck");
  const graceEndsAt = inServiceAt + milliseconds(group.healthCheckGracePeriodSeconds);
  if (isFailing && group.healthCheckType.includes("ELB") && now < graceEndsAt) {
    return { type: "HealthDeferred", ...named, until: graceEndsAt };
  }
  return { type: "HealthSettled", ...named, healthStatus: isFailing ? "Unhealthy" : healthStatus };
}

/**
 * EC2 may terminate the instance before its group notices, or while a hook or draining holds it
 * (G-181).
 */
function shutDownEnd(instance: Instance, group: string): readonly Change[] {
  const { id, lifecycleState, ec2State, draining } = instance;
  const isEnding = /Terminating(:Proceed)?$/.test(lifecycleState) && draining === undefined;
  if (isEnding) return [{ type: "InstanceTerminated", group, id }];
  return ec2State === "shutting-down" ? [{ type: "Ec2Terminated", id }] : [];
}

function outsideGroup(
  { id, ec2State, isSettled }: Instance,
  step: InstanceStep,
): readonly Change[] {
  if (step === "settle" && ec2State === "running" && !isSettled)
    return [{ type: "Ec2Checked", id }];
  return step === "terminate" && ec2State === "shutting-down"
    ? [{ type: "Ec2Terminated", id }]
    : [];
}

function ec2StepChanges({ id, ec2State }: Instance, step: Ec2Step): readonly Change[] {
  const from = step === "ec2Start" ? "pending" : "stopping";
  const to = step === "ec2Start" ? "running" : "stopped";
  return ec2State === from ? [{ type: "Ec2StateChanged", id, to }] : [];
}
