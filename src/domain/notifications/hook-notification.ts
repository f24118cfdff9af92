/** What a lifecycle hook's target gets when an instance begins to wait for the hook. */
import { eventId } from "../event-bridge-event.ts";
import type { EventFact, HookFact } from "../event-fact.ts";
import { hookPath } from "../event-paths.ts";
import { launching } from "../lifecycle-hook.ts";
import { notificationTexts } from "../texts/notification-texts.ts";
import { isoMillisecond } from "../time.ts";
import type { Notification } from "./notification.ts";

/** The same JSON for topics, queues and functions. */
export function hookNotification(fact: EventFact & HookFact): Notification {
  const { Origin, Destination } = hookPath(fact.transition, fact.move);
  const { notificationMetadata: metadata } = fact;
  const word = fact.transition === launching ? "LAUNCHING" : "TERMINATING";
  return {
    subject: notificationTexts.lifecycleAction(word, fact.instanceId),
    body: {
      Origin,
      LifecycleHookName: fact.hookName,
      Destination,
      AccountId: fact.account,
      RequestId: eventId("RequestId", fact.token),
      LifecycleTransition: fact.transition,
      AutoScalingGroupName: fact.group,
      Service: notificationTexts.service,
      Time: isoMillisecond(fact.at),
      EC2InstanceId: fact.instanceId,
      ...(metadata && { NotificationMetadata: metadata }),
      LifecycleActionToken: fact.token,
    },
  };
}
