/** DescribeTags: the tags of all groups, by key (G-165). */
import type { AutoScalingGroup, GroupTag } from "../../../domain/group.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { filterItems } from "../filters.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { presentTag } from "../present-group.ts";

interface TagOfGroup {
  readonly group: AutoScalingGroup;
  readonly tag: GroupTag;
}

/**
 * Sorted by key, then by group. Keys cannot contain the separator, which AWS's pattern excludes.
 */
const keyOf = ({ group, tag }: TagOfGroup) => `${tag.key}\0${group.name}`;

const paging: GroupPaging<TagOfGroup> = {
  operation: "DescribeTags",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf,
};

export const describeTags = defineAction("autoscaling", "DescribeTags", (input, { region }) => {
  const all = groupsShown(region.groups.values(), input).flatMap((group) =>
    [...group.tags.values()].map((tag): TagOfGroup => ({ group, tag })),
  );
  const matching = filterItems(all, input.Filters, {
    "auto-scaling-group": ({ group }) => [group.name],
    key: ({ tag }) => [tag.key],
    value: ({ tag }) => [tag.value],
    "propagate-at-launch": ({ tag }) => [String(tag.propagateAtLaunch)],
  });
  const sorted = [...matching].sort((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
  const { items, nextToken } = autoScalingPage(sorted, input, { ...paging, region });
  const tags = items.map(({ group, tag }) => presentTag(tag, group.name));
  return { output: { Tags: tags, NextToken: nextToken } };
});
