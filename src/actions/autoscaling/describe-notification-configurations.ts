/** DescribeNotificationConfigurations: always none, as notifications are not emulated yet. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const describeNotificationConfigurations = defineAction(
  "autoscaling",
  "DescribeNotificationConfigurations",
  (input, { region }) => {
    for (const name of input.AutoScalingGroupNames ?? []) existingGroup(region, name, "describe");
    return { output: { NotificationConfigurations: [] } };
  },
);
