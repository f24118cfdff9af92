/** What one group looks like to the planner at one moment: plain numbers, and the filed fleet. */
import { type Condition, liveConditions, warmConditions } from "../domain/condition.ts";
import {
  byLaunchTime,
  countIn,
  type Fleet,
  liveUnits,
  unitsIn,
  unitsOf,
  zeroByCondition,
} from "../domain/fleet.ts";
import { type AutoScalingGroup, isSuspended, type ProcessName } from "../domain/group.ts";
import { type Instance, isRetained, type RefreshRole } from "../domain/instance.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import type { Instant } from "../domain/time.ts";
import type { Region, Settings } from "../domain/world.ts";
import { type CapacityBounds, capacityBounds } from "./capacity.ts";

export interface GroupView {
  readonly now: Instant;
  readonly settings: Settings;
  readonly region: Region;
  readonly group: AutoScalingGroup;
  /** Live capacity units: requested, pending and in service, in any role. */
  readonly live: number;
  /** Those of them that are ready. */
  readonly ready: number;
  /** The number of live instances, regardless of weight. */
  readonly liveInstances: number;
}

type Counts = ReadonlyMap<RefreshRole, Readonly<Record<Condition, number>>>;

export interface RefreshView extends GroupView {
  readonly refresh: InstanceRefresh;
  readonly isRollback: boolean;
  /** The role to be replaced: old instances, or in a rollback the updated ones. */
  readonly outgoing: RefreshRole;
  readonly bounds: CapacityBounds;
  /** Counts of instances, not units, by role and condition; protected ones included. */
  readonly counts: Counts;
  /** Outgoing units that can be replaced now or soon: not protected, not in standby. */
  readonly replaceable: number;
  /** Outgoing protected instances that the refresh waits for. */
  readonly protectedOutgoing: number;
  /** Outgoing instances in standby that are not ignored. */
  readonly standbyOutgoing: number;
}

export function groupView({
  now,
  settings,
  region,
  group,
}: Pick<GroupView, "now" | "settings" | "region" | "group">): GroupView {
  const live = liveUnits(group.fleet);
  const ready = unitsIn(group.fleet, "ready");
  const liveInstances = countIn(group.fleet, liveConditions);
  return { now, settings, region, group, live, ready, liveInstances };
}

export function refreshView(base: GroupView, refresh: InstanceRefresh): RefreshView {
  const isRollback = refresh.status === "RollbackInProgress";
  const outgoing = isRollback ? "updated" : "old";
  const counts = new Map<RefreshRole, Record<Condition, number>>();
  let replaceable = 0;
  let protectedOutgoing = 0;
  let standbyOutgoing = 0;
  let smallestWeight = Number.POSITIVE_INFINITY;
  for (const bucket of base.group.fleet.buckets.values()) {
    const { role, condition, isProtected, instances } = bucket;
    if (role === undefined || instances.size === 0) continue;
    if (role === outgoing && isIgnored(refresh, bucket)) continue;
    add(counts, role, condition, instances.size);
    if (role !== outgoing || condition === "leaving" || warmConditions.has(condition)) continue;
    if (condition === "standby") standbyOutgoing += instances.size;
    else if (isProtected && isProtectionKept(refresh)) protectedOutgoing += instances.size;
    else {
      replaceable += unitsOf(bucket);
      smallestWeight = Math.min(smallestWeight, bucket.weight);
    }
  }
  const { minHealthyPercentage, maxHealthyPercentage } = refresh.preferences;
  // Root volumes are replaced in place, so launch-first does not exist.
  const isInPlace = refresh.strategy === "ReplaceRootVolume";
  const bounds = capacityBounds({
    desired: base.group.desiredCapacity,
    minHealthyPercentage,
    maxHealthyPercentage: isInPlace ? undefined : maxHealthyPercentage,
    min100: isInPlace ? "terminate-first" : base.settings.min100,
    unit: Number.isFinite(smallestWeight) ? smallestWeight : 1,
  });
  return {
    ...base,
    refresh,
    isRollback,
    outgoing,
    bounds,
    counts,
    replaceable,
    protectedOutgoing,
    standbyOutgoing,
  };
}

