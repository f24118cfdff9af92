/** DescribeLoadBalancers: the names that the group was created with; they have no effect. */
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { byCodeUnit, type Paging, pageOf } from "../page.ts";
import { storedMembers } from "../stored-members.ts";

const paging: Paging<string> = {
  operation: "DescribeLoadBalancers",
  defaultSize: 100,
  largestSize: 100,
  order: "ascending",
  keyOf: (name) => name,
};

export const describeLoadBalancers = defineAction(
  "autoscaling",
  "DescribeLoadBalancers",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "describe");
    const names = [...(storedMembers(group).LoadBalancerNames ?? [])].sort(byCodeUnit);
    const { items, nextToken } = pageOf(names, input, paging);
    const states = items.map((name) => ({ LoadBalancerName: name, State: "InService" }));
    return { output: { LoadBalancers: states, NextToken: nextToken } };
  },
);
