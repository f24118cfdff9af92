/**
 * DeleteNotificationConfiguration: deletes what was stored for a topic; an unknown topic is no
 * error.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";

export const deleteNotificationConfiguration = defineAction(
  "autoscaling",
  "DeleteNotificationConfiguration",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { TopicARN: topicArn = "" } = input;
    if (!group.notifications.has(topicArn)) return { output: {} };
    return {
      output: {},
      changes: [{ type: "NotificationsDeleted", group: group.name, topicArn }],
    };
  },
);
