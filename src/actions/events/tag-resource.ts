/** TagResource: tags rules; an existing key gets the new value. */
import { defineAction } from "../action.ts";
import { taggedRule, withRuleTags } from "./existing-rule.ts";

export const tagResource = defineAction("events", "TagResource", (input, { region }) => {
  const { settings, tags: present } = taggedRule(region, input.ResourceARN);
  const tags = withRuleTags(present, input.Tags);
  return { output: {}, changes: [{ type: "EventRuleTagged", name: settings.name, tags }] };
});
