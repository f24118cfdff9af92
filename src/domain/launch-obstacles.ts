/**
 * Faults of a configuration that EC2 finds only at launch: architecture, what the contents name,
 * and tag keys for metadata.
 */
import { findListed } from "./images.ts";
import { architecturesOf } from "./instance-types.ts";
import { contentsBehind } from "./launch-contents.ts";
import { goneName } from "./launch-names.ts";
import { contentsRefusal } from "./launch-refusals.ts";
import type { LaunchSettings } from "./launch-settings.ts";
import type { Tag } from "./launch-template.ts";
import type { LaunchError } from "./texts/launch-errors.ts";
import type { Region } from "./world.ts";

/** Why EC2 refuses each launch with these settings; undefined when it does not. */
export function launchObstacle(
  region: Region,
  settings: LaunchSettings,
  tags: readonly Tag[],
): LaunchError | undefined {
  return (
    architectureMismatch(region, settings) ??
    goneName(region, contentsBehind(settings, region)) ??
    unfitContents(region, settings) ??
    unfitTagKey(region, settings, tags)
  );
}

/** A failed activity goes on behind the text, which there has no full stop of its own. */
function unfitContents(region: Region, settings: LaunchSettings): LaunchError | undefined {
  const contents = contentsBehind(settings, region);
  const found = contentsRefusal({ contents, instanceType: settings.instanceType });
  return found && { ...found, message: found.message.replace(/\.$/, "") };
}

/**
 * Compares the image's architecture with the type's (G-218). Images without a stated architecture
 * fit every type: those never registered, and those registered without one, which EC2 calls i386.
 */
export function architectureMismatch(
  region: Region,
  { imageId, instanceType }: Pick<LaunchSettings, "imageId" | "instanceType">,
): LaunchError | undefined {
  const image = findListed(region, imageId)?.architecture ?? "i386";
  const ofType = architecturesOf(instanceType);
  if (image === "i386" || ofType === undefined || ofType.includes(image)) return undefined;
  const message =
    `The architecture '${ofType.join(",")}' of the specified instance type does not match the ` +
    `architecture '${image}' of the specified AMI. Specify an instance type and an AMI that have ` +
    "matching architectures, and try again. You can use 'describe-instance-types' or " +
    "'describe-images' to discover the architecture of the instance type or AMI";
  return { code: "InvalidParameterValue", message };
}

const reservedKeys = [".", "..", "_index"];

/** Tags readable as instance metadata become path segments, which limits their keys (G-219). */
function unfitTagKey(
  region: Region,
  settings: LaunchSettings,
  tags: readonly Tag[],
): LaunchError | undefined {
  if (!showsTagsInMetadata(region, settings)) return undefined;
  const isUnfit = ({ key }: Tag) =>
    reservedKeys.includes(key) || !/^[0-9a-zA-Z\-_+=,.@:]{1,255}$/.test(key);
  const unfit = tags.find(isUnfit);
  if (unfit === undefined) return undefined;
  const message =
    `'${unfit.key}' is not a valid tag key. Tag keys must match pattern ` +
    "([0-9a-zA-Z\\\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')";
  return { code: "InvalidParameterValue", message };
}

function showsTagsInMetadata(region: Region, { launchTemplate }: LaunchSettings): boolean {
  const template = region.launchTemplates.get(launchTemplate?.id ?? "");
  const data = template?.versions.get(Number(launchTemplate?.version))?.data;
  const { InstanceMetadataTags: isShown } = (data?.MetadataOptions ?? {}) as {
    readonly InstanceMetadataTags?: unknown;
  };
  return isShown === "enabled";
}
