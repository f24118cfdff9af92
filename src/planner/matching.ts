/** Skip matching: which instances already have the target and are left alone. */
import { type AutoScalingGroup, type LaunchSource, specificationOf } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { resolveVersion } from "../domain/launch-template.ts";
import type { Region } from "../domain/world.ts";
import type { RefreshView } from "./view.ts";

/** Ids of the members that match the refresh's target now. */
export function matchingInstances(view: Pick<RefreshView, "region" | "group" | "refresh">) {
  const target = view.refresh.desiredConfiguration ?? view.group.launchSource;
  const matching: string[] = [];
  for (const instance of members(view.group)) {
    if (matches(view.region, target, instance)) matching.push(instance.id);
  }
  return matching;
}

function members(group: AutoScalingGroup): Iterable<Instance> {
  return group.fleet.members.values();
}

/**
 * Same template and same resolved version; for a mixed instances policy also a listed type. Other
 * differences do not count. Overrides with an image compare images.
 */
export function matches(region: Region, target: LaunchSource, instance: Instance): boolean {
  const specification = specificationOf(target);
  const template = region.launchTemplates.get(specification?.id ?? "");
  if (specification === undefined || template === undefined) return false;
  const version = resolveVersion(template, specification.version);
  const { launchTemplate } = instance;
  const hasTemplate =
    launchTemplate?.id === template.id && launchTemplate.version === String(version);
  if (target.kind !== "mixedInstancesPolicy") return hasTemplate;
  const { overrides } = target.policy;
  const listed = overrides.find(({ instanceType }) => instanceType === instance.instanceType);
  const isListed = overrides.length === 0 || listed !== undefined;
  if (listed?.imageId !== undefined) return isListed && listed.imageId === instance.imageId;
  return isListed && hasTemplate;
}
