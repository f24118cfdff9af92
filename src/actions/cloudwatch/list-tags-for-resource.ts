/** ListTagsForResource: of alarms, the only tagged resources of CloudWatch that are emulated. */
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
