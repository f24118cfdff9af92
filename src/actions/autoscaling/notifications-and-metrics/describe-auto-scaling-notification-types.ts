/** DescribeAutoScalingNotificationTypes: the notification types that AWS documents. */
import { defineAction } from "../../action.ts";
import { notificationTypes } from "./notification-types.ts";

export const describeAutoScalingNotificationTypes = defineAction(
  "autoscaling",
  "DescribeAutoScalingNotificationTypes",
  () => ({ output: { AutoScalingNotificationTypes: [...notificationTypes] } }),
);
