/** What must hold in every world, whatever was asked for: read off the world alone. */
import { type Condition, conditionOf } from "../../domain/condition.ts";
import { type Fleet, zeroByCondition } from "../../domain/fleet.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { isActive } from "../../domain/instance-refresh.ts";
import type { World } from "../../domain/world.ts";

/** The violations as sentences; none when all is well. */
export function complaintsAbout(world: World): string[] {
  return [...world.regions.values()].flatMap((region) => {
    const named = byGroup(region.instances.values());
    return [...region.groups.values()].flatMap((group) => [
      ...fleetComplaints(group),
      ...refreshComplaints(group),
      ...memberComplaints(group, region.instances, named.get(group.name) ?? []),
    ]);
  });
}

function byGroup(instances: Iterable<Instance>): ReadonlyMap<string, readonly Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const instance of instances) {
    const { groupName = "" } = instance;
    const known = groups.get(groupName);
    if (known === undefined) groups.set(groupName, [instance]);
    else known.push(instance);
  }
  return groups;
}

/** Compares the fleet with a recount of its instances. */
function fleetComplaints(group: AutoScalingGroup): string[] {
  const { members, buckets, bucketOf, unhealthy } = group.fleet;
  const filed = [...buckets.values()].flatMap((bucket) =>
    [...bucket.instances.values()].map((instance) => ({ bucket, instance })),
  );
  const complaints: string[] = [];
  const expectSame = (what: string, found: unknown, expected: unknown) => {
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    complaints.push(`${what}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  };
  expectSame(
    "filed ids",
    filed.map(({ instance }) => instance.id).sort(),
    [...members.keys()].sort(),
  );
  expectSame("bucketOf ids", [...bucketOf.keys()].sort(), [...members.keys()].sort());
  for (const { bucket, instance } of filed) {
    expectSame(`bucket of ${instance.id}`, factsOf(bucket), factsOfInstance(instance));
    if (bucketOf.get(instance.id) !== bucket) complaints.push(`${instance.id} has two buckets`);
  }
  const sick = [...members.values()].filter(isSick).map(({ id }) => id);
  expectSame("unhealthy", [...unhealthy].sort(), sick.sort());
  expectSame("order", outOfOrder(group), []);
  const { units, counts } = recounted(members.values());
  expectSame("units by condition", group.fleet.units, units);
  expectSame("instances by condition", group.fleet.counts, counts);
  const forgotten = [...buckets.values()].filter(
    (bucket) => !bucket.isInOrder && !group.fleet.unordered.has(bucket),
  );
  expectSame("forgotten buckets", forgotten.length, 0);
  return complaints;
}

function recounted(instances: Iterable<Instance>): Pick<Fleet, "units" | "counts"> {
  const units = zeroByCondition();
  const counts = zeroByCondition();
  for (const instance of instances) {
    const condition = conditionOf(instance);
    units[condition] += instance.weight;
    counts[condition] += 1;
  }
  return { units, counts };
}

type Facts = Pick<Instance, "weight"> & {
  readonly role: string | undefined;
  readonly condition: Condition;
  readonly isProtected: boolean;
  readonly availabilityZone: string;
};

function factsOf({ role, condition, isProtected, availabilityZone, weight }: Facts): Facts {
  return { role, condition, isProtected, availabilityZone, weight };
}

function factsOfInstance(instance: Instance): Facts {
  return factsOf({
    role: instance.refreshRole,
    condition: conditionOf(instance),
    isProtected: instance.protectedFromScaleIn,
    availabilityZone: instance.availabilityZone,
    weight: instance.weight,
  });
}

function isSick(instance: Instance): boolean {
  return instance.healthStatus === "Unhealthy" && conditionOf(instance) !== "leaving";
}

/** A bucket marked as ordered has the oldest launch first, then the lower id. */
function outOfOrder(group: AutoScalingGroup): string[] {
  return [...group.fleet.buckets.values()]
    .filter(({ isInOrder }) => isInOrder)
    .flatMap(({ instances }) => {
      const keys = [...instances.values()].map(
        ({ launchedAt = Number.MAX_SAFE_INTEGER, id }) =>
          `${String(launchedAt).padStart(16, "0")} ${id}`,
      );
      const sorted = keys.toSorted();
      return keys.filter((key, index) => key !== sorted[index]);
    });
}

/** At most one refresh is active, and it is the newest. */
function refreshComplaints({ name, refreshes }: AutoScalingGroup): string[] {
  const active = refreshes.filter(isActive);
  const isNewest = active[0] === undefined || active[0] === refreshes.at(-1);
  const complaints = refreshes.flatMap(
    ({ status, percentageComplete = 0, instancesToUpdate = 0 }) =>
      percentageComplete >= 0 && percentageComplete <= 100 && instancesToUpdate >= 0
        ? []
        : [`${name}: ${status} with ${percentageComplete} percent, ${instancesToUpdate} to update`],
  );
  return active.length <= 1 && isNewest
    ? complaints
    : [...complaints, `${name}: two active refreshes`];
}

/** Members are exactly the region's instance objects with the group's name. */
function memberComplaints(
  group: AutoScalingGroup,
  all: ReadonlyMap<string, Instance>,
  named: readonly Instance[],
): string[] {
  const strangers = named.filter(({ id }) => !group.fleet.members.has(id));
  const lost = [...group.fleet.members.values()].filter(({ id }) => !all.has(id));
  const doubles = named.filter((one) => (group.fleet.members.get(one.id) ?? one) !== one);
  return [
    ...strangers.map(({ id }) => `${id} names ${group.name} and is not its member`),
    ...lost.map(({ id }) => `${id} is a member of ${group.name} and not in its region`),
    ...doubles.map(({ id }) => `${id} is there twice`),
  ];
}
