/** Resolves a group's launch source into the settings of a launch: image, type, weight and tags. */
import type { AutoScalingGroup } from "./group.ts";
import { findListed, imageRefusal } from "./images.ts";
import type { InstanceLaunchTemplate } from "./instance.ts";
import { cheapestTypeMeeting } from "./instance-requirements.ts";
import type { LaunchSource, LaunchTemplateOverride } from "./launch-source.ts";
import {
  type LaunchTemplateContents,
  type LaunchTemplateSpecification,
  resolveVersion,
  type Tag,
} from "./launch-template.ts";
import { findParameter } from "./parameter.ts";
import { stableHex } from "./stable-hash.ts";
import { type LaunchError, unknownLaunchConfiguration } from "./texts/launch-errors.ts";
import type { Region, Settings } from "./world.ts";

export interface LaunchSettings {
  readonly imageId: string;
  /** The image comes from an override, not from the launch template. */
  readonly isImageOverridden: boolean;
  readonly instanceType: string;
  /** Capacity units of the instance. */
  readonly weight: number;
  readonly launchTemplate?: InstanceLaunchTemplate;
  readonly launchConfigurationName?: string;
  /** The template's tags for instances. */
  readonly templateTags: readonly Tag[];
  /** The template asks for Spot Instances (G-223). */
  readonly isSpot?: true;
}

/** EC2's refusal of an impossible launch, which becomes a failed activity (R-261). */
export interface LaunchRefusal {
  readonly refusal: LaunchError;
}

/** EC2's default instance type. */
const defaultInstanceType = "m1.small";

/**
 * The settings of a launch at this moment, with `$Latest` and `$Default` resolved. A mixed
 * instances policy uses its first override, as the prioritized strategy does with capacity
 * everywhere.
 */
export function launchSettings(
  region: Region,
  source: LaunchSource,
  rules: ImageRules = {},
): LaunchSettings | LaunchRefusal {
  const settings = settingsBehind(region, source);
  if ("refusal" in settings) return settings;
  const refusal = imageRefusal(region, settings.imageId, rules);
  return refusal === undefined ? settings : { refusal };
}

/** Whether only known images are accepted. */
export type ImageRules = Pick<Settings, "strictImages">;

/** The same without checking the image, for callers that refuse it in other words. */
export function settingsBehind(
  region: Region,
  source: LaunchSource,
): LaunchSettings | LaunchRefusal {
  switch (source.kind) {
    case "launchConfiguration":
      return fromLaunchConfiguration(region, source.name);
    case "launchTemplate":
      return fromLaunchTemplate(region, source.specification, {});
    case "mixedInstancesPolicy": {
      const override = source.policy.overrides[0] ?? {};
      const specification = override.specification ?? source.policy.specification;
      return fromLaunchTemplate(region, specification, override);
    }
  }
}

function fromLaunchConfiguration(region: Region, name: string): LaunchSettings | LaunchRefusal {
  const configuration = region.launchConfigurations.get(name);
  if (configuration === undefined) {
    return { refusal: { message: unknownLaunchConfiguration(name) } };
  }
  const { ImageId, InstanceType } = configuration.settings;
  if (ImageId === undefined) return refusals.imageMissing;
  return {
    imageId: resolvedImageId(region, ImageId),
    isImageOverridden: false,
    instanceType: InstanceType ?? defaultInstanceType,
    weight: 1,
    launchConfigurationName: name,
    templateTags: [],
  };
}

function fromLaunchTemplate(
  region: Region,
  specification: LaunchTemplateSpecification,
  override: LaunchTemplateOverride,
): LaunchSettings | LaunchRefusal {
  const { id, version = "$Default" } = specification;
  const template = region.launchTemplates.get(id);
  if (template === undefined) return refusals.templateMissing(id);
  const number = resolveVersion(template, version);
  const data = number === undefined ? undefined : template.versions.get(number)?.data;
  if (data === undefined) return refusals.versionMissing({ id, version });
  const image = override.imageId ?? data.ImageId;
  if (image === undefined) return refusals.imageMissing;
  const imageId = resolvedImageId(region, image);
  return {
    imageId,
    isImageOverridden: override.imageId !== undefined,
    instanceType: instanceTypeOf(data, override, findListed(region, imageId)?.architecture),
    weight: override.weightedCapacity ?? 1,
    launchTemplate: { id, name: template.name, version: String(number) },
    templateTags: templateTags(data),
    ...(marketOf(data) === "spot" && { isSpot: true as const }),
  };
}

