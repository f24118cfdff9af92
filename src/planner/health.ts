/** Which unhealthy instances a group ends now, and which of them it replaces first. */
import { conditionOf } from "../domain/condition.ts";
import { type AutoScalingGroup, isSuspended } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { maintenancePolicyInForce, usualWarmupSeconds } from "../domain/instance-maintenance.ts";
import { causes } from "../domain/scaling-activity.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import { isInWarmPool } from "../domain/warm-pool.ts";
import type { Termination } from "./decision.ts";
import type { GroupView } from "./view.ts";

export interface HealthPlan {
  readonly terminations: readonly Termination[];
  /** Units launched above the desired capacity to replace instances before they end. */
  readonly ahead: number;
  /** When the next replacement will have warmed up. */
  readonly readyAt: Instant | undefined;
}

const nothing: HealthPlan = { terminations: [], ahead: 0, readyAt: undefined };

/**
 * Unhealthy members are replaced, protected or not (G-081), whatever the group's size (G-082).
 * Running ones end after their replacement where a policy or the account says so,
 * the others at once.
 */
export function planHealth(view: GroupView): HealthPlan {
  const { group, now } = view;
  const isHeld = isSuspended(group, "ReplaceUnhealthy") || isSuspended(group, "Terminate");
  if (isHeld || group.fleet.unhealthy.size === 0) return nothing;
  const room = roomAhead(view);
  const found = [...group.fleet.unhealthy].flatMap((id) => group.fleet.members.get(id) ?? []);
  const replaceable = found.filter(isReplaceable);
  const kept = room === undefined ? [] : replaceable.filter(isRunningInService);
  const { ended, left, readyAt } = replaced(view, kept);
  const surplus = Math.max(0, view.live - group.desiredCapacity);
  // Until the group reacts to the latest failure, it keeps replacements already under way for
  // others.
  const isReacting = now >= group.healthNotBefore;
  const ahead = Math.min(left, Math.max(room ?? 0, smallest(kept)), isReacting ? left : surplus);
  if (!isReacting) return { ...nothing, ahead };
  const atOnce = replaceable.filter((instance) => !kept.includes(instance));
  return {
    terminations: [
      ...atOnce.map((instance) => termination(view, instance, false)),
      ...ended.map((instance) => termination(view, instance, true)),
    ],
    ahead,
    readyAt,
  };
}

/** Only instances in service are checked: standby ones are left alone. */
function isReplaceable(instance: Instance): boolean {
  return instance.launchedAt !== undefined && !instance.lifecycleState.endsWith("Standby");
}

function isRunningInService(instance: Instance): boolean {
  return conditionOf(instance) === "unhealthy" && instance.ec2State === "running";
}

/**
 * Units that the policy allows above the desired capacity; undefined where termination comes first.
 * Worked example: 10 desired, 90/120 gives 2; 3 desired, 100/110 gives 0, and still one is launched
 * first.
 */
function roomAhead({ group, region }: GroupView): number | undefined {
  const policy = maintenancePolicyInForce(group, region);
  if (policy === undefined) return undefined;
  const { desiredCapacity: desired } = group;
  const room = Math.floor((desired * policy.maxHealthyPercentage) / 100) - desired;
  return room > 0 || policy.minHealthyPercentage === 100 ? Math.max(0, room) : undefined;
}

function smallest(kept: readonly Instance[]): number {
  return kept.reduce((least, { weight }) => Math.min(least, weight), Number.POSITIVE_INFINITY);
}

/**
 * Unhealthy instances that can go because enough others are ready. Worked example: 4 desired, 3
 * ready and 1 unhealthy: once a fourth is ready, the unhealthy one goes.
 */
function replaced(view: GroupView, kept: readonly Instance[]) {
  let left = kept.reduce((units, { weight }) => units + weight, 0);
  if (left === 0) return { ended: [], left, readyAt: undefined };
  const { units: warming, readyAt } = warmingUp(view);
  const ready = view.ready - warming;
  const ended: Instance[] = [];
  for (const instance of kept) {
    if (ready + left - instance.weight < view.group.desiredCapacity) continue;
    left -= instance.weight;
    ended.push(instance);
  }
  return { ended, left, readyAt };
}

/** Healthy replacements still within their warmup; outside a refresh nothing else counts it. */
function warmingUp({ group, now }: GroupView) {
  const warmup = milliseconds(usualWarmupSeconds(group));
  let units = 0;
  let readyAt: Instant | undefined;
  for (const { condition, instances } of group.fleet.buckets.values()) {
    if (condition !== "ready") continue;
    for (const { purpose, inServiceAt = now, weight } of instances.values()) {
      const warmAt = inServiceAt + warmup;
      if (purpose !== "health" || warmAt <= now) continue;
      units += weight;
      readyAt = Math.min(warmAt, readyAt ?? warmAt);
    }
  }
  return { units, readyAt };
}

function termination(
  { group, now }: GroupView,
  instance: Instance,
  isReplaced: boolean,
): Termination {
  const cause = healthCause(group, instance, now);
  const purpose = "health" as const;
  return { instance, purpose, cause, isSelected: false, ...(isReplaced && { isReplaced }) };
}

/** A broken instance fails the check that the group uses besides EC2's own (G-227). */
function healthCause(group: AutoScalingGroup, instance: Instance, now: Instant): string {
  const isStopped = isInWarmPool(instance)
    ? instance.ec2State === "shutting-down" || instance.ec2State === "terminated"
    : instance.ec2State !== "running" && instance.ec2State !== "pending";
  if (isStopped) return causes.ec2HealthTermination(now);
  if (!instance.isBroken) return causes.userHealthTermination(now);
  const { healthCheckType: checks } = group;
  if (checks.includes("ELB")) return causes.elbHealthTermination(now);
  return checks.includes("EBS")
    ? causes.ebsHealthTermination(now)
    : causes.ec2StatusTermination(now);
}
