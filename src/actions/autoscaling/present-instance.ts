/** An instance as its group shows it (G-061 to G-063, R-274). */
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { zoneIdOf } from "../../domain/network.ts";
import type { Region } from "../../domain/world.ts";
import type { Output } from "../../model/operations.ts";
import { isWeighted } from "./mixed-instances-policy.ts";

type Groups = NonNullable<Output<"autoscaling", "DescribeAutoScalingGroups">["AutoScalingGroups"]>;
type GroupInstance = NonNullable<Groups[number]["Instances"]>[number];
type Instances = NonNullable<
  Output<"autoscaling", "DescribeAutoScalingInstances">["AutoScalingInstances"]
>;

/** As in DescribeAutoScalingGroups, with health status `Healthy` or `Unhealthy`. */
export function presentGroupInstance(
  group: AutoScalingGroup,
  instance: Instance,
  region: Region,
): GroupInstance {
  const template = instance.launchTemplate;
  const source = group.launchSource;
  const hasWeight = source.kind === "mixedInstancesPolicy" && isWeighted(source.policy);
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType,
    AvailabilityZone: instance.availabilityZone,
    AvailabilityZoneId: zoneIdOf(region.name, instance.availabilityZone),
    LifecycleState: instance.lifecycleState,
    HealthStatus: instance.healthStatus,
    LaunchConfigurationName: instance.launchConfigurationName,
    LaunchTemplate: template && {
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      Version: template.version,
    },
    ImageId: instance.isImageOverridden === true ? instance.imageId : undefined,
    ProtectedFromScaleIn: instance.protectedFromScaleIn,
    WeightedCapacity: hasWeight ? String(instance.weight) : undefined,
  };
}

/** As in DescribeWarmPool, which omits a member that the shape requires (G-320). */
export function presentPoolInstance(
  group: AutoScalingGroup,
  instance: Instance,
  region: Region,
): GroupInstance {
  const { ProtectedFromScaleIn: _, ...members } = presentGroupInstance(group, instance, region);
  return members as GroupInstance;
}

/** As in DescribeAutoScalingInstances, with the health status in capitals (G-062). */
export function presentInstanceDetails(
  group: AutoScalingGroup,
  instance: Instance,
  region: Region,
): Instances[number] {
  const { HealthStatus, ...members } = presentGroupInstance(group, instance, region);
  return {
    ...members,
    AutoScalingGroupName: group.name,
    HealthStatus: HealthStatus?.toUpperCase(),
  };
}
