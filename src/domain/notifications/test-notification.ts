/** The message by which Auto Scaling tries out a topic, or a lifecycle hook's target (G-153). */
import { notificationTexts } from "../texts/notification-texts.ts";
import { type Instant, isoMillisecond } from "../time.ts";
import type { Notification } from "./notification.ts";

/** The call by which a target was configured. */
interface Tried {
  readonly account: string;
  readonly group: string;
  readonly groupArn: string;
  readonly requestId: string;
  readonly at: Instant;
}

export function testNotification(tried: Tried): Notification {
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
