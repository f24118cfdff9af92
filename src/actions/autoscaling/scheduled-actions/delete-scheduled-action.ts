/** DeleteScheduledAction: deletes an action, which then no longer runs. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { existingAction } from "./scheduled-action-batch.ts";

export const deleteScheduledAction = defineAction(
  "autoscaling",
  "DeleteScheduledAction",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { name } = existingAction(group, input.ScheduledActionName ?? "");
    return { output: {}, changes: [{ type: "ScheduledActionDeleted", group: group.name, name }] };
  },
);