/** EC2's own sentences; StartInstanceRefresh and the template operations say the same. */
export const ec2Texts = {
  /** Names all that are unknown at once, as EC2 was seen to (getmoto/moto#4903). */
  unknownInstances: (ids: readonly string[]) =>
    ids.length === 1
      ? `The instance ID '${ids[0]}' does not exist`
      : `The instance IDs '${ids.join(", ")}' do not exist`,
  templateMissing: (id: string) =>
    `The specified launch template, with template ID ${id}, does not exist.`,
  versionMissing: ({ id, version }: { id: string; version: string }) =>
    `Could not find the specified version ${version} for the launch template with ID ${id}.`,
  imageMissing: "The request must contain the parameter ImageId",
  /** For a version that no template can have (G-231). */
  noVersionText:
    "Invalid launch template version: either '$Default', '$Latest', or a numeric version are " +
    "allowed.",
  /** For a list of versions without a template (G-232). */
  wayToSelectVersions:
    "To describe the launch template data for all your launch templates, for ‘--versions’ " +
    "specify ‘$Latest’, ‘$Default’, or both, and omit ‘--launch-template-id’, " +
    "‘--launch-template-name’, and version numbers. To describe the launch template data for a " +
    "specific launch template, specify ‘--launch-template-id’ or ‘--launch-template-name’, and " +
    "for ‘--versions’ specify one or more of the following values: ‘$Latest’, ‘$Default’, or " +
    "one or more version numbers.",
} as const;

const refusals = {
  templateMissing: (id: string): LaunchRefusal => ({
    refusal: { code: "InvalidLaunchTemplateId.NotFound", message: ec2Texts.templateMissing(id) },
  }),
  versionMissing: (wanted: { id: string; version: string }): LaunchRefusal => ({
    refusal: {
      code: "InvalidLaunchTemplateId.VersionNotFound",
      message: ec2Texts.versionMissing(wanted),
    },
  }),
  imageMissing: { refusal: { code: "MissingParameter", message: ec2Texts.imageMissing } },
} as const;

function marketOf({ InstanceMarketOptions: options }: LaunchTemplateContents): unknown {
  return (options as { readonly MarketType?: unknown } | null | undefined)?.MarketType;
}

function instanceTypeOf(
  data: LaunchTemplateContents,
  override: LaunchTemplateOverride,
  architecture: string | undefined,
): string {
  if (override.instanceType !== undefined) return override.instanceType;
  const stated = architecture === "i386" ? undefined : architecture;
  const required = override.instanceRequirements ?? data.InstanceRequirements;
  const fitting = required === undefined ? undefined : cheapestTypeMeeting(required, stated);
  return fitting ?? data.InstanceType ?? defaultInstanceType;
}

const aliasPrefix = "resolve:ssm:";

/**
 * Resolves an SSM alias `resolve:ssm:/path`, with an optional `:3` or `:label`, to the parameter's
 * current value. An unknown parameter gives a fixed made-up AMI per path.
 */
export function resolvedImageId(region: Region, image: string): string {
  if (!image.startsWith(aliasPrefix)) return image;
  const found = findParameter(region, image.slice(aliasPrefix.length));
  return typeof found === "string" ? `ami-${stableHex(image)}` : found.version.value;
}

function templateTags(data: LaunchTemplateContents): readonly Tag[] {
  return (data.TagSpecifications ?? [])
    .filter(({ ResourceType }) => ResourceType === "instance")
    .flatMap(({ Tags }) => Tags ?? [])
    .map(({ Key, Value }) => ({ key: Key ?? "", value: Value ?? "" }));
}

/** The tag that names an instance's group, set while it is a member (G-080). */
export const groupNameTag = "aws:autoscaling:groupName";

/**
 * The tags of a new instance: the template's, then the group's with propagateAtLaunch, which win,
 * then those of AWS itself (G-079).
 */
export function instanceTags(
  group: Pick<AutoScalingGroup, "name" | "tags">,
  settings: LaunchSettings,
): Tag[] {
  const values = new Map(settings.templateTags.map(({ key, value }) => [key, value]));
  for (const tag of group.tags.values()) {
    if (tag.propagateAtLaunch) values.set(tag.key, tag.value);
  }
  values.set(groupNameTag, group.name);
  if (settings.launchTemplate !== undefined) {
    values.set("aws:ec2launchtemplate:id", settings.launchTemplate.id);
    values.set("aws:ec2launchtemplate:version", settings.launchTemplate.version);
  }
  return [...values].map(([key, value]) => ({ key, value }));
}
