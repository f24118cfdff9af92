/** The messages that a fact becomes: of rules, of notifications, and of a lifecycle hook. */
import { type EventFact, groupOf } from "../domain/event-fact.ts";
import { activityNotification } from "../domain/notifications/activity-notification.ts";
import { hookNotification } from "../domain/notifications/hook-notification.ts";
import type { Notification } from "../domain/notifications/notification.ts";
import { testNotification } from "../domain/notifications/test-notification.ts";
import { ruleDeliveries } from "../domain/rule-deliveries.ts";
import type { Region } from "../domain/world.ts";
import type { Message } from "../senders/message.ts";
import type { Delivery } from "./target.ts";

/** In the order in which they are sent. */
export function messagesOf(
  region: Pick<Region, "eventRules">,
  { fact, event }: Delivery,
): readonly Message[] {
  if (event === undefined) return notificationsOf(fact);
  const fifo = { groupId: groupOf(fact) ?? event.source, deduplicationId: event.id };
  const ofRules = ruleDeliveries(region, event, fact.at).map(({ arn, text, groupId }) => ({
    ...fifo,
    arn,
    text,
    ...(groupId !== undefined && { groupId }),
  }));
  return [...ofRules, ...notificationsOf(fact).map((message) => ({ ...fifo, ...message }))];
}

function notificationsOf(fact: EventFact): readonly Message[] {
  if (fact.kind === "hook" && fact.notificationTargetArn !== undefined) {
    return [messageTo(fact.notificationTargetArn, hookNotification(fact))];
  }
  if (fact.kind === "trial") return [messageTo(fact.targetArn, testNotification(fact))];
  if (fact.kind !== "activity" || fact.topics === undefined) return [];
  const notification = activityNotification(fact);
  if (notification === undefined) return [];
  return fact.topics.map((topic) => messageTo(topic, notification));
}

function messageTo(arn: string, { subject, body }: Notification): Message {
  return { arn, subject, text: JSON.stringify(body) };
}
