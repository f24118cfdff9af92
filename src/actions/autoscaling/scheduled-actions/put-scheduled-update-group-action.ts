/** PutScheduledUpdateGroupAction: sizes that a group gets at a time, once or repeatedly. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { readScheduledAction } from "./scheduled-action-settings.ts";

export const putScheduledUpdateGroupAction = defineAction(
  "autoscaling",
  "PutScheduledUpdateGroupAction",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "mutate");
    const place = { group, present: group.scheduledActions };
    const action = readScheduledAction(input, place, context);
    return { output: {}, changes: [{ type: "ScheduledActionPut", group: group.name, action }] };
  },
);
