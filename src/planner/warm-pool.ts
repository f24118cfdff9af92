/** What a group does with its warm pool by itself: brings it to its size, or ends it. */

import type { Change } from "../domain/changes/change.ts";
import { warmConditions } from "../domain/condition.ts";
import { byLaunchTime, unitsOf } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh, isSuspended } from "../domain/group.ts";
import { type Instance, isRetained } from "../domain/instance.ts";
import { causes } from "../domain/scaling-activity.ts";
import { isInWarmPool, type WarmPool, warmPoolSize } from "../domain/warm-pool.ts";
import { warmPoolCauses } from "../domain/warm-pool-causes.ts";
import { capacityBounds } from "./capacity.ts";
import {
  type Answer,
  type Decision,
  decide,
  type LaunchOrder,
  type Termination,
} from "./decision.ts";
import type { GroupView } from "./view.ts";

/**
 * Fills or drains the pool to its size (G-174), or ends it, as the group's deletion does (G-322).
 */
export function planWarmPool(view: GroupView): Decision {
  return { rule: "warmPool", ...meetPoolSize(view) };
}

function meetPoolSize(view: GroupView): Answer {
  const { group, now } = view;
  const pool = group.warmPool;
  if (pool === undefined) return decide({});
  if (pool.isPendingDelete) return endPool(view, pool);
  if (now < group.scalingNotBefore) return decide({ wakeAt: group.scalingNotBefore });
  const units = warmPoolUnits(group);
  const size = warmPoolSize(pool.settings, group);
  const missing = size - units;
  const isFilled = missing > 0 && !isSuspended(group, "Launch");
  const surplus = units - mostUnits(view, size);
  const isDrained = surplus > 0 && !isSuspended(group, "Terminate");
  return decide({
    changes: missing <= 0 && surplus <= 0 ? reportFilled(view, pool) : [],
    launches: isFilled ? [filling(view, pool, { from: units, to: size })] : [],
    terminations: isDrained ? draining(view, pool, surplus) : [],
  });
}

function reportFilled({ group }: GroupView, { sentence }: WarmPool): Change[] {
  const isFilling = [...group.fleet.buckets.values()].some(
    ({ condition, instances }) => condition === "warmedPending" && instances.size > 0,
  );
  if (sentence === undefined || isFilling) return [];
  return [{ type: "WarmPoolFilled", group: group.name }];
}

/** Units in the pool or on their way into it. */
function warmPoolUnits({ fleet }: Pick<AutoScalingGroup, "fleet">): number {
  let units = 0;
  for (const bucket of fleet.buckets.values()) {
    if (warmConditions.has(bucket.condition)) units += unitsOf(bucket);
  }
  return units;
}

/**
 * Keeps what the group is about to take from the pool, and what a refresh launched above its size
 * (R-142).
 */
function mostUnits({ group, live, settings }: GroupView, size: number): number {
  const aboutToLeave = Math.max(0, group.desiredCapacity - live);
  const refresh = activeRefresh(group);
  if (refresh === undefined) return size + aboutToLeave;
  const { minHealthyPercentage, maxHealthyPercentage } = refresh.preferences;
  const { ceiling } = capacityBounds({
    desired: size,
    minHealthyPercentage,
    maxHealthyPercentage,
    min100: settings.min100,
    unit: 1,
  });
  return Math.max(size, ceiling) + aboutToLeave;
}

interface Step {
  readonly from: number;
  readonly to: number;
}

/** The cause names the pool's put until the desired capacity changes, then that change (G-092). */
function sentenceOf(group: AutoScalingGroup, pool: WarmPool): string | undefined {
  return pool.sentence ?? group.capacityChange?.sentence;
}

function filling({ group, now }: GroupView, pool: WarmPool, step: Step): LaunchOrder {
  const cause = causes.scaleOut(now, sentenceOf(group, pool), step);
  const units = step.to - step.from;
  return { units, isAtMost: true, purpose: "scaling", cause, isIntoWarmPool: true };
}

/** The newest instances go first, as AWS documents for a pool that is too large. */
function draining({ group, now }: GroupView, pool: WarmPool, surplus: number): Termination[] {
  const cause = warmPoolCauses.shrinking(now, sentenceOf(group, pool));
  const newestFirst = warmInstances(group).sort(byLaunchTime).reverse();
  const terminations: Termination[] = [];
  let left = surplus;
  for (const instance of newestFirst) {
    if (instance.weight > left) continue;
    left -= instance.weight;
    terminations.push({ instance, purpose: "scaling", cause, isSelected: true });
  }
  return terminations;
}

/** Instances in the pool or on their way into it, once EC2 has accepted them. */
function warmInstances({ fleet }: AutoScalingGroup): Instance[] {
  const found: Instance[] = [];
  for (const { condition, instances } of fleet.buckets.values()) {
    if (warmConditions.has(condition)) found.push(...instances.values());
  }
  return found.filter(({ launchedAt }) => launchedAt !== undefined);
}

/**
 * Terminates all instances of a deleted pool, and deletes the pool when the last one is gone, or
 * some seconds after the call if it was empty. A
 * retained instance is terminated too, and again whenever its hook is abandoned (G-340).
 */
function endPool({ group, now }: GroupView, pool: WarmPool): Answer {
  const inPool = [...group.fleet.members.values()].filter(isInWarmPool);
  if (inPool.length === 0) {
    const { goneNotBefore = now } = pool;
    if (now < goneNotBefore) return decide({ wakeAt: goneNotBefore });
    return decide({ changes: [{ type: "WarmPoolDeleted", group: group.name }] });
  }
  const purpose = "scaling";
  const resting = warmInstances(group).map((instance): Termination => {
    const cause = warmPoolCauses.shrinking(now, pool.sentence);
    return { instance, purpose, cause, isSelected: true };
  });
  if (now < group.scalingNotBefore) {
    return decide({ terminations: resting, wakeAt: group.scalingNotBefore });
  }
  const retained = inPool.filter(isRetained).map((instance): Termination => {
    const cause = warmPoolCauses.retainedInDeletion(now, instance.id);
    return { instance, purpose, cause, isSelected: true };
  });
  return decide({ terminations: [...resting, ...retained] });
}
