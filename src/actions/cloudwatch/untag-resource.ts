/** UntagResource: removes tags from alarms; ignores unknown keys. */
import { defineAction } from "../action.ts";
import { taggedAlarm } from "./existing-alarm.ts";

export const untagResource = defineAction("cloudwatch", "UntagResource", (input, { region }) => {
  const { definition, tags } = taggedAlarm(region, input.ResourceARN);
  const left = tags.filter(({ key }) => !(input.TagKeys ?? []).includes(key));
  return { output: {}, changes: [{ type: "AlarmTagged", name: definition.name, tags: left }] };
});
