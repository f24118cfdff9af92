/** The instances that a group is assumed to have, as a plan file names none. */
import type { Instance } from "@aws-sdk/client-auto-scaling";
import type { GroupReading } from "../dry-run/read-group.ts";
import { type Attributes, blockIn, blocksIn, numberIn, textIn, textsIn } from "./attributes.ts";

type Version = Instance["LaunchTemplate"] | undefined;

/** As many as desired, in service, healthy, and of the version that the group has. */
export function instancesBefore(
  before: Attributes,
  version: Version,
): { readonly live: readonly Instance[]; readonly warm: readonly Instance[] } {
  const zones = textsIn(before, "availability_zones");
  const types = typesOf(before);
  const desired = numberIn(before, "desired_capacity") ?? 0;
  const isProtected = before.protect_from_scale_in === true;
  const instanceAt = (nth: number, lifecycleState: string): Instance => {
    const { type, weight } = types[nth % types.length] ?? {};
    return {
      InstanceId: `i-${nth.toString(16).padStart(17, "0")}`,
      AvailabilityZone: zones[nth % Math.max(1, zones.length)],
      LifecycleState: lifecycleState as Instance["LifecycleState"],
      HealthStatus: "Healthy",
      ProtectedFromScaleIn: isProtected && lifecycleState === "InService",
      ...(type !== undefined && { InstanceType: type }),
      ...(weight !== undefined && { WeightedCapacity: String(weight) }),
      ...(version !== undefined
        ? { LaunchTemplate: version }
        : { LaunchConfigurationName: textIn(before, "launch_configuration") }),
    };
  };
  const live: Instance[] = [];
  for (
    let units = 0;
    units < desired;
    units += types[(live.length - 1) % types.length]?.weight ?? 1
  )
    live.push(instanceAt(live.length, "InService"));
  const pool = blockIn(before, "warm_pool");
  const state = `Warmed:${textIn(pool, "pool_state") ?? "Stopped"}`;
  const size = pool === undefined ? 0 : (numberIn(before, "warm_pool_size") ?? 0);
  const warm = Array.from({ length: size }, (_, nth) => instanceAt(live.length + nth, state));
  return { live, warm };
}

interface TypeOfInstance {
  readonly type?: string | undefined;
  readonly weight?: number | undefined;
}

/** The types of the overrides in turn, each with its weight. */
function typesOf(before: Attributes): readonly TypeOfInstance[] {
  const policy = blockIn(before, "mixed_instances_policy");
  const overrides = blocksIn(blockIn(policy, "launch_template"), "override");
  const types = overrides.flatMap((override): TypeOfInstance[] => {
    const type = textIn(override, "instance_type");
    const weight = numberIn(override, "weighted_capacity");
    return type === undefined ? [] : [{ type, weight }];
  });
  return types.length === 0 ? [{}] : types;
}

/** On-Demand up to what the policy wants of it, Spot from there on; all of the same age. */
export function launchesOf(
  before: Attributes,
  live: readonly Instance[],
): GroupReading["launches"] {
  const policy = blockIn(before, "mixed_instances_policy");
  const distribution = blockIn(policy, "instances_distribution");
  const base = numberIn(distribution, "on_demand_base_capacity") ?? 0;
  const share = numberIn(distribution, "on_demand_percentage_above_base_capacity") ?? 100;
  if (policy === undefined || share === 100) return new Map();
  const desired = numberIn(before, "desired_capacity") ?? 0;
  const wanted = base + Math.ceil((Math.max(0, desired - base) * share) / 100);
  let units = 0;
  return new Map(
    live.map(({ InstanceId: id = "", WeightedCapacity: weight = "1" }) => {
      const isSpot = units >= wanted;
      units += Number(weight);
      return [id, { launchedAt: longAgo, isSpot, imageId: undefined }];
    }),
  );
}

/** A day before a plan's clock begins. */
const longAgo = Date.parse("2025-12-31T00:00:00Z");
