/** DescribeTrafficSources: the sources that the group was created with, without effect. */
import type { Output } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { byCodeUnit, type Paging, pageOf } from "../page.ts";
import { storedMembers } from "../stored-members.ts";

type TrafficSource = NonNullable<
  Output<"autoscaling", "DescribeTrafficSources">["TrafficSources"]
>[number];

const keyOf = ({ Identifier = "" }: TrafficSource) => Identifier;

const paging: Paging<TrafficSource> = {
  operation: "DescribeTrafficSources",
  defaultSize: 50,
  largestSize: 50,
  order: "ascending",
  keyOf,
};

export const describeTrafficSources = defineAction(
  "autoscaling",
  "DescribeTrafficSources",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "describe");
    const wanted = input.TrafficSourceType;
    const sources = (storedMembers(group).TrafficSources ?? [])
      .filter(({ Type }) => wanted === undefined || Type === wanted)
      .map(({ Identifier, Type }) => ({ Identifier, Type, State: "InService" }))
      .sort((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
    const { items, nextToken } = pageOf(sources, input, paging);
    return { output: { TrafficSources: [...items], NextToken: nextToken } };
  },
);
