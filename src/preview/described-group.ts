/** Builds the private world of a described group: template, group, instances and hooks. */

import type { Change } from "../domain/changes/change.ts";
import { givenOnly } from "../domain/given-only.ts";
import { keptInPrivate } from "../domain/kept-in-private.ts";
import { timings } from "../domain/timing.ts";
import { defaultMin100, type Settings } from "../domain/world.ts";
import { type ChangeContext, createEmulator, type PlacedChanges } from "../emulator.ts";
import { worldChanges } from "../world-file/changes.ts";
import type { GroupInFile, InstancesInFile, RegionInFile } from "../world-file/schema.ts";
import { putAlarms } from "./described-alarms.ts";
import type { DescribedGroup, PlanRequest } from "./plan-schema.ts";
import { planBeginsAt, typeCounts } from "./plan-schema.ts";
import { type PlanClock, type PrivateWorld, privateWorld } from "./private-world.ts";

const place = { account: "000000000000", region: "us-east-1" } as const;
const templateName = "group";

/** Throws ServiceError when the engine refuses the description. */
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
    ...keptInPrivate,
  });
  const world = privateWorld(emulator, clock, { ...place, group: group.name });
  putAlarms(world, request);
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

/** The refresh of a described group targets version 2 of its template. */
export function desiredConfigurationOf(group: DescribedGroup): Readonly<Record<string, unknown>> {
  return hasWeights(group)
    ? { MixedInstancesPolicy: mixedInstancesPolicy(group, "2") }
    : { LaunchTemplate: { LaunchTemplateName: templateName, Version: "2" } };
}

function settingsOf({ timing, min100 = defaultMin100, behaviors = [] }: PlanRequest): Settings {
  const { profile = "aws", ...seconds } = timing ?? {};
  return {
    timing: { ...timings[profile], ...givenOnly(seconds) },
    min100,
    behaviors: behaviors.map(givenOnly),
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

function describedChanges(group: DescribedGroup, context: WorldContext): readonly PlacedChanges[] {
  const types = typeCounts(group).flatMap((type) => Array<typeof type>(type.count).fill(type));
  const [first] = typeCounts(group);
  let nth = 0;
  const typed = (change: Change): Change => {
    if (change.type !== "InstancePlaced") return change;
    const { type: instanceType, weight } = types[nth++] ?? first ?? { type: "", weight: 1 };
    return { ...change, instance: { ...change.instance, instanceType, weight } };
  };
  return worldChanges({ regions: [regionOf(group, context.faults)] }, context).map((placed) => ({
    ...placed,
    changes: placed.changes.map(typed),
  }));
}

/** Protection begins with instances that do not match: those are what the refresh waits for. */
function batchesOf(group: DescribedGroup): InstancesInFile[] {
  const total = typeCounts(group).reduce((sum, { count }) => sum + count, 0);
  const old = total - group.matchingInstances;
  const protectedOld = Math.min(old, group.protectedInstances);
  const protectedMatching = group.protectedInstances - protectedOld;
  const inService = {
    launchTemplateVersion: 1,
    launchedHoursAgo: 24,
    lifecycleState: "InService",
  } as const;
  const matching = { ...inService, launchTemplateVersion: 2 } as const;
  const batches: InstancesInFile[] = [
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

/** What a world file would hold of it, which stops at fewer instances. */
function regionOf(group: DescribedGroup, faults: RegionInFile["faults"]): RegionInFile {
  const [{ type: InstanceType } = { type: "" }] = group.instanceTypes;
  const versions = ["ami-00000000000000001", "ami-00000000000000002"].map((ImageId) => ({
    data: { ImageId, InstanceType },
  }));
  return {
    ...place,
    launchTemplates: [
      { name: templateName, tags: [], defaultVersion: 1, versions, deletedVersions: [] },
    ],
    launchConfigurations: [],
    subnets: [],
    images: [],
    groups: [groupOf(group)],
    calls: [],
    faults,
  };
}

function groupOf(group: DescribedGroup): GroupInFile {
  const { name, availabilityZones, healthCheckGracePeriodSeconds } = group;
  const { defaultInstanceWarmupSeconds, instanceMaintenancePolicy } = group;
  return {
    name,
    availabilityZones,
    subnets: [],
    healthCheckGracePeriodSeconds,
    defaultInstanceWarmupSeconds,
    instanceMaintenancePolicy,
    newInstancesProtectedFromScaleIn: false,
    launchTemplate: { name: templateName, version: "1" },
    minSize: group.minSize ?? group.size,
    maxSize: group.maxSize ?? group.size,
    desiredCapacity: group.size,
    tags: [],
    createdHoursAgo: 48,
    instances: batchesOf(group),
    refreshes: [],
  };
}
