/**
 * AttachLoadBalancerTargetGroups: attaches target groups by ARN, which also show as traffic
 * sources.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { attachChanges } from "../traffic-sources.ts";

export const attachLoadBalancerTargetGroups = defineAction(
  "autoscaling",
  "AttachLoadBalancerTargetGroups",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.TargetGroupARNs ?? []).map((identifier) => ({
      type: "elbv2" as const,
      identifier,
    }));
    return { output: {}, changes: attachChanges(group, sources, "targetGroupARNs") };
  },
);
