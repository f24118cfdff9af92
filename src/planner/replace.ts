/** The replacement step: which outgoing instances end now, and how many launches begin. */
import { conditionOf, liveConditions } from "../domain/condition.ts";
import { type Instance, isVisible } from "../domain/instance.ts";
import { causes } from "../domain/scaling-activity.ts";
import { type Allowance, chooseOutgoing } from "./candidates.ts";
import { launchable } from "./capacity.ts";
import { newAllowedBeforePause } from "./checkpoints.ts";
import { type Answer, decide, type LaunchOrder, type Termination } from "./decision.ts";
import { deadline, named } from "./endings.ts";
import { countOf, groupSize, type RefreshView, suspendedProcess } from "./view.ts";

/** Replaces what the bounds and the next checkpoint allow now. */
export function replaceNextInstances(view: RefreshView): Answer | undefined {
  if (view.refresh.strategy !== "Rolling") return undefined;
  if (view.group.scalingNotBefore > view.now || suspendedProcess(view) !== undefined) {
    return undefined;
  }
  const early = endPendingOfRollback(view);
  const chosen = early.length > 0 ? early : [...choose(view), ...chooseStandby(view)];
  const launches = launchCount(view, chosen);
  if (chosen.length === 0 && launches === 0) return undefined;
  const isProgress = chosen.length > 0;
  return decide({
    changes: [{ type: "RefreshActed", ...named(view), isProgress }],
    terminations: terminationsOf(view, chosen),
    launches: launchesOf(view, launches),
    wakeAt: deadline(view),
  });
}

function launchesOf({ now }: RefreshView, units: number): LaunchOrder[] {
  const cause = causes.refreshLaunch(now);
  return units > 0 ? [{ units, isAtMost: true, purpose: "refresh", cause }] : [];
}

/** In a rollback, pending launches of the desired configuration end first. */
function endPendingOfRollback(view: RefreshView): Instance[] {
  if (!view.isRollback) return [];
  const pending: Instance[] = [];
  for (const bucket of view.group.fleet.buckets.values()) {
    const isPending = bucket.condition === "pending" || bucket.condition === "warmedPending";
    if (bucket.role !== "updated" || !isPending) continue;
    pending.push(...[...bucket.instances.values()].filter(isVisible));
  }
  return pending;
}

function choose(view: RefreshView): Instance[] {
  const surplus = Math.max(0, view.live - view.group.desiredCapacity);
  const allowance: Allowance = {
    spareReady: view.ready - view.bounds.floor,
    most: surplus + launchBudget(view),
  };
  return chooseOutgoing(view, allowance);
}

/** Standby instances go after those in service and are not replaced for it. */
export function chooseStandby(view: RefreshView): Instance[] {
  const isMeant = view.refresh.preferences.standbyInstances === "Terminate";
  if (!isMeant || view.replaceable > 0) return [];
  const standby: Instance[] = [];
  for (const bucket of view.group.fleet.buckets.values()) {
    if (bucket.role !== view.outgoing || bucket.condition !== "standby") continue;
    standby.push(...bucket.instances.values());
  }
  return standby;
}

/** Units that may still be replaced before the next pause, including those in progress. */
export function launchBudget(view: RefreshView): number {
  const { checkpointPercentages, ...preferences } = view.refresh.preferences;
  if (view.isRollback) return Number.POSITIVE_INFINITY;
  const allowed = newAllowedBeforePause({
    percentages: checkpointPercentages,
    passedPercentage: view.refresh.passedCheckpointPercentage,
    groupSize: groupSize(view),
    readyUpdated: 0,
  });
  if (allowed === undefined) return Number.POSITIVE_INFINITY;
  const skipped = preferences.skipMatching ? (["matching"] as const) : [];
  const there = countOf(view, ["updated", ...skipped], liveConditions);
  const unitsAnInstance = view.live === 0 ? 1 : view.live / view.liveInstances;
  return Math.max(0, (allowed - there) * unitsAnInstance);
}

function launchCount(view: RefreshView, chosen: readonly Instance[]): number {
  const live = (instance: Instance) =>
    liveConditions.has(conditionOf(instance)) ? instance.weight : 0;
  const ended = chosen.reduce((units, instance) => units + live(instance), 0);
  const missing = launchable(view.bounds, {
    desired: view.group.desiredCapacity,
    live: view.live - ended,
    replaceable: view.replaceable - ended,
  });
  return Math.min(missing, launchBudget(view));
}

/** The terminations; those before their replacement have the long cause. */
export function terminationsOf(view: RefreshView, chosen: readonly Instance[]): Termination[] {
  const isSelected = view.bounds.ceiling <= view.group.desiredCapacity;
  const cause = causes.refreshTermination(view.now);
  return chosen.map((instance) => ({ instance, purpose: "refresh", cause, isSelected }));
}
