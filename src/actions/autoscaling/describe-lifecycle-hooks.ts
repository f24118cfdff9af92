/** DescribeLifecycleHooks: always none of an existing group, as hooks are not emulated yet. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const describeLifecycleHooks = defineAction(
  "autoscaling",
  "DescribeLifecycleHooks",
  (input, { region }) => {
    existingGroup(region, input.AutoScalingGroupName, "describe");
    return { output: { LifecycleHooks: [] } };
  },
);
