/** Finds mistakes in the instances of a world file's group that no schema can express. */
import type { Problem } from "../schemas/aws-input.ts";
import type { GroupInFile, InstancesInFile } from "./schema.ts";

export function instanceProblems(group: GroupInFile): readonly Problem[] {
  const { instances = [] } = group;
  return [...countProblems(group), ...instances.flatMap(idProblems), ...zoneProblems(group)];
}

/** A world starts at rest, with exactly the desired number of instances, unless they have ids. */
function countProblems({ desiredCapacity, instances }: GroupInFile): readonly Problem[] {
  const given = instances ?? [];
  const inService = given.filter(({ lifecycleState: state }) => state === "InService");
  const counted = inService.reduce((sum, { count }) => sum + count, 0);
  // One that is as it is on AWS may be about to scale, or have weights.
  const isCopied = given.some(({ ids }) => ids !== undefined);
  if (instances === undefined || isCopied || counted === desiredCapacity) return [];
  const expected = `instances in service that add up to desiredCapacity, ${desiredCapacity}`;
  return [{ path: ["instances"], message: `expected ${expected}; got ${counted}` }];
}

function idProblems({ ids, count }: InstancesInFile, nth: number): readonly Problem[] {
  if (ids === undefined) return [];
  const path = ["instances", nth, "ids"];
  if (ids.length !== count) return [{ path, message: `expected count, ${count}, of them` }];
  return new Set(ids).size === count ? [] : [{ path, message: "expected each id once" }];
}

function zoneProblems({ instances = [], ...group }: GroupInFile): readonly Problem[] {
  const { availabilityZones: zones } = group;
  return instances.flatMap(({ availabilityZone: zone }, nth) => {
    // The zones of subnets are known later.
    if (zone === undefined || zones.length === 0 || zones.includes(zone)) return [];
    const message = `expected one of ${zones.join(", ")}`;
    return [{ path: ["instances", nth, "availabilityZone"], message }];
  });
}
