/** PutNotificationConfiguration: what a topic is told of, where SNS has an endpoint. */
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { notificationTypes } from "./notification-types.ts";

/** AWS's quota for one group. */
const mostTopics = 10;

export const putNotificationConfiguration = defineAction(
  "autoscaling",
  "PutNotificationConfiguration",
  (input, { region, requestId }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { TopicARN: topicArn = "" } = input;
    const types = [...new Set(input.NotificationTypes)];
    if (!isTopicOf(region, topicArn)) throw validationError("Invalid parameter: TopicArn");
    checkTypes(types);
    const isNew = !group.notifications.has(topicArn);
    if (isNew && group.notifications.size >= mostTopics) {
      const most = `can't have more than ${mostTopics} topics`;
      const message = `Your AutoScaling Group:${group.name} ${most}`;
      throw fault("autoscaling", "LimitExceededFault", message);
    }
    return {
      output: {},
      changes: [
        {
          type: "NotificationsPut",
          group: group.name,
          topicArn,
          notificationTypes: types,
          requestId,
        },
      ],
    };
  },
);

/** The texts were recorded by the public rule set cdk-preflight (G-258). */
function isTopicOf(region: Region, arn: string): boolean {
  const [, named] = /^arn:[^:]+:sns:([^:]*):[^:]*:.+$/.exec(arn) ?? [];
  return named === region.name;
}

function checkTypes(types: readonly string[]): void {
  if (types.length === 0) throw validationError(inferredPolicyTexts.noNotificationTypes);
  const unknown = types.find((type) => !notificationTypes.includes(type));
  if (unknown === undefined) return;
  throw validationError(`"${unknown}" is not a valid Notification Type.`);
}
