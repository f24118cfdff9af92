/** ListTagsForResource: the tags of a rule. */
import { defineAction } from "../action.ts";
import { taggedRule } from "./existing-rule.ts";

export const listTagsForResource = defineAction(
  "events",
  "ListTagsForResource",
  (input, { region }) => {
    const { tags } = taggedRule(region, input.ResourceARN);
    return { output: { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
  },
);
