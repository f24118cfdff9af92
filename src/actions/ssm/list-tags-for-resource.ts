/** ListTagsForResource: of parameters, the only tagged resources of SSM that are emulated. */
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
