/** PutNotificationConfiguration: stored and shown; there is no SNS here, and nothing is sent. */
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { notificationTypes } from "./notification-types.ts";

/** AWS's quota for one group. */
const mostTopics = 10;

export const putNotificationConfiguration = defineAction(
  "autoscaling",
  "PutNotificationConfiguration",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { TopicARN: topicArn = "" } = input;
    const types = [...new Set(input.NotificationTypes)];
    if (!/^arn:[^:]+:sns:[^:]*:[^:]*:.+$/.test(topicArn)) {
      throw validationError(inferredPolicyTexts.invalidTopic(topicArn));
    }
    checkTypes(types);
    const isNew = !group.notifications.has(topicArn);
    if (isNew && group.notifications.size >= mostTopics) {
      const message = inferredPolicyTexts.tooManyTopics(mostTopics);
      throw fault("autoscaling", "LimitExceededFault", message);
    }
    return {
      output: {},
      changes: [
        { type: "NotificationsPut", group: group.name, topicArn, notificationTypes: types },
      ],
    };
  },
);

function checkTypes(types: readonly string[]): void {
  if (types.length === 0) throw validationError(inferredPolicyTexts.noNotificationTypes);
  const unknown = types.find((type) => !notificationTypes.includes(type));
  if (unknown === undefined) return;
  const valid = notificationTypes.join(", ");
  throw validationError(inferredPolicyTexts.invalidNotificationType(unknown, valid));
}
