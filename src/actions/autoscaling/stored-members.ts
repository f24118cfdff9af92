/** A group's members without effect here: stored as sent, and echoed. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Input } from "../../model/operations.ts";

type CreateInput = Input<"autoscaling", "CreateAutoScalingGroup">;

const storedNames = [
  "PlacementGroup",
  "LoadBalancerNames",
  "TargetGroupARNs",
  "TrafficSources",
  "ServiceLinkedRoleARN",
  "MaxInstanceLifetime",
  "CapacityRebalance",
  "Context",
  "DesiredCapacityType",
  "DeletionProtection",
  "AvailabilityZoneDistribution",
  "AvailabilityZoneImpairmentPolicy",
  "CapacityReservationSpecification",
  "InstanceLifecyclePolicy",
  "Operator",
] as const satisfies readonly (keyof CreateInput)[];

type StoredMembers = Pick<CreateInput, (typeof storedNames)[number]>;

/** The group's stored members, with the types of AWS's model. */
export function storedMembers(group: Pick<AutoScalingGroup, "stored">): StoredMembers {
  return group.stored as StoredMembers;
}

/**
 * The stored members after a request: sent members replace, others stay (G-041). An empty
 * PlacementGroup and a lifetime of 0 remove the member.
 */
export function readStoredMembers(
  input: StoredMembers,
  current: AutoScalingGroup["stored"] = {},
): AutoScalingGroup["stored"] {
  const given = storedNames.map((name) => [name, input[name]] as const);
  const merged = { ...current, ...Object.fromEntries(given.filter(isGiven)) };
  return Object.fromEntries(Object.entries(merged).filter(([name, value]) => isKept(name, value)));
}

function isGiven([, value]: readonly [string, unknown]): boolean {
  return value !== undefined;
}

function isKept(name: string, value: unknown): boolean {
  const isCleared =
    (name === "PlacementGroup" && value === "") || (name === "MaxInstanceLifetime" && value === 0);
  return !isCleared;
}
