/** DescribeAutoScalingGroups: the named groups, or all, sorted by name. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { filterItems } from "../filters.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { presentGroup } from "../present-group.ts";

type Filters = Input<"autoscaling", "DescribeAutoScalingGroups">["Filters"];

const paging: GroupPaging<AutoScalingGroup> = {
  operation: "DescribeAutoScalingGroups",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf: ({ name }) => name,
};

export const describeAutoScalingGroups = defineAction(
  "autoscaling",
  "DescribeAutoScalingGroups",
  (input, { region }) => {
    const names = new Set(input.AutoScalingGroupNames ?? []);
    const named = groupsShown(region.groups.values(), input)
      .filter(({ name }) => names.size === 0 || names.has(name))
      .sort((one, other) => byCodeUnit(one.name, other.name));
    const { items, nextToken } = autoScalingPage(withTags(named, input.Filters), input, {
      ...paging,
      region,
    });
    const includeInstances = input.IncludeInstances ?? true;
    const groups = items.map((group) => presentGroup(group, region, { includeInstances }));
    return { output: { AutoScalingGroups: groups, NextToken: nextToken } };
  },
);

/** `tag:{key}` compares the value of that key (G-058). */
function withTags(
  groups: readonly AutoScalingGroup[],
  filters: Filters,
): readonly AutoScalingGroup[] {
  return filterItems(groups, filters, {
    "tag-key": (group) => [...group.tags.keys()],
    "tag-value": (group) => [...group.tags.values()].map(({ value }) => value),
    "tag:": (group, key) => {
      const tag = group.tags.get(key);
      return tag === undefined ? [] : [tag.value];
    },
  });
}
