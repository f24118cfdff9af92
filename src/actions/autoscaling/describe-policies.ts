/** DescribePolicies: always none, as scaling policies are not emulated yet. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const describePolicies = defineAction(
  "autoscaling",
  "DescribePolicies",
  (input, { region }) => {
    const name = input.AutoScalingGroupName;
    if (name !== undefined) existingGroup(region, name, "describe");
    return { output: { ScalingPolicies: [] } };
  },
);
