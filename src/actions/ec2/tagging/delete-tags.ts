/** DeleteTags: removes tags by key, or by key and value; without tags, all of the caller's. */
import type { Tag } from "../../../domain/launch-template.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { givenTags, type TagShape } from "../tags.ts";
import { namedResources, retagged } from "./tagged-resources.ts";

export const deleteTags = defineAction("ec2", "DeleteTags", (input, { region }) => {
  answerDryRun(input);
  const named = input.Tags ?? [];
  givenTags(named);
  const isDeleted = named.length === 0 ? isCallers : (tag: Tag) => named.some(meaning(tag));
  const resources = namedResources(input.Resources ?? [], region);
  const changes = retagged(resources, (tags) => tags.filter((tag) => !isDeleted(tag)));
  return { output: {}, changes };
});

/** Whether the tag is the caller's; AWS's own tags stay. */
function isCallers({ key }: Tag): boolean {
  return !key.startsWith("aws:");
}

/** A tag without value matches the key with any value; an empty value matches only itself. */
function meaning(tag: Tag): (named: TagShape) => boolean {
  return ({ Key, Value }) => Key === tag.key && (Value === undefined || Value === tag.value);
}
