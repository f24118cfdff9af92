/** Which outgoing instances to take next, in AWS's order. */
import { type Condition, healthyConditions, liveConditions } from "../domain/condition.ts";
import { type Bucket, byLaunchTime, unitsOf } from "../domain/fleet.ts";
import { isSuspended, launchSourceInForce } from "../domain/group.ts";
import type { Instance, PurchaseOption } from "../domain/instance.ts";
import type { MixedInstancesPolicy } from "../domain/launch-source.ts";
import { optionOverShare } from "./allocation.ts";
import { type Precedence, precedenceOf } from "./termination-policies.ts";
import { isProtectionKept, type RefreshView } from "./view.ts";

/** How much one step may terminate, in capacity units. */
export interface Allowance {
  /** Ready units above the floor; negative when the group is already below it. */
  readonly spareReady: number;
  /**
   * The most units that may leave: the surplus, and what may be launched before the next
   * checkpoint.
   */
  readonly most: number;
}

/** No instance weighs less, so that a smaller allowance is asked for no candidates. */
const leastWeight = 1;

/**
 * The instances to terminate now: unhealthy ones first, then from the zone with most
 * instances by the group's termination policies, by the default one the instance launched
 * first, then by id. A ready one is taken only while the
 * floor holds; one without a health result only while the others alone keep the floor
 * . Does not alter the view.
 */
export function chooseOutgoing(view: RefreshView, allowance: Allowance): Instance[] {
  if (allowance.most < leastWeight) return [];
  const chosen: Instance[] = [];
  const left = { ...allowance };
  const tallies = talliesOf(view);
  // The health process replaces unhealthy instances itself, unless it is suspended.
  const isTaken = isSuspended(view.group, "ReplaceUnhealthy");
  const unhealthy = new Set<Condition>(isTaken ? ["unhealthy"] : []);
  for (const candidate of inOrder(view, unhealthy, tallies)) {
    if (left.most < candidate.weight) return chosen;
    left.most -= candidate.weight;
    chosen.push(candidate);
  }
  return [...chosen, ...chooseHealthy(view, left, tallies)];
}

/** Chooses without unhealthy instances, for a step that cannot cure them. */
export function chooseHealthy(
  view: RefreshView,
  allowance: Allowance,
  tallies = talliesOf(view),
): Instance[] {
  const chosen: Instance[] = [];
  const left = { ...allowance };
  for (const candidate of inOrder(view, healthyConditions, tallies)) {
    const readyUnits = isReady(candidate) ? candidate.weight : 0;
    if (left.most < candidate.weight || left.spareReady < readyUnits) return chosen;
    left.most -= candidate.weight;
    left.spareReady -= readyUnits;
    chosen.push(candidate);
  }
  return chosen;
}

function isReady(instance: Instance): boolean {
  return instance.isSettled && instance.isWarm && instance.healthStatus === "Healthy";
}

/** The candidates in order, computed lazily. */
function* inOrder(
  view: RefreshView,
  conditions: ReadonlySet<Condition>,
  tallies: Tallies,
): Generator<Instance> {
  const order = precedenceOf(view);
  const queues = zoneQueues(view, conditions, order);
  for (;;) {
    const queue = fullest(tallies, queues);
    if (queue === undefined) return;
    const taken = takeFirst(queue, { preferred: overShare(tallies), order });
    discount(tallies, taken);
    yield taken;
  }
}

function zoneQueues(
  view: RefreshView,
  conditions: ReadonlySet<Condition>,
  order: Precedence | undefined,
): readonly ZoneQueue[] {
  const queues = new Map<string, ZoneQueue>();
  for (const bucket of view.group.fleet.buckets.values()) {
    if (!conditions.has(bucket.condition) || !isCandidate(view, bucket)) continue;
    const zone = bucket.availabilityZone;
    const queue = queues.get(zone) ?? { zone, streams: [] };
    queue.streams.push(streamOf(bucket, order));
    queues.set(zone, queue);
  }
  return [...queues.values()];
}

function isCandidate(view: RefreshView, bucket: Bucket): boolean {
  if (bucket.role !== view.outgoing || bucket.instances.size === 0) return false;
  return !(bucket.isProtected && isProtectionKept(view.refresh));
}

