/** DescribeAutoScalingInstances: instances of all groups, by id, without unknown ids (G-063). */
import type { Region } from "../../domain/world.ts";
import { defineAction } from "../action.ts";
import { type GroupMember, visibleMembers } from "../existing.ts";
import { byCodeUnit, type Paging, pageOf } from "../page.ts";
import { presentInstanceDetails } from "../present-instance.ts";

const paging: Paging<GroupMember> = {
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
    const ids = new Set(input.InstanceIds ?? []);
    const named = allMembers(region)
      .filter(({ instance }) => ids.size === 0 || ids.has(instance.id))
      .sort((one, other) => byCodeUnit(one.instance.id, other.instance.id));
    const { items, nextToken } = pageOf(named, input, paging);
    const instances = items.map(({ group, instance }) =>
      presentInstanceDetails(group, instance, region),
    );
    return { output: { AutoScalingInstances: instances, NextToken: nextToken } };
  },
);

function allMembers(region: Region): readonly GroupMember[] {
  return [...region.groups.values()].flatMap((group) =>
    visibleMembers(group).map((instance) => ({ group, instance })),
  );
}
