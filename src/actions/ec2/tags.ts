/** Validates the EC2 tags of requests, and shows tags. */
import type { Tag } from "../../domain/launch-template.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { tagsFrom, withTags } from "../tags.ts";

export type TagShape = NonNullable<Input<"ec2", "CreateTags">["Tags"]>[number];
type TagSpecifications = Input<"ec2", "CreateLaunchTemplate">["TagSpecifications"];

/** The tags as EC2 shows them, which omits an empty list. */
export function presentTags(tags: readonly Tag[]): TagShape[] | undefined {
  return tags.length === 0 ? undefined : presentAllTags(tags);
}

/** Of internet gateways, route tables, network ACLs and rules EC2 shows an empty list, too. */
export function presentAllTags(tags: readonly Tag[]): TagShape[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

/** Tags from a request; a missing value is empty, and AWS's own keys are refused. */
export function givenTags(tags: readonly TagShape[] | undefined): Tag[] {
  const read = tagsFrom(tags);
  const reserved = read.find(({ key }) => /^aws:/iu.test(key));
  if (reserved === undefined) return read;
  throw ec2Error("InvalidParameterValue", inferredTexts.reservedTagKey(reserved.key));
}

/** The tags in a create request for the new resource itself. */
export function specifiedTags(specifications: TagSpecifications, resourceType: string): Tag[] {
  const other = specifications?.find(({ ResourceType }) => ResourceType !== resourceType);
  if (other !== undefined) {
    throw ec2Error("InvalidParameterValue", inferredTexts.notTaggable(other.ResourceType ?? ""));
  }
  const tags = givenTags(specifications?.flatMap(({ Tags }) => Tags ?? []));
  return withTags([], tags);
}
