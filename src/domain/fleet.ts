/**
 * The instances of one group, indexed so that the planner gets counts and candidates without
 * walking the group: cost depends on what happens, not on the group's size. Derived, never stored.
 */
import { assert, present } from "./assert.ts";
import { allConditions, type Condition, conditionOf, liveConditions } from "./condition.ts";
import type { Instance, PurchaseOption, RefreshRole } from "./instance.ts";

/** What all instances of a bucket have in common. */
export interface BucketKind {
  readonly role: RefreshRole | undefined;
  readonly condition: Condition;
  readonly isProtected: boolean;
  readonly availabilityZone: string;
  readonly purchaseOption: PurchaseOption;
  /** Old instances that had the target when the refresh began. */
  readonly hadTarget: boolean;
  /** Capacity units of each instance. */
  readonly weight: number;
}

export interface Bucket extends BucketKind {
  /** By id; while `isInOrder`, sorted by launch and then by id. */
  readonly instances: Map<string, Instance>;
  isInOrder: boolean;
  /** The latest launch added since the bucket was empty. */
  latest: Instance | undefined;
  /** Where the last one that left it went, as the next one mostly does. */
  next: Bucket | undefined;
}

export interface Fleet {
  /** By id, in order of joining. */
  readonly members: Map<string, Instance>;
  /** Members that are Unhealthy and not leaving, in the order they became so. */
  readonly unhealthy: Set<string>;
  readonly buckets: Map<string, Bucket>;
  readonly bucketOf: Map<string, Bucket>;
  /** Capacity units by condition, updated with the buckets. */
  readonly units: Record<Condition, number>;
  /** The number of instances by condition, regardless of weight. */
  readonly counts: Record<Condition, number>;
  /** Buckets that may be out of order. */
  readonly unordered: Set<Bucket>;
}

/** Capacity units that count toward the desired capacity. */
export function liveUnits(fleet: Fleet): number {
  let units = 0;
  for (const condition of liveConditions) units += fleet.units[condition];
  return units;
}

/** Capacity units of the instances in this condition. */
export function unitsIn(fleet: Fleet, condition: Condition): number {
  return fleet.units[condition];
}

/** The number of instances in one of these conditions, regardless of weight. */
export function countIn(fleet: Fleet, conditions: Iterable<Condition>): number {
  let count = 0;
  for (const condition of conditions) count += fleet.counts[condition];
  return count;
}

/** Capacity units of a bucket's instances together. */
export function unitsOf({ instances, weight }: Bucket): number {
  return instances.size * weight;
}

export function emptyFleet(): Fleet {
  return {
    members: new Map(),
    unhealthy: new Set(),
    buckets: new Map(),
    bucketOf: new Map(),
    units: zeroByCondition(),
    counts: zeroByCondition(),
    unordered: new Set(),
  };
}

/** A number for each condition, all 0. */
export function zeroByCondition(): Record<Condition, number> {
  return { ...noneByCondition };
}

const noneByCondition = Object.fromEntries(
  allConditions.map((condition) => [condition, 0]),
) as Readonly<Record<Condition, number>>;

export function join(fleet: Fleet, instance: Instance): void {
  assert(!fleet.members.has(instance.id), `${instance.id} joins twice`);
  fleet.members.set(instance.id, instance);
  const bucket = bucketOfKind(fleet, kindOf(instance));
  file(fleet, instance, bucket);
  noteHealth(fleet, instance, bucket);
}

export function leave(fleet: Fleet, instance: Instance): void {
  unfile(fleet, instance, bucketHolding(fleet, instance));
  fleet.bucketOf.delete(instance.id);
  fleet.unhealthy.delete(instance.id);
  fleet.members.delete(instance.id);
}

/**
 * Changes a member through `alter` and updates the index: the only way to change an instance in a
 * fleet.
 */
export function refile(fleet: Fleet, instance: Instance, alter: () => void): void {
  const before = bucketHolding(fleet, instance);
  const { launchedAt } = instance;
  alter();
  const after = bucketAfter(fleet, instance, before);
  // Its place is by launch.
  if (after !== before || instance.launchedAt !== launchedAt) {
    unfile(fleet, instance, before);
    file(fleet, instance, after);
  }
  noteHealth(fleet, instance, after);
}

function bucketHolding(fleet: Fleet, { id }: Instance): Bucket {
  return present(fleet.bucketOf.get(id), `bucket of ${id}`);
}