interface Stream {
  readonly option: PurchaseOption;
  readonly hadTarget: boolean;
  readonly rest: Iterator<Instance>;
  head: Instance | undefined;
}

interface ZoneQueue {
  readonly zone: string;
  streams: Stream[];
}

/** A bucket is in order of launch; any other order needs all its instances at once. */
function streamOf(bucket: Bucket, order: Precedence | undefined): Stream {
  const { purchaseOption: option, hadTarget, instances } = bucket;
  const inOrder = order === undefined ? instances : [...instances.values()].sort(order);
  const rest = inOrder.values();
  return { option, hadTarget, rest, head: headOf(rest) };
}

function headOf(rest: Iterator<Instance>): Instance | undefined {
  const next = rest.next();
  return next.done === true ? undefined : next.value;
}

/** The matching streams, or all when none matches. */
function preferring(
  streams: readonly Stream[],
  fits: (stream: Stream) => boolean,
): readonly Stream[] {
  const fitting = streams.filter(fits);
  return fitting.length > 0 ? fitting : streams;
}

interface Choice {
  readonly preferred: PurchaseOption | undefined;
  readonly order: Precedence | undefined;
}

/**
 * Takes the first instance of a zone by the policies, or else the oldest, preferably of the option
 * over its share, outdated ones first.
 */
function takeFirst(queue: ZoneQueue, { preferred, order }: Choice): Instance {
  const ofOption = preferring(queue.streams, ({ option }) => option === preferred);
  const streams = preferring(ofOption, ({ hadTarget }) => !hadTarget);
  const isBefore = (a: Instance, b: Instance) => (order?.(a, b) || byLaunchTime(a, b)) < 0;
  let first = streams[0] as Stream;
  for (const stream of streams) {
    if (isBefore(stream.head as Instance, first.head as Instance)) first = stream;
  }
  const taken = first.head as Instance;
  first.head = headOf(first.rest);
  if (first.head === undefined) {
    queue.streams = queue.streams.filter((stream) => stream !== first);
  }
  return taken;
}

/** Live instances per zone and units per purchase option, updated while instances are chosen. */
interface Tallies {
  readonly zones: Map<string, number>;
  readonly shares: { onDemand: number; spot: number };
  /** Undefined for a group without shares of purchase options. */
  readonly policy: MixedInstancesPolicy | undefined;
}

function talliesOf(view: RefreshView): Tallies {
  const zones = new Map<string, number>();
  const shares = { onDemand: 0, spot: 0 };
  for (const bucket of view.group.fleet.buckets.values()) {
    const { condition, availabilityZone, instances, purchaseOption } = bucket;
    if (instances.size === 0 || !liveConditions.has(condition)) continue;
    zones.set(availabilityZone, (zones.get(availabilityZone) ?? 0) + instances.size);
    shares[purchaseOption] += unitsOf(bucket);
  }
  const source = launchSourceInForce(view.group);
  const policy = source.kind === "mixedInstancesPolicy" ? source.policy : undefined;
  return { zones, shares, policy };
}

function overShare({ policy, shares }: Tallies): PurchaseOption | undefined {
  return policy && optionOverShare(policy, shares);
}

function discount(
  { zones, shares }: Tallies,
  { availabilityZone: zone, purchaseOption = "onDemand", weight }: Instance,
): void {
  zones.set(zone, (zones.get(zone) ?? 0) - 1);
  shares[purchaseOption] -= weight;
}

/** The zone with most instances among those that still have candidates; first by name. */
function fullest({ zones }: Tallies, queues: readonly ZoneQueue[]): ZoneQueue | undefined {
  const sizeOf = ({ zone }: ZoneQueue) => zones.get(zone) ?? 0;
  let best: ZoneQueue | undefined;
  for (const queue of queues) {
    if (queue.streams.length === 0) continue;
    const difference = best === undefined ? 1 : sizeOf(queue) - sizeOf(best);
    const isFirstByName = best !== undefined && queue.zone < best.zone;
    if (difference > 0 || (difference === 0 && isFirstByName)) best = queue;
  }
  return best;
}
