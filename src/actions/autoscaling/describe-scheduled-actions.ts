/** DescribeScheduledActions: always none, as scheduled actions are not emulated yet. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const describeScheduledActions = defineAction(
  "autoscaling",
  "DescribeScheduledActions",
  (input, { region }) => {
    const name = input.AutoScalingGroupName;
    if (name !== undefined) existingGroup(region, name, "describe");
    return { output: { ScheduledUpdateGroupActions: [] } };
  },
);
