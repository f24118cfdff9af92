/** DescribeScalingActivities: the activities of groups, newest first, also of deleted groups. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { ScalingActivity } from "../../../domain/scaling-activity.ts";
import { day } from "../../../domain/time.ts";
import type { Region } from "../../../domain/world.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { type ActivityOwner, presentActivity } from "../present-activity.ts";
import { activityFilter } from "./activity-filters.ts";

type DescribeInput = Input<"autoscaling", "DescribeScalingActivities">;

/** Activities are shown for six weeks. */
const shownFor = 42 * day;

interface OwnedActivity {
  readonly activity: ScalingActivity;
  readonly owner: ActivityOwner;
  /**
   * The activity's time, padded so that text order is time order, and the start of its group's id:
   * the next page then starts correctly even if the last shown group was deleted with all its
   * activities.
   */
  readonly place: string;
}

const paging: GroupPaging<OwnedActivity> = {
  operation: "DescribeScalingActivities",
  defaultSize: 100,
  largestSize: 100,
  order: "descending",
  // Short, so that tokens have the length of AWS's (G-011).
  keyOf: ({ activity, place }) => `${place}${activity.id.replaceAll("-", "")}`,
};

export const describeScalingActivities = defineAction(
  "autoscaling",
  "DescribeScalingActivities",
  (input, { region, hasCome }) => {
    const isWanted = activityFilter(input);
    checkLength(input.ActivityIds, { member: "activityIds", most: 50 });
    const ids = new Set(input.ActivityIds ?? []);
    const wanted = histories(input, region)
      .flatMap(newestFirst)
      .filter(({ activity }) => !hasCome(activity.startTime + shownFor + 1))
      .filter(({ activity }) => (ids.size === 0 || ids.has(activity.id)) && isWanted(activity))
      .sort((one, other) => byCodeUnit(other.place, one.place));
    const { items, nextToken } = autoScalingPage(wanted, input, { ...paging, region });
    const activities = items.map(({ activity, owner }) => presentActivity(activity, owner, region));
    return { output: { Activities: activities, NextToken: nextToken } };
  },
);

interface History {
  readonly owner: ActivityOwner;
  readonly activities: ReadonlyMap<string, ScalingActivity>;
}

/**
 * The activities of the named group or of all; a deleted group is unknown unless asked for (G-100).
 */
function histories(input: DescribeInput, region: Region): readonly History[] {
  const name = input.AutoScalingGroupName;
  const deleted = input.IncludeDeletedGroups === true ? deletedHistories(region) : [];
  if (name === undefined) {
    return [...livingHistories(groupsShown(region.groups.values(), input)), ...deleted];
  }
  const living = region.groups.get(name);
  const named = [
    ...livingHistories(groupsShown(living === undefined ? [] : [living], input)),
    ...deleted.filter(({ owner }) => owner.name === name),
  ];
  if (named.length === 0) existingGroup(region, name, "describe");
  return named;
}

function livingHistories(groups: readonly AutoScalingGroup[]): readonly History[] {
  return groups.map(({ name, arn, activities }) => ({
    owner: { name, arn, state: "InService" },
    activities,
  }));
}

function deletedHistories(region: Region): readonly History[] {
  return [...region.deletedGroups.values()].map(({ name, arn, activities }) => ({
    owner: { name, arn, state: "Deleted" },
    activities,
  }));
}

/**
 * Newest first; activities of one instant in reverse order of creation, which a stable sort keeps.
 */
function newestFirst({ owner, activities }: History): readonly OwnedActivity[] {
  const group = owner.arn.split(":", 7).at(-1)?.slice(0, 8) ?? "";
  return [...activities.values()].reverse().map((activity) => ({
    activity,
    owner,
    place: `${String(activity.startTime).padStart(15, "0")}${group}`,
  }));
}
