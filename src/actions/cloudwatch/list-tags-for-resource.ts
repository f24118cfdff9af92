/** ListTagsForResource: the tags of alarms, CloudWatch's only tagged resources here. */
import { defineAction } from "../action.ts";
import { taggedAlarm } from "./existing-alarm.ts";

export const listTagsForResource = defineAction(
  "cloudwatch",
  "ListTagsForResource",
  (input, { region }) => {
    const { tags } = taggedAlarm(region, input.ResourceARN);
    return { output: { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
  },
);