/** Compares with the likely buckets before it makes the key of any. */
function bucketAfter(fleet: Fleet, instance: Instance, before: Bucket): Bucket {
  if (isOfKind(before, instance)) return before;
  const { next } = before;
  if (next !== undefined && isOfKind(next, instance)) return next;
  before.next = bucketOfKind(fleet, kindOf(instance));
  return before.next;
}

function kindOf(instance: Instance): BucketKind {
  return {
    role: instance.refreshRole,
    condition: conditionOf(instance),
    isProtected: instance.protectedFromScaleIn,
    availabilityZone: instance.availabilityZone,
    purchaseOption: instance.purchaseOption ?? "onDemand",
    hadTarget: instance.hadTarget === true,
    weight: instance.weight,
  };
}

/** The same as having the kind of the instance, without making it. */
function isOfKind(bucket: BucketKind, instance: Instance): boolean {
  return (
    bucket.condition === conditionOf(instance) &&
    bucket.role === instance.refreshRole &&
    bucket.isProtected === instance.protectedFromScaleIn &&
    bucket.availabilityZone === instance.availabilityZone &&
    bucket.purchaseOption === (instance.purchaseOption ?? "onDemand") &&
    bucket.hadTarget === (instance.hadTarget === true) &&
    bucket.weight === instance.weight
  );
}

function file(fleet: Fleet, instance: Instance, bucket: Bucket): void {
  addInOrder(bucket, instance);
  if (!bucket.isInOrder) fleet.unordered.add(bucket);
  fleet.bucketOf.set(instance.id, bucket);
  fleet.units[bucket.condition] += bucket.weight;
  fleet.counts[bucket.condition] += 1;
}

function noteHealth({ unhealthy }: Fleet, instance: Instance, { condition }: Bucket): void {
  const isSick = instance.healthStatus === "Unhealthy" && condition !== "leaving";
  if (isSick) unhealthy.add(instance.id);
  else if (unhealthy.size > 0) unhealthy.delete(instance.id);
}

/** The bucket of this kind, created when first needed and kept when empty. */
export function bucketOfKind(fleet: Fleet, kind: BucketKind): Bucket {
  const { role, condition, isProtected, availabilityZone: zone } = kind;
  const rest = `${kind.purchaseOption}/${kind.weight}/${kind.hadTarget}`;
  const key = `${role}/${condition}/${isProtected}/${zone}/${rest}`;
  const known = fleet.buckets.get(key);
  if (known !== undefined) return known;
  const bucket: Bucket = {
    ...kind,
    instances: new Map(),
    isInOrder: true,
    latest: undefined,
    next: undefined,
  };
  fleet.buckets.set(key, bucket);
  return bucket;
}

/** Keeps the entry in `bucketOf`: it is usually overwritten at once, and maps shrink slowly. */
function unfile(fleet: Fleet, instance: Instance, bucket: Bucket): void {
  const wasThere = bucket.instances.delete(instance.id);
  assert(wasThere, `${instance.id} was changed without being filed anew`);
  fleet.units[bucket.condition] -= bucket.weight;
  fleet.counts[bucket.condition] -= 1;
}

/**
 * Instances mostly arrive in order of launch, so that insertion keeps the map sorted; a late one
 * marks the bucket, which is then sorted once before the next plan.
 */
function addInOrder(bucket: Bucket, instance: Instance): void {
  if (bucket.instances.size === 0) {
    bucket.isInOrder = true;
    bucket.latest = undefined;
  }
  bucket.instances.set(instance.id, instance);
  const { latest } = bucket;
  if (latest === undefined || byLaunchTime(latest, instance) < 0) bucket.latest = instance;
  else bucket.isInOrder = false;
}

/** Sorts the unordered buckets; the engine does so before each plan. */
export function restoreOrder(fleet: Fleet): void {
  for (const bucket of fleet.unordered) {
    if (bucket.isInOrder) continue;
    const sorted = [...bucket.instances.values()].sort(byLaunchTime);
    bucket.instances.clear();
    // Also one that has become empty meanwhile.
    bucket.isInOrder = true;
    for (const instance of sorted) addInOrder(bucket, instance);
  }
  fleet.unordered.clear();
}

/** Negative when `a` goes first: launched earlier, or at the same time with a smaller id. */
export function byLaunchTime(a: Instance, b: Instance): number {
  const difference = (a.launchedAt ?? Number.MAX_VALUE) - (b.launchedAt ?? Number.MAX_VALUE);
  if (difference !== 0) return difference;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
