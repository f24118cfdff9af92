/** The orders in a fleet that cannot be derived from the instances; stored instead of the fleet. */
import { present } from "./assert.ts";
import {
  type Bucket,
  type BucketKind,
  bucketOfKind,
  emptyFleet,
  type Fleet,
  join,
  restoreOrder,
} from "./fleet.ts";
import type { Instance } from "./instance.ts";
import { mapInSteps, type Steps } from "./steps.ts";

export interface FleetOrder {
  /** Ids in order of joining. */
  readonly members: readonly string[];
  /** Ids in the order in which the instances became unhealthy. */
  readonly unhealthy: readonly string[];
  /** Includes empty buckets, which keep their place. */
  readonly buckets: readonly BucketKind[];
}

export function fleetOrder({ members, unhealthy, buckets }: Fleet): FleetOrder {
  return {
    members: [...members.keys()],
    unhealthy: [...unhealthy],
    buckets: [...buckets.values()].map(kindOf),
  };
}

function kindOf(bucket: Bucket): BucketKind {
  const { instances: _, isInOrder: __, latest: ___, next: ____, ...kind } = bucket;
  return kind;
}

/**
 * The fleet of these instances, filed anew step by step. Throws when the order names others than
 * there are.
 */
export function* rebuiltFleet(
  order: FleetOrder,
  instances: ReadonlyMap<string, Instance>,
): Steps<Fleet> {
  const fleet = emptyFleet();
  for (const kind of order.buckets) bucketOfKind(fleet, { ...kind, role: kind.role });
  yield* mapInSteps(order.members, (id) => join(fleet, present(instances.get(id), `member ${id}`)));
  const unhealthy = order.unhealthy.filter((id) => fleet.unhealthy.has(id));
  for (const id of unhealthy) {
    fleet.unhealthy.delete(id);
    fleet.unhealthy.add(id);
  }
  restoreOrder(fleet);
  return fleet;
}