/** Whether the preferences leave an outgoing instance alone, also in a rollback. */
function isIgnored(
  refresh: InstanceRefresh,
  bucket: { condition: Condition; isProtected: boolean },
): boolean {
  const { scaleInProtectedInstances, standbyInstances } = refresh.preferences;
  if (bucket.condition === "leaving") return false;
  if (bucket.condition === "standby") return standbyInstances === "Ignore";
  return bucket.isProtected && scaleInProtectedInstances === "Ignore";
}

/** Protected instances are replaced only with the preference Refresh. */
export function isProtectionKept(refresh: InstanceRefresh): boolean {
  return refresh.preferences.scaleInProtectedInstances !== "Refresh";
}

function add(
  counts: Map<RefreshRole, Record<Condition, number>>,
  role: RefreshRole,
  condition: Condition,
  count: number,
): void {
  const ofRole = counts.get(role) ?? zeroByCondition();
  ofRole[condition] += count;
  counts.set(role, ofRole);
}

/** Counts instances in scope by roles and conditions. */
export function countOf(
  view: Pick<RefreshView, "counts">,
  roles: readonly RefreshRole[],
  conditions: Iterable<Condition>,
): number {
  let sum = 0;
  for (const role of roles) {
    const ofRole = view.counts.get(role);
    if (ofRole === undefined) continue;
    for (const condition of conditions) sum += ofRole[condition];
  }
  return sum;
}

/** The suspended process that blocks replacement, if any. */
export function suspendedProcess({ group }: Pick<GroupView, "group">): ProcessName | undefined {
  return (["Launch", "Terminate"] as const).find((process) => isSuspended(group, process));
}

/** The group's size for checkpoints: the desired capacity converted from weights to instances. */
export function groupSize(view: Pick<GroupView, "group" | "live" | "liveInstances">): number {
  const { desiredCapacity } = view.group;
  if (view.live === 0) return desiredCapacity;
  return Math.round((view.liveInstances * desiredCapacity) / view.live);
}

/** Instances that count as new for checkpoints: updated or matching, and ready. */
export function readyUpdated(view: Pick<RefreshView, "counts">): number {
  return countOf(view, ["updated", "matching"], ["ready"]);
}

/** An instance that this refresh is launching or terminating, if any. */
export function inTransition(
  view: Pick<GroupView, "group">,
  conditions: ReadonlySet<Condition>,
): Instance | undefined {
  for (const bucket of view.group.fleet.buckets.values()) {
    if (!conditions.has(bucket.condition)) continue;
    for (const instance of bucket.instances.values()) {
      if (isOfRefresh(instance)) return instance;
    }
  }
  return undefined;
}

/** Includes the clean-up of a failed launch, but not a retained instance (G-157). */
function isOfRefresh(instance: Instance): boolean {
  const { purpose, refreshRole } = instance;
  if (isRetained(instance)) return false;
  if (purpose === "refresh") return true;
  return purpose === "launchFailure" && (refreshRole === "updated" || refreshRole === "restored");
}

/** The oldest launch in a condition, as an example for a reason. */
export function oldestIn(
  fleet: Fleet,
  isMeant: (bucket: {
    condition: Condition;
    role: RefreshRole | undefined;
    isProtected: boolean;
  }) => boolean,
): Instance | undefined {
  let oldest: Instance | undefined;
  for (const bucket of fleet.buckets.values()) {
    if (bucket.instances.size === 0 || !isMeant(bucket)) continue;
    const [first] = bucket.instances.values();
    const isOlder =
      first !== undefined && (oldest === undefined || byLaunchTime(first, oldest) < 0);
    if (isOlder) oldest = first;
  }
  return oldest;
}
