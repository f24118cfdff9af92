/** What a group does by itself: replace unhealthy instances, meet its desired capacity, go away. */

import type { Change } from "../domain/changes/change.ts";
import { type Condition, conditionOf, liveConditions } from "../domain/condition.ts";
import { countIn, liveUnits as unitsAlive, unitsIn } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh, isSuspended } from "../domain/group.ts";
import { type Instance, isRetained } from "../domain/instance.ts";
import { causes } from "../domain/scaling-activity.ts";
import type { Instant } from "../domain/time.ts";
import { milliseconds } from "../domain/time.ts";
import { isInWarmPool } from "../domain/warm-pool.ts";
import type { Region } from "../domain/world.ts";
import {
  type Answer,
  type Decision,
  decide,
  type LaunchOrder,
  type Termination,
} from "./decision.ts";
import { planHealth } from "./health.ts";
import { endOfPolicies } from "./policy-alarms.ts";
import { chooseScaleIn } from "./scale-in.ts";
import type { GroupView } from "./view.ts";
import { drawOnWarmPool, returnedToWarmPool } from "./warm-pool-moves.ts";

/** Health replacements first, then the difference between desired and actual capacity. */
export function planScaling(view: GroupView): Decision {
  if (view.group.deletionBegunAt !== undefined) return { rule: "delete", ...planDeletion(view) };
  return { rule: "scaling", ...meetDesiredCapacity(view) };
}

function meetDesiredCapacity(view: GroupView): Answer {
  const health = planHealth(view);
  const { ahead } = health;
  const owedHealth = unitsEnded(health.terminations.filter(({ isReplaced }) => !isReplaced));
  const live = view.live - unitsEnded(health.terminations);
  const absent = view.group.desiredCapacity + ahead - live;
  const missing = absent > 0 ? Math.max(0, absent - unitsToReplaceLater(view)) : absent;
  const orders = missing > 0 ? scaleOut(view, { missing, owedHealth: owedHealth + ahead }) : [];
  const { moves, launches } = drawOnWarmPool(view.group, orders);
  const surplus = surplusOf(view, -missing);
  const ended = new Set(health.terminations.map(({ instance }) => instance));
  const chosen = surplus > 0 ? scaleIn(view, surplus, ended) : [];
  const { moves: reused, terminations } = returnedToWarmPool(view.group, chosen);
  return decide({
    changes: [
      ...(surplus > 0 && chosen.length === 0 ? reportProtection(view) : []),
      ...(missing === 0 && health.terminations.length === 0 ? reportCapacity(view) : []),
    ],
    terminations: [...health.terminations, ...terminations],
    moves: [...moves, ...reused],
    launches,
    wakeAt: wakeAt(view, health.readyAt),
  });
}

/** Instances terminated by a user are replaced once no terminating hook holds them (G-332). */
function unitsToReplaceLater({ group }: GroupView): number {
  if (group.lifecycleHooks.size === 0) return 0;
  let units = 0;
  for (const { condition, instances } of group.fleet.buckets.values()) {
    if (condition !== "leaving") continue;
    for (const { isReplacedAfterHooks, lifecycleState, weight } of instances.values()) {
      const isHeld = lifecycleState === "Terminating" || lifecycleState === "Terminating:Wait";
      if (isReplacedAfterHooks === true && isHeld) units += weight;
    }
  }
  return units;
}

function unitsEnded(terminations: readonly Termination[]): number {
  return terminations
    .filter(({ instance }) => liveConditions.has(conditionOf(instance)))
    .reduce((units, { instance }) => units + instance.weight, 0);
}

/** One order for each cause; owed launches come first (G-082, R-155). */
function scaleOut(
  view: GroupView,
  { missing, owedHealth }: { missing: number; owedHealth: number },
): LaunchOrder[] {
  const { group, now } = view;
  if (isSuspended(group, "Launch") || now < group.scalingNotBefore) return [];
  const health = Math.min(missing, group.owed.health + owedHealth);
  const isRefreshing = activeRefresh(group) !== undefined;
  const refresh = isRefreshing ? Math.min(missing - health, group.owed.refresh) : 0;
  const scaling = missing - health - refresh;
  const orders: LaunchOrder[] = [];
  if (health > 0) {
    const cause = causes.healthLaunch(now);
    orders.push({ units: health, isAtMost: false, purpose: "health", cause });
  }
  if (refresh > 0) {
    const cause = causes.refreshLaunch(now);
    orders.push({ units: refresh, isAtMost: false, purpose: "refresh", cause });
  }
  if (scaling > 0) {
    const step = { from: group.desiredCapacity - scaling, to: group.desiredCapacity };
    const { sentence, invokingAlarms } = group.capacityChange ?? {};
    const cause = causes.scaleOut(now, sentence, step);
    const order = { units: scaling, isAtMost: false, purpose: "scaling", cause } as const;
    orders.push({ ...order, invokingAlarms });
  }
  return orders;
}

