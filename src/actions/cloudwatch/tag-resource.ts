/** TagResource: tags alarms; an existing key gets the new value. */
import { defineAction } from "../action.ts";
import { withAlarmTags } from "./alarm-members.ts";
import { taggedAlarm } from "./existing-alarm.ts";

export const tagResource = defineAction("cloudwatch", "TagResource", (input, { region }) => {
  const { definition, tags } = taggedAlarm(region, input.ResourceARN);
  const { name } = definition;
  const changes = [{ type: "AlarmTagged", name, tags: withAlarmTags(tags, input.Tags) }] as const;
  return { output: {}, changes };
});
