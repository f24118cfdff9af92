/** DetachLoadBalancerTargetGroups: target groups are Removing for a while, then gone. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { detachChanges } from "../traffic-sources.ts";

export const detachLoadBalancerTargetGroups = defineAction(
  "autoscaling",
  "DetachLoadBalancerTargetGroups",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.TargetGroupARNs ?? []).map((identifier) => ({
      type: "elbv2" as const,
      identifier,
    }));
    const words = { member: "targetGroupARNs", what: "Target Groups" };
    return { output: {}, changes: detachChanges(group, sources, words) };
  },
);
