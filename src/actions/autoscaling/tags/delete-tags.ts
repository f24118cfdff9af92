/** DeleteTags: removes tags from groups by key; a missing tag is no error (G-164). */
import type { Change } from "../../../domain/changes/change.ts";
import { defineAction } from "../../action.ts";
import { taggedGroup } from "../group-tags.ts";

export const deleteTags = defineAction("autoscaling", "DeleteTags", (input, { region }) => {
  const keysOf = new Map<string, string[]>();
  for (const tag of input.Tags ?? []) {
    const { name } = taggedGroup(tag, region);
    keysOf.set(name, [...(keysOf.get(name) ?? []), tag.Key ?? ""]);
  }
  const changes = [...keysOf].map(
    ([group, keys]): Change => ({ type: "GroupTagsDeleted", group, keys }),
  );
  return { output: {}, changes };
});
