/** BatchDeleteScheduledAction: deletes several scheduled actions of a group; lists unknown ones. */
import type { Change } from "../../../domain/changes/change.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { eachScheduledAction, existingAction } from "./scheduled-action-batch.ts";

export const batchDeleteScheduledAction = defineAction(
  "autoscaling",
  "BatchDeleteScheduledAction",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const names = [...new Set(input.ScheduledActionNames)];
    checkLength(names, { member: "scheduledActionNames", most: 50 });
    const changes: Change[] = [];
    const failed = eachScheduledAction(names, (name) => {
      existingAction(group, name);
      changes.push({ type: "ScheduledActionDeleted", group: group.name, name });
    });
    return { output: { FailedScheduledActions: failed }, changes };
  },
);
