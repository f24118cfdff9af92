/** AddTagsToResource: tags parameters; an existing key gets the new value. */
import { defineAction } from "../action.ts";
import { taggedParameter, withParameterTags } from "./parameters.ts";

export const addTagsToResource = defineAction("ssm", "AddTagsToResource", (input, { region }) => {
  const { name, tags: present } = taggedParameter(region, input);
  const tags = withParameterTags(present, input.Tags);
  return { output: {}, changes: [{ type: "ParameterTagged", name, tags }] };
});
