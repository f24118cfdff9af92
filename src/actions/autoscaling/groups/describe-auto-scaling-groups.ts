/** DescribeAutoScalingGroups: the named groups, or all, sorted by name. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Region } from "../../../domain/world.ts";
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
    const named = groupsNamed(region, input.AutoScalingGroupNames ?? []);
    const shown = [...groupsShown(named, input)].sort((one, other) =>
      byCodeUnit(one.name, other.name),
    );
    const { items, nextToken } = autoScalingPage(withTags(shown, input.Filters), input, {
      ...paging,
      region,
    });
    const includeInstances = input.IncludeInstances ?? true;
    const groups = items.map((group) => presentGroup(group, region, { includeInstances }));
    return { output: { AutoScalingGroups: groups, NextToken: nextToken } };
  },
);

/** Those that there are, each once; without names all groups. */
function groupsNamed({ groups }: Region, names: readonly string[]): Iterable<AutoScalingGroup> {
  if (names.length === 0) return groups.values();
  return [...new Set(names)].flatMap((name) => groups.get(name) ?? []);
}

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
