/** Reads a mixed instances policy, fills in AWS's defaults, and shows it again. */

import type {
  LaunchSource,
  LaunchTemplateOverride,
  MixedInstancesPolicy,
} from "../../domain/launch-source.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import {
  presentLaunchTemplateSpecification,
  readLaunchTemplateSpecification,
} from "./launch-template-reference.ts";
import { refuseDistribution, refuseOverrides } from "./mixed-instances-refusals.ts";

/** AWS's MixedInstancesPolicy, as requests and answers carry it. */
export type PolicyShape = NonNullable<
  Input<"autoscaling", "CreateAutoScalingGroup">["MixedInstancesPolicy"]
>;
type Distribution = NonNullable<PolicyShape["InstancesDistribution"]>;
type TemplateShape = NonNullable<PolicyShape["LaunchTemplate"]>;
type OverrideShape = NonNullable<TemplateShape["Overrides"]>[number];

/**
 * The policy with AWS's defaults. Omitted members are taken from `current`, the policy being
 * changed; a desired configuration and a new group have none.
 */
export function readMixedInstancesPolicy(
  shape: PolicyShape,
  region: Region,
  current?: LaunchSource,
): MixedInstancesPolicy {
  const base = current?.kind === "mixedInstancesPolicy" ? current.policy : undefined;
  const reference = shape.LaunchTemplate?.LaunchTemplateSpecification;
  const specification =
    reference === undefined
      ? base?.specification
      : readLaunchTemplateSpecification(reference, region);
  if (specification === undefined) throw validationError(inferredTexts.policyWithoutTemplate);
  const overrides =
    shape.LaunchTemplate?.Overrides?.map((override) => readOverride(override, region)) ??
    base?.overrides ??
    [];
  refuseOverrides(overrides, shape.InstancesDistribution);
  const distribution = readDistribution(shape.InstancesDistribution, overrides, base?.distribution);
  return { specification, overrides, distribution };
}

export function presentMixedInstancesPolicy(policy: MixedInstancesPolicy): PolicyShape {
  return {
    LaunchTemplate: {
      LaunchTemplateSpecification: presentLaunchTemplateSpecification(policy.specification),
      Overrides: policy.overrides.map(presentOverride),
    },
    InstancesDistribution: policy.distribution as Distribution,
  };
}

/** Whether instances of the policy can count as more than one unit. */
export function isWeighted(policy: MixedInstancesPolicy): boolean {
  return policy.overrides.some(({ weightedCapacity }) => weightedCapacity !== undefined);
}

/** AWS's documented defaults; the on-demand strategy depends on how instance types are selected. */
function readDistribution(
  given: Distribution | undefined,
  overrides: readonly LaunchTemplateOverride[],
  base: MixedInstancesPolicy["distribution"] | undefined,
): MixedInstancesPolicy["distribution"] {
  const isByRequirements = overrides.some((override) => "instanceRequirements" in override);
  const merged: Distribution = {
    OnDemandAllocationStrategy: isByRequirements ? "lowest-price" : "prioritized",
    OnDemandBaseCapacity: 0,
    OnDemandPercentageAboveBaseCapacity: 100,
    SpotAllocationStrategy: "lowest-price",
    ...base,
    ...definedMembers(given ?? {}),
  };
  refuseDistribution(merged, given);
  const { SpotInstancePools: pools = 2, ...others } = merged;
  return others.SpotAllocationStrategy === "lowest-price"
    ? { ...others, SpotInstancePools: pools }
    : others;
}

function definedMembers<T extends object>(shape: T): Partial<T> {
  const members = Object.entries(shape).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as Partial<T>;
}

function readOverride(shape: OverrideShape, region: Region): LaunchTemplateOverride {
  const reference = shape.LaunchTemplateSpecification;
  const weight = shape.WeightedCapacity;
  const requirements = shape.InstanceRequirements;
  return {
    ...(shape.InstanceType !== undefined && { instanceType: shape.InstanceType }),
    ...(weight !== undefined && { weightedCapacity: readWeight(weight) }),
    ...(shape.ImageId !== undefined && { imageId: shape.ImageId }),
    ...(reference && { specification: readLaunchTemplateSpecification(reference, region) }),
    ...(requirements && { instanceRequirements: definedMembers(requirements) }),
  };
}

function presentOverride(override: LaunchTemplateOverride): OverrideShape {
  const { instanceType, weightedCapacity, imageId, specification } = override;
  return {
    InstanceType: instanceType,
    WeightedCapacity: weightedCapacity === undefined ? undefined : String(weightedCapacity),
    LaunchTemplateSpecification: specification && presentLaunchTemplateSpecification(specification),
    InstanceRequirements: override.instanceRequirements as OverrideShape["InstanceRequirements"],
    ImageId: imageId,
  };
}

/** A weight, which AWS documents as 1 to 999. */
function readWeight(text: string): number {
  const weight = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (weight < 1) throw validationError(inferredTexts.invalidWeight(text));
  return weight;
}
