/** Decides whether a group's refresh could be rolled back to the saved configuration. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { specificationOf } from "../../../domain/launch-source.ts";
import { isMovingVersion, resolveVersion } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";

/** Why a rollback is impossible; each reason has its own text. */
export type RollbackObstacle = "launchConfiguration" | "movingVersion" | "parameterAsImage";

/**
 * Reversible means a numbered template version whose image is an AMI id, not an SSM parameter
 * (R-210).
 */
export function isReversible(group: AutoScalingGroup, region: Region): boolean {
  return rollbackObstacle(group, region) === undefined;
}

export function rollbackObstacle(
  group: AutoScalingGroup,
  region: Region,
): RollbackObstacle | undefined {
  const specification = specificationOf(group.launchSource);
  if (specification === undefined) return "launchConfiguration";
  if (isMovingVersion(specification.version)) return "movingVersion";
  const template = region.launchTemplates.get(specification.id);
  const number = template && resolveVersion(template, specification.version);
  const image = number === undefined ? undefined : template?.versions.get(number)?.data.ImageId;
  return image?.startsWith("resolve:ssm:") === true ? "parameterAsImage" : undefined;
}
