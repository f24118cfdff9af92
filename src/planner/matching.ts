/** Skip matching: finds the instances that already have the target and are left alone. */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { resolvedImageId } from "../domain/launch-settings.ts";
import { type LaunchSource, specificationOf } from "../domain/launch-source.ts";
import { resolveVersion } from "../domain/launch-template.ts";
import { imagesOf, specificationFor } from "../domain/root-volume.ts";
import type { Region } from "../domain/world.ts";
import type { RefreshView } from "./view.ts";

type Target = Pick<RefreshView, "region" | "group" | "refresh">;

/** Ids of the members that match the refresh's target. */
export function matchingInstances(view: Target) {
  const isMatch = targetMatcher(view);
  const matching: string[] = [];
  for (const instance of members(view.group)) {
    if (isMatch(instance)) matching.push(instance.id);
  }
  return matching;
}

/** Returns a test of whether an instance matches the refresh's target. */
export function targetMatcher(view: Target): (instance: Instance) => boolean {
  const target = view.refresh.desiredConfiguration ?? view.group.launchSource;
  const images = imagesOf(view.region, target);
  // Only the image of a root volume can match.
  return (instance) =>
    view.refresh.strategy === "ReplaceRootVolume"
      ? images.has(instance.imageId)
      : matches(view.region, target, instance);
}

function members(group: AutoScalingGroup): Iterable<Instance> {
  return group.fleet.members.values();
}

/**
 * Same template and same resolved version; for a mixed instances policy also a listed type, with
 * the template of its override if that has one. Other differences do not count.
 * Overrides with an image compare images.
 */
export function matches(region: Region, target: LaunchSource, instance: Instance): boolean {
  const isMixed = target.kind === "mixedInstancesPolicy";
  const specification = isMixed
    ? specificationFor(target.policy, instance.instanceType)
    : specificationOf(target);
  const template = region.launchTemplates.get(specification?.id ?? "");
  if (specification === undefined || template === undefined) return false;
  const version = resolveVersion(template, specification.version);
  const { launchTemplate } = instance;
  const hasTemplate =
    launchTemplate?.id === template.id && launchTemplate.version === String(version);
  if (!isMixed) return hasTemplate;
  const { overrides } = target.policy;
  const listed = overrides.find(({ instanceType }) => instanceType === instance.instanceType);
  const isListed = overrides.length === 0 || listed !== undefined;
  if (listed?.imageId !== undefined) {
    return resolvedImageId(region, listed.imageId) === instance.imageId;
  }
  return isListed && hasTemplate;
}
