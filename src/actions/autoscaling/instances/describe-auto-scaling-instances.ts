/** DescribeAutoScalingInstances: instances of all groups, by id, without unknown ids (G-063). */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { type GroupMember, visibleMembers } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { presentInstanceDetails } from "../present-instance.ts";

const paging: GroupPaging<GroupMember> = {
  operation: "DescribeAutoScalingInstances",
  defaultSize: 50,
  largestSize: 50,
  order: "ascending",
  keyOf: ({ instance }) => instance.id,
};

export const describeAutoScalingInstances = defineAction(
  "autoscaling",
  "DescribeAutoScalingInstances",
  (input, { region }) => {
    checkLength(input.InstanceIds, { member: "instanceIds", most: 50 });
    const ids = new Set(input.InstanceIds ?? []);
    const named = membersOf(groupsShown(region.groups.values(), input))
      .filter(({ instance }) => ids.size === 0 || ids.has(instance.id))
      .sort((one, other) => byCodeUnit(one.instance.id, other.instance.id));
    const { items, nextToken } = autoScalingPage(named, input, { ...paging, region });
    const instances = items.map(({ group, instance }) =>
      presentInstanceDetails(group, instance, region),
    );
    return { output: { AutoScalingInstances: instances, NextToken: nextToken } };
  },
);

function membersOf(groups: readonly AutoScalingGroup[]): readonly GroupMember[] {
  return groups.flatMap((group) => visibleMembers(group).map((instance) => ({ group, instance })));
}
