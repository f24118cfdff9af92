/** RemoveTagsFromResource: removes tags of parameters; ignores unknown keys. */
import { defineAction } from "../action.ts";
import { taggedParameter } from "./parameters.ts";

export const removeTagsFromResource = defineAction(
  "ssm",
  "RemoveTagsFromResource",
  (input, { region }) => {
    const { name, tags: present } = taggedParameter(region, input);
    const tags = present.filter(({ key }) => !(input.TagKeys ?? []).includes(key));
    return { output: {}, changes: [{ type: "ParameterTagged", name, tags }] };
  },
);
