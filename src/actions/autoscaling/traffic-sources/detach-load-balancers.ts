/** DetachLoadBalancers: classic load balancers are Removing for a while, then gone. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { detachChanges } from "../traffic-sources.ts";

export const detachLoadBalancers = defineAction(
  "autoscaling",
  "DetachLoadBalancers",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.LoadBalancerNames ?? []).map((identifier) => ({
      type: "elb" as const,
      identifier,
    }));
    const words = { member: "loadBalancerNames", what: "Load Balancers" };
    return { output: {}, changes: detachChanges(group, sources, words) };
  },
);
