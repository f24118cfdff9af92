/** DescribeAutoScalingNotificationTypes: the notifications that AWS documents. */
import { defineAction } from "../action.ts";

const notificationTypes = [
  "autoscaling:EC2_INSTANCE_LAUNCH",
  "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  "autoscaling:EC2_INSTANCE_TERMINATE",
  "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
  "autoscaling:TEST_NOTIFICATION",
];

export const describeAutoScalingNotificationTypes = defineAction(
  "autoscaling",
  "DescribeAutoScalingNotificationTypes",
  () => ({ output: { AutoScalingNotificationTypes: notificationTypes } }),
);
