/** DeletePolicy: deletes target tracking's alarms too; other alarms only lose the action. */
import { endOfPolicies } from "../../../planner/policy-alarms.ts";
import { defineAction } from "../../action.ts";
import { existingPolicy } from "./existing-policy.ts";

export const deletePolicy = defineAction("autoscaling", "DeletePolicy", (input, { region }) => {
  const { group, policy } = existingPolicy(region, input);
  return {
    output: {},
    changes: [
      ...endOfPolicies(region, [policy], { isWithGroup: false }),
      { type: "ScalingPolicyDeleted", group: group.name, name: policy.name },
    ],
  };
});
