/** Is a group at rest? No active refresh, nothing under way, and as much there as is desired. */
import { movingConditions, unreadyConditions } from "../domain/condition.ts";
import { unitsIn } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";

/** A group that is gone is at rest. */
export function isGroupSettled(group: AutoScalingGroup | undefined): boolean {
  if (group === undefined) return true;
  if (activeRefresh(group) !== undefined || group.deletionBegunAt !== undefined) return false;
  const { fleet, desiredCapacity } = group;
  if (
    [...unreadyConditions, ...movingConditions].some((condition) => unitsIn(fleet, condition) > 0)
  )
    return false;
  const surplus = unitsIn(fleet, "ready") - desiredCapacity;
  // With weights the last instance may exceed the missing units.
  return surplus >= 0 && surplus < heaviestReady(group);
}

function heaviestReady({ fleet }: AutoScalingGroup): number {
  let heaviest = 1;
  for (const { condition, instances, weight } of fleet.buckets.values()) {
    if (condition === "ready" && instances.size > 0) heaviest = Math.max(heaviest, weight);
  }
  return heaviest;
}
