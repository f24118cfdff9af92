/** Reads the tags that a request puts on groups (G-164, G-256). */
import type { AutoScalingGroup, GroupTag } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { mostTags } from "../tags.ts";
import { refuseInDeletion } from "./existing.ts";

export type TagShape = NonNullable<Input<"autoscaling", "CreateOrUpdateTags">["Tags"]>[number];

export function readGroupTag(tag: TagShape): GroupTag {
  const key = tag.Key ?? "";
  if (key.startsWith("aws:")) {
    throw validationError(`Your account is not allowed to create tag ${key}`);
  }
  return { key, value: tag.Value ?? "", propagateAtLaunch: tag.PropagateAtLaunch ?? false };
}

/** Refuses more tags than a group can have, including its present ones (G-014). */
export function checkTagCount(keys: Iterable<string>): void {
  if (new Set(keys).size > mostTags) {
    const message = "You tried to create more tags than allowed";
    throw fault("autoscaling", "LimitExceededFault", message);
  }
}

/**
 * The group that a tag belongs to. AWS requires the resource and its type, and lists the values it
 * got; these texts are from public reports about CreateOrUpdateTags.
 */
export function taggedGroup(tag: TagShape, region: Region): AutoScalingGroup {
  const { ResourceId: name, ResourceType: type } = tag;
  if (name === undefined || type === undefined) {
    const got =
      `Key:${tag.Key},PropagateAtLaunch:${tag.PropagateAtLaunch ?? null},` +
      `ResourceId:${name ?? null},ResourceType:${type ?? null}`;
    throw validationError(`Incomplete tags information for these tags. Tag - '${got}' , `);
  }
  if (type !== "auto-scaling-group") {
    throw validationError(inferredTexts.invalidTagResourceType(type));
  }
  const group = region.groups.get(name);
  if (group === undefined) {
    throw validationError(`AutoScalingGroup not found - AutoScaling Group ${name} not found`);
  }
  refuseInDeletion(group);
  return group;
}
