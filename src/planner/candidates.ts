/** Which outgoing instances to take next, in AWS's order. */
import { type Bucket, byLaunchTime, type Condition } from "../domain/fleet.ts";
import type { Instance } from "../domain/instance.ts";
import { isProtectionKept, type RefreshView } from "./view.ts";

/** How much a step may take, in capacity units. */
export interface Allowance {
  /** Ready units above the floor; negative when the group is already below it. */
  readonly spareReady: number;
  /** Units that may leave at all: the surplus, and what the next checkpoint lets be launched. */
  readonly most: number;
}

const healthy: readonly Condition[] = ["ready", "unsettled", "warming"];

/**
 * The instances to terminate now: unhealthy ones first, then from the zone with most
 * instances the one launched first, then by id. A ready one is taken only while the
 * floor holds; one without a health result only while the others alone keep the floor
 * . Does not alter the view.
 */
export function chooseOutgoing(view: RefreshView, allowance: Allowance): Instance[] {
  const chosen: Instance[] = [];
  const left = { ...allowance };
  const tallies = zoneTallies(view);
  for (const candidate of inOrder(view, ["unhealthy"], tallies)) {
    if (left.most < candidate.weight) return chosen;
    left.most -= candidate.weight;
    chosen.push(candidate);
  }
  for (const candidate of inOrder(view, healthy, tallies)) {
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

/** Candidates in order, lazily: only as many are looked at as are taken. */
function* inOrder(
  view: RefreshView,
  conditions: readonly Condition[],
  tallies: ZoneTallies,
): Generator<Instance> {
  const queues = zoneQueues(view, conditions);
  for (;;) {
    const queue = fullest(tallies, queues);
    if (queue === undefined) return;
    yield takeOldest(queue);
    tallies.set(queue.zone, (tallies.get(queue.zone) ?? 0) - 1);
  }
}

function zoneQueues(view: RefreshView, conditions: readonly Condition[]): readonly ZoneQueue[] {
  const queues = new Map<string, ZoneQueue>();
  for (const bucket of view.group.fleet.buckets.values()) {
    if (!conditions.includes(bucket.condition) || !isCandidate(view, bucket)) continue;
    const zone = bucket.availabilityZone;
    const queue = queues.get(zone) ?? { zone, streams: [] };
    queue.streams.push(streamOf(bucket));
    queues.set(zone, queue);
  }
  return [...queues.values()];
}

function isCandidate(view: RefreshView, bucket: Bucket): boolean {
  if (bucket.role !== view.outgoing || bucket.instances.size === 0) return false;
  return !(bucket.isProtected && isProtectionKept(view.refresh));
}

interface Stream {
  readonly rest: Iterator<Instance>;
  head: Instance | undefined;
}

interface ZoneQueue {
  readonly zone: string;
  streams: Stream[];
}

function streamOf(bucket: Bucket): Stream {
  const rest = bucket.instances.values();
  return { rest, head: headOf(rest) };
}

function headOf(rest: Iterator<Instance>): Instance | undefined {
  const next = rest.next();
  return next.done === true ? undefined : next.value;
}

function takeOldest(queue: ZoneQueue): Instance {
  let oldest = queue.streams[0] as Stream;
  for (const stream of queue.streams) {
    if (byLaunchTime(stream.head as Instance, oldest.head as Instance) < 0) oldest = stream;
  }
  const taken = oldest.head as Instance;
  oldest.head = headOf(oldest.rest);
  if (oldest.head === undefined) {
    queue.streams = queue.streams.filter((stream) => stream !== oldest);
  }
  return taken;
}

/** Live instances a zone; kept up while instances are chosen. */
type ZoneTallies = Map<string, number>;

function zoneTallies(view: RefreshView): ZoneTallies {
  const tallies: ZoneTallies = new Map();
  for (const { condition, availabilityZone, instances } of view.group.fleet.buckets.values()) {
    if (condition === "leaving" || condition === "standby") continue;
    tallies.set(availabilityZone, (tallies.get(availabilityZone) ?? 0) + instances.size);
  }
  return tallies;
}

/** The zone with most instances among those that still have candidates; first by name. */
function fullest(tallies: ZoneTallies, queues: readonly ZoneQueue[]): ZoneQueue | undefined {
  let best: ZoneQueue | undefined;
  for (const queue of queues) {
    if (queue.streams.length === 0) continue;
    if (best === undefined || isFuller(tallies, queue.zone, best.zone)) best = queue;
  }
  return best;
}

function isFuller(tallies: ZoneTallies, a: string, b: string): boolean {
  const difference = (tallies.get(a) ?? 0) - (tallies.get(b) ?? 0);
  return difference > 0 || (difference === 0 && a < b);
}
