/** Builds the private world of a described group: template, group, instances and hooks. */
import type { Change } from "../domain/changes/change.ts";
import { timings } from "../domain/timing.ts";
import { defaultMin100, type Settings } from "../domain/world.ts";
import { type ChangeContext, createEmulator, type PlacedChanges } from "../emulator.ts";
import { worldChanges, worldSettings } from "../world-file/changes.ts";
import { worldSchema } from "../world-file/schema.ts";
import type { DescribedGroup, PlanRequest } from "./plan-schema.ts";
import { planBeginsAt, typeCounts } from "./plan-schema.ts";
import { type PlanClock, type PrivateWorld, privateWorld } from "./private-world.ts";

const place = { account: "000000000000", region: "us-east-1" } as const;
const templateName = "group";

/** An instant may bring some changes for each of 100,000 instances, and none may be lost. */
const mostJournalEntries = 2_000_000;

/** Throws ServiceError where the engine refuses what is described. */
export function worldOfDescribed(request: PlanRequest, group: DescribedGroup): PrivateWorld {
  const clock: PlanClock = { now: planBeginsAt };
  const emulator = createEmulator({
    seed: "plan",
    settings: settingsOf(request),
    now: () => clock.now,
    initialChanges: (context) => {
      const { timing } = settingsOf(request);
      return describedChanges(group, { ...context, timing, faults: request.faults ?? [] });
    },
    mostJournalEntries,
  });
  const world = privateWorld(emulator, clock, { ...place, group: group.name });
  for (const hook of group.hooks) {
    world.call("PutLifecycleHook", {
      AutoScalingGroupName: group.name,
      LifecycleHookName: hook.name,
      LifecycleTransition: `autoscaling:EC2_INSTANCE_${hook.transition.toUpperCase()}`,
      HeartbeatTimeout: hook.timeoutSeconds,
      DefaultResult: hook.defaultResult,
    });
  }
  if (hasWeights(group)) {
    const policy = mixedInstancesPolicy(group, "1");
    world.call("UpdateAutoScalingGroup", {
      AutoScalingGroupName: group.name,
      MixedInstancesPolicy: policy,
    });
  }
  return world;
}

/** The refresh of a described group goes to version 2 of its template. */
export function desiredConfigurationOf(group: DescribedGroup): Readonly<Record<string, unknown>> {
  return hasWeights(group)
    ? { MixedInstancesPolicy: mixedInstancesPolicy(group, "2") }
    : { LaunchTemplate: { LaunchTemplateName: templateName, Version: "2" } };
}

function settingsOf({ timing, min100 = defaultMin100, behaviors = [] }: PlanRequest): Settings {
  const { profile = "aws", ...seconds } = timing ?? {};
  const given = Object.entries(seconds).filter(([, value]) => value !== undefined);
  const file = worldSchema.parse({});
  return {
    timing: { ...timings[profile], ...Object.fromEntries(given) },
    min100,
    behaviors: worldSettings({ ...file, behaviors, regions: [] }).behaviors,
  };
}

function hasWeights({ instanceTypes }: DescribedGroup): boolean {
  return instanceTypes.some(({ weight }) => weight !== undefined);
}

function mixedInstancesPolicy(group: DescribedGroup, version: string) {
  return {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateName: templateName, Version: version },
      Overrides: typeCounts(group).map(({ type, weight }) => ({
        InstanceType: type,
        WeightedCapacity: String(weight),
      })),
    },
  };
}

type WorldContext = ChangeContext &
  Pick<Settings, "timing"> & { readonly faults: NonNullable<PlanRequest["faults"]> };

/** A world file would take 10,000 instances at most, so counts are put in after it was read. */
function describedChanges(group: DescribedGroup, context: WorldContext): readonly PlacedChanges[] {
  const file = worldSchema.parse(fileOf(group));
  const regions = file.regions.map((region) => ({
    ...region,
    ...place,
    faults: context.faults,
    groups: region.groups.map((one) => ({
      ...one,
      minSize: group.minSize ?? group.size,
      maxSize: group.maxSize ?? group.size,
      desiredCapacity: group.size,
      instances: batchesOf(group).map((batch, nth) => ({
        ...pick(one.instances?.[nth]),
        count: batch.count,
      })),
    })),
  }));
  const types = typeCounts(group).flatMap((type) => Array<typeof type>(type.count).fill(type));
  const [first] = typeCounts(group);
  let nth = 0;
  const typed = (change: Change): Change => {
    if (change.type !== "InstancePlaced") return change;
    const { type: instanceType, weight } = types[nth++] ?? first ?? { type: "", weight: 1 };
    return { ...change, instance: { ...change.instance, instanceType, weight } };
  };
  return worldChanges({ ...file, regions }, context).map((placed) => ({
    ...placed,
    changes: placed.changes.map(typed),
  }));
}

function pick<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("every batch was read");
  return value;
}

interface Batch {
  readonly count: number;
  readonly launchTemplateVersion: 1 | 2;
  readonly protectedFromScaleIn: boolean;
  readonly lifecycleState: "InService" | "Standby";
}

/** Protection begins with instances that do not match: those are what the refresh waits for. */
function batchesOf(group: DescribedGroup): readonly Batch[] {
  const total = typeCounts(group).reduce((sum, { count }) => sum + count, 0);
  const old = total - group.matchingInstances;
  const protectedOld = Math.min(old, group.protectedInstances);
  const protectedMatching = group.protectedInstances - protectedOld;
  const inService = { launchTemplateVersion: 1, lifecycleState: "InService" } as const;
  const matching = { ...inService, launchTemplateVersion: 2 } as const;
  const batches: Batch[] = [
    { ...inService, count: protectedOld, protectedFromScaleIn: true },
    { ...inService, count: old - protectedOld, protectedFromScaleIn: false },
    { ...matching, count: protectedMatching, protectedFromScaleIn: true },
    {
      ...matching,
      count: group.matchingInstances - protectedMatching,
      protectedFromScaleIn: false,
    },
    {
      ...inService,
      count: group.standbyInstances,
      protectedFromScaleIn: false,
      lifecycleState: "Standby",
    },
  ];
  return batches.filter(({ count }) => count > 0);
}

function fileOf(group: DescribedGroup) {
  const { name, availabilityZones, defaultInstanceWarmupSeconds } = group;
  const { healthCheckGracePeriodSeconds, instanceMaintenancePolicy } = group;
  const [{ type: InstanceType } = { type: "" }] = group.instanceTypes;
  const versions = ["ami-00000000000000001", "ami-00000000000000002"].map((ImageId) => ({
    data: { ImageId, InstanceType },
  }));
  const described = {
    name,
    availabilityZones,
    healthCheckGracePeriodSeconds,
    ...(defaultInstanceWarmupSeconds !== undefined && { defaultInstanceWarmupSeconds }),
    ...(instanceMaintenancePolicy && { instanceMaintenancePolicy }),
    launchTemplate: { name: templateName, version: "1" },
    minSize: 0,
    maxSize: 0,
    desiredCapacity: 0,
    instances: batchesOf(group).map((batch) => ({ ...batch, count: 1 })),
  };
  const launchTemplates = [{ name: templateName, versions }];
  return { regions: [{ ...place, launchTemplates, groups: [described] }] };
}
