/** DescribeLifecycleHookTypes: the transitions that lifecycle hooks can delay. */
import { defineAction } from "../../action.ts";

const lifecycleHookTypes = [
  "autoscaling:EC2_INSTANCE_LAUNCHING",
  "autoscaling:EC2_INSTANCE_TERMINATING",
];

export const describeLifecycleHookTypes = defineAction(
  "autoscaling",
  "DescribeLifecycleHookTypes",
  () => ({ output: { LifecycleHookTypes: lifecycleHookTypes } }),
);
