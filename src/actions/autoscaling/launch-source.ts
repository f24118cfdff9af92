/** Converts launch sources of groups and refreshes between AWS's members and a LaunchSource. */
import { isDeepStrictEqual } from "node:util";
import type { LaunchSource } from "../../domain/launch-source.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { unknownLaunchConfiguration } from "../../domain/texts/launch-errors.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { type LaunchContext, launchable } from "./launch-source-checks.ts";
import {
  type LaunchTemplateReference,
  presentLaunchTemplateSpecification,
  readLaunchTemplateSpecification,
} from "./launch-template-reference.ts";
import {
  type PolicyShape,
  presentMixedInstancesPolicy,
  readMixedInstancesPolicy,
} from "./mixed-instances-policy.ts";

export type DesiredConfiguration = NonNullable<
  Input<"autoscaling", "StartInstanceRefresh">["DesiredConfiguration"]
>;

/** The members of a group that name its launch source. */
export interface LaunchMembers {
  readonly LaunchTemplate?: LaunchTemplateReference | undefined;
  readonly LaunchConfigurationName?: string | undefined;
  readonly MixedInstancesPolicy?: PolicyShape | undefined;
  readonly InstanceId?: string | undefined;
}

/** A desired configuration, checked as AWS checks a launch. */
export function readDesiredConfiguration(
  configuration: DesiredConfiguration,
  context: LaunchContext,
): LaunchSource {
  const { LaunchTemplate: template, MixedInstancesPolicy: policy } = configuration;
  if ((template === undefined) === (policy === undefined)) {
    throw validationError(inferredTexts.desiredConfigurationNotOne);
  }
  return policy === undefined
    ? launchTemplateSource(template ?? {}, context)
    : policySource(policy, context);
}

/** The form that was given, completed. It cannot be a launch configuration. */
export function presentDesiredConfiguration(source: LaunchSource): DesiredConfiguration {
  const { LaunchTemplate, MixedInstancesPolicy } = presentLaunchSource(source);
  return { LaunchTemplate, MixedInstancesPolicy };
}

/**
 * The launch source in a request to create or update a group; undefined when there is none.
 * `current` is the present source, of which a policy may change parts.
 */
export function readLaunchSource(
  members: LaunchMembers,
  context: LaunchContext,
  current?: LaunchSource,
): LaunchSource | undefined {
  const given = [
    members.LaunchTemplate,
    members.LaunchConfigurationName,
    members.MixedInstancesPolicy,
    members.InstanceId,
  ].filter((member) => member !== undefined);
  if (given.length === 0) return undefined;
  if (given.length > 1) throw validationError(inferredTexts.noLaunchSource);
  if (members.LaunchTemplate) return launchTemplateSource(members.LaunchTemplate, context);
  if (members.MixedInstancesPolicy) {
    return policySource(members.MixedInstancesPolicy, context, current);
  }
  return launchConfigurationSource(members.LaunchConfigurationName ?? "", context.region);
}

export function presentLaunchSource(source: LaunchSource): LaunchMembers {
  switch (source.kind) {
    case "launchTemplate":
      return { LaunchTemplate: presentLaunchTemplateSpecification(source.specification) };
    case "mixedInstancesPolicy":
      return { MixedInstancesPolicy: presentMixedInstancesPolicy(source.policy) };
    case "launchConfiguration":
      return { LaunchConfigurationName: source.name };
  }
}

/** Whether both name the same template and version text, configuration or policy. */
export function launchSourcesEqual(one: LaunchSource, other: LaunchSource): boolean {
  return isDeepStrictEqual(one, other);
}

function launchTemplateSource(
  reference: LaunchTemplateReference,
  context: LaunchContext,
): LaunchSource {
  const specification = readLaunchTemplateSpecification(reference, context.region);
  return launchable({ kind: "launchTemplate", specification }, context);
}

function policySource(
  shape: PolicyShape,
  context: LaunchContext,
  current?: LaunchSource,
): LaunchSource {
  const policy = readMixedInstancesPolicy(shape, context.region, current);
  return launchable({ kind: "mixedInstancesPolicy", policy }, context);
}

function launchConfigurationSource(name: string, region: Region): LaunchSource {
  if (region.launchConfigurations.has(name)) return { kind: "launchConfiguration", name };
  throw validationError(unknownLaunchConfiguration(name));
}
