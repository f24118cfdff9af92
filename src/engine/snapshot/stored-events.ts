/**
 * Stores an event's activity by its id where the group still has it, because most do, and finds it
 * again: written out, the activities would be a quarter of a snapshot.
 */
import { present } from "../../domain/assert.ts";
import type { ActivityFact, EventFact } from "../../domain/event-fact.ts";
import type { ScalingActivity } from "../../domain/scaling-activity.ts";
import { regionKey } from "../../domain/world.ts";

/** An event whose activity may be the id of one of its group's. */
export type StoredFact =
  | Exclude<EventFact, ActivityFact>
  | (Omit<EventFact & ActivityFact, "activity"> & {
      readonly activity: ActivityFact["activity"] | string;
    });

/** The regions of a world or of a snapshot. */
type Regions = ReadonlyMap<
  string,
  {
    readonly groups: ReadonlyMap<string, GroupOfActivities>;
    readonly deletedGroups: ReadonlyMap<string, GroupOfActivities>;
  }
>;

interface GroupOfActivities {
  readonly arn: string;
  readonly activities: ReadonlyMap<string, ScalingActivity>;
}

export function storedFact(fact: EventFact, regions: Regions): StoredFact {
  if (fact.kind !== "activity") return fact;
  const { activity } = fact;
  const isThere = activityOf(fact, activity.id, regions) === activity;
  return isThere ? { ...fact, activity: activity.id } : fact;
}

/** The id must be one of the group's. */
export function factFrom(stored: StoredFact, regions: Regions): EventFact {
  if (stored.kind !== "activity") return stored;
  const { activity } = stored;
  const whole = typeof activity === "string" ? activityOf(stored, activity, regions) : activity;
  return { ...stored, activity: present(whole, "an activity of its group") };
}

/** Whether the event's activity is there, if it is stored by its id. */
export function isComplete(stored: StoredFact, regions: Regions): boolean {
  if (stored.kind !== "activity" || typeof stored.activity !== "string") return true;
  return activityOf(stored, stored.activity, regions)?.endTime !== undefined;
}

function activityOf(
  { account, region: name, group, groupArn }: Omit<EventFact & ActivityFact, "activity">,
  id: string,
  regions: Regions,
): ScalingActivity | undefined {
  const region = regions.get(regionKey(account, name));
  const present = region?.groups.get(group);
  const its = present?.arn === groupArn ? present : region?.deletedGroups.get(groupArn);
  return its?.activities.get(id);
}
