/** DescribeScheduledActions: the actions still to run, by group and name. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { ScheduledAction } from "../../../domain/scheduled-action.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { presentScheduledAction } from "./scheduled-action-settings.ts";

interface ActionOfGroup {
  readonly group: AutoScalingGroup;
  readonly action: ScheduledAction;
}

/** Names cannot contain the separator, which AWS's pattern excludes. */
const keyOf = ({ group, action }: ActionOfGroup) => `${group.name}\0${action.name}`;

const paging: GroupPaging<ActionOfGroup> = {
  operation: "DescribeScheduledActions",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf,
};

export const describeScheduledActions = defineAction(
  "autoscaling",
  "DescribeScheduledActions",
  (input, { region }) => {
    const name = input.AutoScalingGroupName;
    checkLength(input.ScheduledActionNames, { member: "scheduledActionNames", most: 50 });
    const named =
      name === undefined ? region.groups.values() : [existingGroup(region, name, "describe")];
    const groups = groupsShown(named, input);
    const found = groups
      .flatMap((group) => [...group.scheduledActions.values()].map((action) => ({ group, action })))
      .filter(({ action }) => isMeant(action, input))
      .sort((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
    const { items, nextToken } = autoScalingPage(found, input, { ...paging, region });
    const shown = items.map(({ action, group }) => presentScheduledAction(action, group.name));
    return { output: { ScheduledUpdateGroupActions: shown, NextToken: nextToken } };
  },
);

/** Selects by name, or by start time; with names, times are ignored. */
function isMeant(
  { name, nextAt }: ScheduledAction,
  input: Input<"autoscaling", "DescribeScheduledActions">,
): boolean {
  const { ScheduledActionNames: names = [], StartTime, EndTime } = input;
  if (names.length > 0) return names.includes(name);
  const isEarly = StartTime !== undefined && nextAt < StartTime.getTime();
  const isLate = EndTime !== undefined && nextAt > EndTime.getTime();
  return !isEarly && !isLate;
}
