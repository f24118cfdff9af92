/** DescribeTrafficSources: all traffic sources of a group with their states. */
import { trafficSourceKey } from "../../../domain/traffic-source.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { readSource, type SourceWithState, sourcesWithStates } from "../traffic-sources.ts";

const paging: GroupPaging<SourceWithState> = {
  operation: "DescribeTrafficSources",
  defaultSize: 50,
  largestSize: 50,
  order: "ascending",
  keyOf: trafficSourceKey,
};

export const describeTrafficSources = defineAction(
  "autoscaling",
  "DescribeTrafficSources",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "describe");
    const { TrafficSourceType: wanted } = input;
    // Refuses an unknown type with the text for a source of that type.
    if (wanted !== undefined) readSource({ Type: wanted });
    const sources = sourcesWithStates(group, context)
      .filter(({ type }) => wanted === undefined || type === wanted)
      .sort((one, other) => byCodeUnit(trafficSourceKey(one), trafficSourceKey(other)));
    const { items, nextToken } = autoScalingPage(sources, input, {
      ...paging,
      region: context.region,
    });
    const shown = items.map(({ identifier: Identifier, type: Type, state: State }) => ({
      Identifier,
      Type,
      State,
    }));
    return { output: { TrafficSources: shown, NextToken: nextToken } };
  },
);
