/** DescribeLoadBalancerTargetGroups: the ARNs that the group was created with. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { byCodeUnit, type Paging, pageOf } from "../page.ts";
import { storedMembers } from "../stored-members.ts";

const paging: Paging<string> = {
  operation: "DescribeLoadBalancerTargetGroups",
  defaultSize: 100,
  largestSize: 100,
  order: "ascending",
  keyOf: (name) => name,
};

export const describeLoadBalancerTargetGroups = defineAction(
  "autoscaling",
  "DescribeLoadBalancerTargetGroups",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "describe");
    const names = [...(storedMembers(group).TargetGroupARNs ?? [])].sort(byCodeUnit);
    const { items, nextToken } = pageOf(names, input, paging);
    const states = items.map((name) => ({ LoadBalancerTargetGroupARN: name, State: "InService" }));
    return { output: { LoadBalancerTargetGroups: states, NextToken: nextToken } };
  },
);
