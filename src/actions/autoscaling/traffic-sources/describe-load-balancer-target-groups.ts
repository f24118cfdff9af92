/** DescribeLoadBalancerTargetGroups: a group's target groups with their states. */
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { type SourceWithState, sourcesWithStates } from "../traffic-sources.ts";

const paging: GroupPaging<SourceWithState> = {
  operation: "DescribeLoadBalancerTargetGroups",
  defaultSize: 100,
  largestSize: 100,
  order: "ascending",
  keyOf: ({ identifier }) => identifier,
};

export const describeLoadBalancerTargetGroups = defineAction(
  "autoscaling",
  "DescribeLoadBalancerTargetGroups",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "describe");
    const sources = sourcesWithStates(group, context)
      .filter(({ type }) => type === "elbv2")
      .sort((one, other) => byCodeUnit(one.identifier, other.identifier));
    const { items, nextToken } = autoScalingPage(sources, input, {
      ...paging,
      region: context.region,
    });
    const states = items.map(({ identifier: LoadBalancerTargetGroupARN, state: State }) => ({
      LoadBalancerTargetGroupARN,
      State,
    }));
    return { output: { LoadBalancerTargetGroups: states, NextToken: nextToken } };
  },
);
