/** The message by which Auto Scaling tries out a topic, or a lifecycle hook's target (G-153). */
import type { EventFact, TrialFact } from "../event-fact.ts";
import { notificationTexts } from "../texts/notification-texts.ts";
import { isoMillisecond } from "../time.ts";
import type { Notification } from "./notification.ts";

export function testNotification(tried: EventFact & TrialFact): Notification {
  return {
    subject: notificationTexts.test(tried.group),
    body: {
      AccountId: tried.account,
      RequestId: tried.requestId,
      AutoScalingGroupARN: tried.groupArn,
      AutoScalingGroupName: tried.group,
      Service: notificationTexts.service,
      Event: "autoscaling:TEST_NOTIFICATION",
      Time: isoMillisecond(tried.at),
    },
  };
}
