/**
 * AttachLoadBalancers: attaches classic load balancers by name, which also show as traffic sources.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { attachChanges } from "../traffic-sources.ts";

export const attachLoadBalancers = defineAction(
  "autoscaling",
  "AttachLoadBalancers",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.LoadBalancerNames ?? []).map((identifier) => ({
      type: "elb" as const,
      identifier,
    }));
    return { output: {}, changes: attachChanges(group, sources, "loadBalancerNames") };
  },
);
