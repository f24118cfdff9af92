/** Warns where a group is in motion: how far that has come is in no describe. */
import type { Activity } from "@aws-sdk/client-auto-scaling";
import { isActive } from "../undo/active-refresh.ts";
import { stateOf } from "./instances-of.ts";
import type { GroupReading } from "./read-group.ts";

const endStatuses: readonly unknown[] = ["Successful", "Failed", "Cancelled"];

/** One line, or none for a group at rest. */
export function motionWarnings(reading: GroupReading): readonly string[] {
  const { group, warmInstances, activities, refreshes } = reading;
  const instances = group.Instances ?? [];
  const moving = [...instances, ...warmInstances].filter((one) => !stateOf(one)).length;
  const running = activities.filter(isInProgress).length;
  const refresh = refreshes.find(isActive);
  const signs = [
    ...(refresh === undefined ? [] : [`a refresh is ${refresh.Status}`]),
    ...(running === 0 ? [] : [`${counted(running, "activity", "activities")} in progress`]),
    ...(moving === 0 ? [] : [`${counted(moving, "instance", "instances")} on the way`]),
  ];
  if (signs.length === 0) return [];
  return [
    `the group is in motion: ${signs.join(", ")}; how far that has come is not known, so the ` +
      "plan is of a group that comes to rest first, and its times and lowest capacity may be too " +
      "good",
  ];
}

function isInProgress({ StatusCode: status, EndTime: end }: Activity): boolean {
  return end === undefined && !endStatuses.includes(status);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
