/** Decides whether the group's launch source allows skip matching and a desired configuration. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { type LaunchSource, specificationOf } from "../../../domain/launch-source.ts";
import { type LaunchTemplateContents, resolveVersion } from "../../../domain/launch-template.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";

type StartInput = Input<"autoscaling", "StartInstanceRefresh">;

/**
 * Checks desired configuration and skip matching; a plain refresh is always possible (R-054,
 *
 */
export function checkRefreshTarget(
  input: StartInput,
  group: AutoScalingGroup,
  region: Region,
): void {
  const member = unsupportedMember(input);
  if (member === undefined) return;
  if (isAttributeBased(group.launchSource, region)) {
    throw validationError(inferredTexts.attributeBased(member));
  }
  if (contentsOf(group.launchSource, region)?.ImageId?.startsWith("resolve:ssm:") === true) {
    throw validationError(inferredTexts.parameterAsImage(member));
  }
}

/** A launch configuration has no versions to compare. */
export function checkSkipMatching(
  input: StartInput,
  group: AutoScalingGroup,
  desired: LaunchSource | undefined,
): void {
  if (input.Preferences?.SkipMatching !== true) return;
  const target = desired ?? group.launchSource;
  if (specificationOf(target) === undefined) {
    throw validationError(inferredTexts.skipMatchingWithoutTemplate);
  }
}

function unsupportedMember(input: StartInput): string | undefined {
  if (input.DesiredConfiguration !== undefined) return "DesiredConfiguration";
  return input.Preferences?.SkipMatching === true ? "SkipMatching" : undefined;
}

/**
 * Whether a mixed instances policy selects by attributes, itself or by its launch template.
 */
function isAttributeBased(source: LaunchSource, region: Region): boolean {
  if (source.kind !== "mixedInstancesPolicy") return false;
  const { overrides } = source.policy;
  const isInPolicy = overrides.some((override) => override.instanceRequirements !== undefined);
  const namesTypes = overrides.some(({ instanceType }) => instanceType !== undefined);
  const isInTemplate = contentsOf(source, region)?.InstanceRequirements !== undefined;
  return isInPolicy || (isInTemplate && !namesTypes);
}

function contentsOf(source: LaunchSource, region: Region): LaunchTemplateContents | undefined {
  const specification = specificationOf(source);
  const template = region.launchTemplates.get(specification?.id ?? "");
  if (specification === undefined || template === undefined) return undefined;
  const number = resolveVersion(template, specification.version);
  return number === undefined ? undefined : template.versions.get(number)?.data;
}
