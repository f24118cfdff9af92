/** CreateOrUpdateTags: puts tags on groups; running instances keep theirs (G-164). */
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup, GroupTag } from "../../../domain/group.ts";
import { defineAction } from "../../action.ts";
import { checkTagCount, readGroupTag, taggedGroup } from "../group-tags.ts";

export const createOrUpdateTags = defineAction(
  "autoscaling",
  "CreateOrUpdateTags",
  (input, { region }) => {
    const tagsOf = new Map<AutoScalingGroup, GroupTag[]>();
    for (const tag of input.Tags ?? []) {
      const group = taggedGroup(tag, region);
      tagsOf.set(group, [...(tagsOf.get(group) ?? []), readGroupTag(tag)]);
    }
    for (const [group, tags] of tagsOf) {
      checkTagCount([...group.tags.keys(), ...tags.map(({ key }) => key)]);
    }
    const changes = [...tagsOf].map(
      ([group, tags]): Change => ({ type: "GroupTagsPut", group: group.name, tags }),
    );
    return { output: {}, changes };
  },
);
