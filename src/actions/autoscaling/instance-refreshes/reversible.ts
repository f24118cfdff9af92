/** Whether a refresh of a group could be rolled back to the saved configuration. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { specificationOf } from "../../../domain/launch-source.ts";
import { isMovingVersion, resolveVersion } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";

/** A numbered launch template version whose image is an AMI id, not an SSM parameter. */
export function isReversible(group: AutoScalingGroup, region: Region): boolean {
  const specification = specificationOf(group.launchSource);
  if (specification === undefined || isMovingVersion(specification.version)) return false;
  const template = region.launchTemplates.get(specification.id);
  const number = template && resolveVersion(template, specification.version);
  const image = number === undefined ? undefined : template?.versions.get(number)?.data.ImageId;
  return !image?.startsWith("resolve:ssm:");
}
