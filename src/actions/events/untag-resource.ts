/** UntagResource: removes tags from rules; ignores unknown keys. */
import { defineAction } from "../action.ts";
import { taggedRule } from "./existing-rule.ts";

export const untagResource = defineAction("events", "UntagResource", (input, { region }) => {
  const { settings, tags: present } = taggedRule(region, input.ResourceARN);
  const tags = present.filter(({ key }) => !(input.TagKeys ?? []).includes(key));
  return { output: {}, changes: [{ type: "EventRuleTagged", name: settings.name, tags }] };
});
