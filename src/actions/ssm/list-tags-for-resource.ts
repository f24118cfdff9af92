/** ListTagsForResource: the tags of parameters, SSM's only tagged resources here. */
import { defineAction } from "../action.ts";
import { taggedParameter } from "./parameters.ts";

export const listTagsForResource = defineAction(
  "ssm",
  "ListTagsForResource",
  (input, { region }) => {
    const { tags } = taggedParameter(region, input);
    return { output: { TagList: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
  },
);
