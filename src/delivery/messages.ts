/** The messages that a fact becomes: of rules and of notifications. */
import { type EventFact, groupOf } from "../domain/event-fact.ts";
import { activityNotification } from "../domain/notifications/activity-notification.ts";
import type { Notification } from "../domain/notifications/notification.ts";
import { testNotification } from "../domain/notifications/test-notification.ts";
import { ruleDeliveries } from "../domain/rule-deliveries.ts";
import type { Message } from "../senders/message.ts";
import type { Delivery } from "./target.ts";

/** In the order in which they are sent; a lifecycle hook's goes on its own way. */
export function messagesOf({ fact, event }: Delivery): readonly Message[] {
  if (event === undefined) return notificationsOf(fact);
  const fifo = { groupId: groupOf(fact) ?? event.source, deduplicationId: event.id };
  const { rules = [] } = fact;
  const ofRules = ruleDeliveries(rules, event, fact.at).map(({ arn, text, groupId }) => ({
    ...fifo,
    arn,
    text,
    ...(groupId !== undefined && { groupId }),
  }));
  return [...ofRules, ...notificationsOf(fact).map((message) => ({ ...fifo, ...message }))];
}

function notificationsOf(fact: EventFact): readonly Message[] {
  if (fact.kind === "trial") return [messageTo(fact.targetArn, testNotification(fact))];
  if (fact.kind !== "activity" || fact.topics === undefined) return [];
  const notification = activityNotification(fact);
  if (notification === undefined) return [];
  return fact.topics.map((topic) => messageTo(topic, notification));
}

export function messageTo(arn: string, { subject, body }: Notification): Message {
  return { arn, subject, text: JSON.stringify(body) };
}