/**
 * During a refresh only a lowered desired capacity shrinks the group. A launch that
 * EC2 has not accepted cannot be terminated yet, but is first in line.
 */
function surplusOf({ group, now }: GroupView, surplus: number): number {
  const isHeld = isSuspended(group, "Terminate") || now < group.scalingNotBefore;
  if (isHeld || surplus <= 0) return 0;
  return activeRefresh(group) === undefined
    ? Math.max(0, surplus - unitsIn(group.fleet, "requested"))
    : Math.min(surplus, group.scaleInOwed);
}

function scaleIn(view: GroupView, surplus: number, ended: ReadonlySet<Instance>): Termination[] {
  const { group, now } = view;
  const { sentence, invokingAlarms } = group.capacityChange ?? {};
  const step = { from: group.desiredCapacity + surplus, to: group.desiredCapacity };
  const cause = causes.scaleIn(now, sentence, step);
  return chooseScaleIn(view, surplus, ended).map((instance) => ({
    instance,
    purpose: "scaling",
    cause,
    isSelected: true,
    invokingAlarms,
  }));
}

const launching: readonly Condition[] = ["requested", "pending"];

/**
 * Forgets the change of capacity once its launches are in service; later launches and scale-ins
 * have another cause (G-092).
 */
function reportCapacity({ group }: GroupView): Change[] {
  if (group.capacityChange === undefined || countIn(group.fleet, launching) > 0) return [];
  return [{ type: "CapacityReached", group: group.name }];
}

/** Reports "all remaining instances are protected" once for each change of capacity (G-096). */
function reportProtection({ group, now }: GroupView): Change[] {
  const change = group.capacityChange;
  if (change === undefined || change.isProtectionReported || !hasProtected(group)) return [];
  const cause = causes.equilibrium(now, change.sentence);
  return [{ type: "ProtectionReported", group: group.name, cause }];
}

function hasProtected(group: AutoScalingGroup): boolean {
  for (const { isProtected, instances, condition } of group.fleet.buckets.values()) {
    if (isProtected && condition !== "leaving" && instances.size > 0) return true;
  }
  return false;
}

/** Deletes the group and the alarms that existed only for its policies. */
function deletionOf(group: AutoScalingGroup, region: Region): readonly Change[] {
  const policies = [...group.scalingPolicies.values()];
  const alarms =
    policies.length === 0 ? [] : endOfPolicies(region, policies, { isWithGroup: true });
  return [...alarms, { type: "GroupDeleted", group: group.name }];
}

/**
 * Force delete terminates everything, protected instances too; an empty group is deleted (G-166 to
 * G-168), some time after its warm pool, which ends by itself (G-322).
 */
function planDeletion({ group, region, now, settings }: GroupView): Answer {
  const { deletionBegunAt = now, warmPoolGoneAt = 0 } = group;
  const { deleteGroupSeconds, deleteGroupAfterPoolSeconds } = settings.timing;
  const goneAt = Math.max(
    deletionBegunAt + milliseconds(deleteGroupSeconds),
    warmPoolGoneAt + milliseconds(deleteGroupAfterPoolSeconds),
  );
  if (group.warmPool === undefined && group.fleet.members.size === 0) {
    return now < goneAt
      ? decide({ wakeAt: goneAt })
      : decide({ changes: deletionOf(group, region) });
  }
  const terminations: Termination[] = [];
  const from = Math.max(1, unitsAlive(group.fleet));
  const cause = causes.scaleIn(now, undefined, { from, to: 0 });
  for (const instance of group.fleet.members.values()) {
    const isLeaving = conditionOf(instance) === "leaving" && !isRetained(instance);
    const isOfPool = isInWarmPool(instance);
    if (isLeaving || isOfPool || instance.launchedAt === undefined) continue;
    terminations.push({ instance, purpose: "scaling", cause, isSelected: true });
  }
  return decide({ terminations });
}

function wakeAt({ group, now }: GroupView, readyAt: Instant | undefined): Instant | undefined {
  const all = [group.scalingNotBefore, group.healthNotBefore, readyAt ?? now];
  const later = all.filter((at) => at > now);
  return later.length === 0 ? undefined : Math.min(...later);
}
