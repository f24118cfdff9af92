/** Decides the settings of an in-place root volume replacement, and what it may use. */

import {
  type ImageRules,
  type LaunchRefusal,
  type LaunchSettings,
  launchSettings,
  resolvedImageId,
} from "./launch-settings.ts";
import type {
  LaunchSource,
  LaunchTemplateOverride,
  MixedInstancesPolicy,
} from "./launch-source.ts";
import type { LaunchTemplateSpecification } from "./launch-template.ts";
import { inferredTexts } from "./texts/inferred-texts.ts";
import type { Region } from "./world.ts";

/** The override with the image for instances of this type. */
export function overrideFor(
  { overrides }: MixedInstancesPolicy,
  instanceType: string,
): LaunchTemplateOverride | undefined {
  return overrides.find((override) => override.instanceType === instanceType);
}

/** The policy's launch template for instances of this type. */
export function specificationFor(
  policy: MixedInstancesPolicy,
  instanceType: string,
): LaunchTemplateSpecification {
  return overrideFor(policy, instanceType)?.specification ?? policy.specification;
}

/** The settings for the new root volume of an instance of this type. */
export function rootVolumeSettings(
  region: Region,
  source: LaunchSource,
  { instanceType, ...rules }: ImageRules & { readonly instanceType: string },
): LaunchSettings | LaunchRefusal {
  if (source.kind !== "mixedInstancesPolicy" || source.policy.overrides.length === 0) {
    return launchSettings(region, source, rules);
  }
  const override = overrideFor(source.policy, instanceType);
  if (override === undefined) {
    return { refusal: { message: inferredTexts.typeWithoutImage(instanceType) } };
  }
  const narrowed = { ...source, policy: { ...source.policy, overrides: [override] } };
  return launchSettings(region, narrowed, rules);
}

/** The AMIs of a policy's overrides; empty when no override has one. */
export function imagesOf(region: Region, source: LaunchSource): ReadonlySet<string> {
  if (source.kind !== "mixedInstancesPolicy") return new Set();
  const images = source.policy.overrides.map(({ imageId }) => imageId);
  const given = images.filter((image) => image !== undefined);
  return new Set(given.map((image) => resolvedImageId(region, image)));
}
