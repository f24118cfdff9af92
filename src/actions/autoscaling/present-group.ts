/** A group as DescribeAutoScalingGroups shows it, with AWS's defaults filled in (G-032). */
import type { AutoScalingGroup, GroupTag } from "../../domain/group.ts";
import { metricGranularity } from "../../domain/group-metrics.ts";
import type { Instance } from "../../domain/instance.ts";
import { zoneIdOf } from "../../domain/network.ts";
import { isoSecond } from "../../domain/time.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import type { Region } from "../../domain/world.ts";
import type { Output } from "../../model/operations.ts";
import { byCodeUnit } from "../page.ts";
import { visibleMembers, visibleWarmPool } from "./existing.ts";
import { presentLaunchSource } from "./launch-source.ts";
import { presentGroupInstance } from "./present-instance.ts";
import { presentWarmPool } from "./present-warm-pool.ts";
import { serviceLinkedRoleArn } from "./service-linked-role.ts";
import { storedMembers } from "./stored-members.ts";
import { identifiersOf, sourcesOf } from "./traffic-sources.ts";

type GroupShape = NonNullable<
  Output<"autoscaling", "DescribeAutoScalingGroups">["AutoScalingGroups"]
>[number];
type TagShape = NonNullable<Output<"autoscaling", "DescribeTags">["Tags"]>[number];

export function presentGroup(
  group: AutoScalingGroup,
  region: Region,
  { includeInstances }: { readonly includeInstances: boolean },
): GroupShape {
  const { LaunchTemplate, LaunchConfigurationName, MixedInstancesPolicy } = presentLaunchSource(
    group.launchSource,
  );
  const instances = includeInstances ? visibleMembers(group).filter(isInGroup) : [];
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchConfigurationName,
    LaunchTemplate,
    MixedInstancesPolicy,
    ...presentSizes(group),
    AvailabilityZones: [...group.availabilityZones],
    AvailabilityZoneIds: group.availabilityZones.map((zone) => zoneIdOf(region.name, zone) ?? ""),
    Instances: instances.map((instance) => presentGroupInstance(group, instance, region)),
    CreatedTime: new Date(group.createdAt),
    SuspendedProcesses: presentSuspendedProcesses(group),
    VPCZoneIdentifier: group.subnetIds.join(","),
    EnabledMetrics: group.enabledMetrics.map((Metric) => ({
      Metric,
      Granularity: metricGranularity,
    })),
    Status: group.deletionBegunAt === undefined ? undefined : "Delete in progress",
    Tags: presentGroupTags(group),
    ...presentHealthAndScaleIn(group),
    ...presentStored(group, region),
    WarmPoolConfiguration: presentWarmPool(group),
    WarmPoolSize: group.warmPool && visibleWarmPool(group).length,
  };
}

/** Excludes warm instances, which DescribeWarmPool lists. */
function isInGroup(instance: Instance): boolean {
  return !isInWarmPool(instance);
}

/** A group's tags, sorted by key (G-040). */
function presentGroupTags(group: AutoScalingGroup): TagShape[] {
  const tags = [...group.tags.values()].sort((one, other) => byCodeUnit(one.key, other.key));
  return tags.map((tag) => presentTag(tag, group.name));
}

export function presentTag(tag: GroupTag, groupName: string): TagShape {
  return {
    ResourceId: groupName,
    ResourceType: "auto-scaling-group",
    Key: tag.key,
    Value: tag.value,
    PropagateAtLaunch: tag.propagateAtLaunch,
  };
}

function presentSizes(group: AutoScalingGroup) {
  return {
    MinSize: group.minSize,
    MaxSize: group.maxSize,
    DesiredCapacity: group.desiredCapacity,
    DefaultCooldown: group.defaultCooldownSeconds,
    DefaultInstanceWarmup: group.defaultInstanceWarmupSeconds,
  };
}

function presentSuspendedProcesses(group: AutoScalingGroup) {
  return [...group.suspendedProcesses].map(([process, since]) => ({
    ProcessName: process,
    SuspensionReason: `User suspended at ${isoSecond(since)}`,
  }));
}

function presentHealthAndScaleIn(group: AutoScalingGroup) {
  const policy = group.instanceMaintenancePolicy;
  return {
    HealthCheckType: group.healthCheckType,
    HealthCheckGracePeriod: group.healthCheckGracePeriodSeconds,
    TerminationPolicies: [...group.terminationPolicies],
    NewInstancesProtectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
    InstanceMaintenancePolicy: policy && {
      MinHealthyPercentage: policy.minHealthyPercentage,
      MaxHealthyPercentage: policy.maxHealthyPercentage,
    },
  };
}

function presentStored(group: AutoScalingGroup, region: Region) {
  const stored = storedMembers(group);
  return {
    LoadBalancerNames: identifiersOf(group, "elb"),
    TargetGroupARNs: identifiersOf(group, "elbv2"),
    TrafficSources: sourcesOf(group).map(({ identifier, type }) => ({
      Identifier: identifier,
      Type: type,
    })),
    PlacementGroup: stored.PlacementGroup,
    ServiceLinkedRoleARN: stored.ServiceLinkedRoleARN ?? serviceLinkedRoleArn(region),
    MaxInstanceLifetime: stored.MaxInstanceLifetime,
    CapacityRebalance: stored.CapacityRebalance,
    Context: stored.Context,
    DesiredCapacityType: stored.DesiredCapacityType,
    DeletionProtection: stored.DeletionProtection,
    AvailabilityZoneDistribution: stored.AvailabilityZoneDistribution ?? {
      CapacityDistributionStrategy: "balanced-best-effort" as const,
    },
    AvailabilityZoneImpairmentPolicy: stored.AvailabilityZoneImpairmentPolicy,
    CapacityReservationSpecification: stored.CapacityReservationSpecification ?? {
      CapacityReservationPreference: "default" as const,
    },
    InstanceLifecyclePolicy: stored.InstanceLifecyclePolicy ?? {
      RetentionTriggers: { TerminateHookAbandon: "terminate" as const },
    },
    Operator: stored.Operator,
  };
}
