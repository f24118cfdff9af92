/** What the strategy ReplaceRootVolume asks of a request and its group. */

import { isDeepStrictEqual } from "node:util";
import { conditionOf } from "../../domain/condition.ts";
import { type AutoScalingGroup, activeRefresh, launchSourceInForce } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import type { LaunchSource, MixedInstancesPolicy } from "../../domain/launch-source.ts";
import {
  isMovingVersion,
  type LaunchTemplateSpecification,
  resolveVersion,
} from "../../domain/launch-template.ts";
import { overrideFor, specificationFor } from "../../domain/root-volume.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, type ServiceError, validationError } from "../../model/faults.ts";
import { storedMembers } from "./stored-members.ts";

/**
 * Refuses the first missing requirement. AWS also requires AMIs with a single root volume; all
 * known AMIs have one, and the caller's own are assumed to, so nothing is left to check.
 */
export function checkRootVolumeRequirements(
  group: AutoScalingGroup,
  desired: LaunchSource | undefined,
  region: Region,
): void {
  const saved = policyOf(group.launchSource);
  const policy = desired && policyOf(desired);
  if (saved === undefined) throw needs(wants.groupPolicy);
  if (policy === undefined) throw needs(wants.desiredPolicy);
  checkPolicies({ saved, policy });
  checkContents(saved.specification, policy.specification, region);
  checkPoolAndSources(group);
  for (const instance of group.fleet.members.values()) {
    if (conditionOf(instance) !== "leaving") checkInstance(instance, { saved, policy }, region);
  }
}

/** For operations that add a warm pool or load balancer during such a refresh. */
export function refuseDuringRootVolumeRefresh(group: AutoScalingGroup): void {
  if (activeRefresh(group)?.strategy !== "ReplaceRootVolume") return;
  const message = inferredTexts.rootVolumeRefreshActive;
  throw fault("autoscaling", "InstanceRefreshInProgressFault", message);
}

/** An instance attached during such a refresh must have a type of the policy. */
export function checkAttachable(group: AutoScalingGroup, { id, instanceType }: Instance): void {
  const refresh = activeRefresh(group);
  if (refresh?.strategy !== "ReplaceRootVolume") return;
  const policy = policyOf(launchSourceInForce(group));
  if (policy !== undefined && overrideFor(policy, instanceType) === undefined) {
    throw needs(wants.listedType(id, instanceType));
  }
}

interface Policies {
  readonly saved: MixedInstancesPolicy;
  readonly policy: MixedInstancesPolicy;
}

function policyOf(source: LaunchSource): MixedInstancesPolicy | undefined {
  return source.kind === "mixedInstancesPolicy" ? source.policy : undefined;
}

function checkPolicies({ saved, policy }: Policies): void {
  const { overrides } = policy;
  const hasImages = overrides.length > 0 && overrides.every(({ imageId }) => imageId !== undefined);
  if (!hasImages) throw needs(wants.images);
  if (usesMovingVersion(saved)) throw needs(wants.numberedGroup);
  if (usesMovingVersion(policy)) throw needs(wants.numberedDesired);
}

/** Another version of the template may only differ in its image, which is unused. */
function checkContents(
  before: LaunchTemplateSpecification,
  after: LaunchTemplateSpecification,
  region: Region,
): void {
  const [old, next] = [before, after].map((one) => contentsWithoutImage(one, region));
  if (!isDeepStrictEqual(old, next)) throw needs(wants.sameContents);
}

function contentsWithoutImage({ id, version }: LaunchTemplateSpecification, region: Region) {
  const template = region.launchTemplates.get(id);
  const number = template && resolveVersion(template, version);
  const { ImageId: _, ...contents } = template?.versions.get(number ?? 0)?.data ?? {};
  return contents;
}

function usesMovingVersion({ specification, overrides }: MixedInstancesPolicy): boolean {
  const own = overrides.map((override) => override.specification);
  return [specification, ...own].some((one) => one !== undefined && isMovingVersion(one.version));
}

function checkPoolAndSources(group: AutoScalingGroup): void {
  if (group.warmPool !== undefined) throw needs(wants.noWarmPool);
  const {
    LoadBalancerNames = [],
    TargetGroupARNs = [],
    TrafficSources = [],
  } = storedMembers(group);
  const attached = LoadBalancerNames.length + TargetGroupARNs.length + TrafficSources.length;
  if (attached > 0) throw needs(wants.noLoadBalancer);
}

/**
 * Instances must be from the group's launch template and of a type that the new policy
 * lists.
 */
function checkInstance(instance: Instance, { saved, policy }: Policies, region: Region): void {
  const { id, instanceType, launchTemplate } = instance;
  const specification = specificationFor(saved, instanceType);
  const template = region.launchTemplates.get(specification.id);
  const version = template && resolveVersion(template, specification.version);
  const isMatch =
    launchTemplate?.id === specification.id && launchTemplate.version === String(version);
  if (!isMatch) throw needs(wants.sameTemplate(id));
  checkContents(specification, specificationFor(policy, instanceType), region);
  if (overrideFor(policy, instanceType) === undefined) {
    throw needs(wants.listedType(id, instanceType));
  }
}

interface Want {
  readonly wrong: string;
  readonly remedy: string;
}

function needs(want: Want): ServiceError {
  return validationError(inferredTexts.rootVolumeNeeds(want));
}

const wants = {
  groupPolicy: {
    wrong: "The Auto Scaling group must have a mixed instances policy",
    remedy: "Add a mixed instances policy to the Auto Scaling group",
  },
  desiredPolicy: {
    wrong: "The DesiredConfiguration parameter must contain a MixedInstancesPolicy",
    remedy: "Add the MixedInstancesPolicy",
  },
  images: {
    wrong: "All overrides of the MixedInstancesPolicy must specify an ImageId",
    remedy: "Add an ImageId to each override",
  },
  numberedGroup: {
    wrong: "The Auto Scaling group cannot use the $Latest or $Default launch template version",
    remedy: "Specify a numbered version for the Auto Scaling group",
  },
  numberedDesired: {
    wrong:
      "The DesiredConfiguration parameter cannot use the $Latest or $Default launch template " +
      "version",
    remedy: "Specify a numbered version",
  },
  noWarmPool: {
    wrong: "The Auto Scaling group cannot have a warm pool",
    remedy: "Delete the warm pool",
  },
  noLoadBalancer: {
    wrong: "The Auto Scaling group cannot have load balancers, target groups or traffic sources",
    remedy: "Detach them",
  },
  sameContents: {
    wrong: "The launch template versions of both policies can differ in their ImageId only",
    remedy: "Specify a launch template version with the same contents",
  },
  sameTemplate: (id: string): Want => ({
    wrong: `Instance ${id} must match the launch template of the Auto Scaling group`,
    remedy: "Replace the instance",
  }),
  listedType: (id: string, type: string): Want => ({
    wrong: `Instance type ${type} of instance ${id} must be in the MixedInstancesPolicy`,
    remedy: "Add the instance type",
  }),
} as const;
