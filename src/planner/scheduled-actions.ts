/** Decides when a scheduled action runs, and what it then changes in its group. */
import type { Change } from "../domain/changes/change.ts";
import { type AutoScalingGroup, isSuspended } from "../domain/group.ts";
import { causes } from "../domain/scaling-activity.ts";
import type { ScheduledAction } from "../domain/scheduled-action.ts";
import type { Instant } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import { nextRun } from "./recurrence.ts";

/** The next time after `after`; undefined for a single action, or when its end comes before. */
export function nextTime(
  { recurrence, timeZone, endTime }: Omit<ScheduledAction, "name" | "arn" | "nextAt">,
  after: Instant,
): Instant | undefined {
  if (recurrence === undefined) return undefined;
  const next = nextRun({ recurrence, timeZone }, after);
  const isOver = next !== undefined && endTime !== undefined && next > endTime;
  return isOver ? undefined : next;
}

/**
 * The changes when the action is due. While ScheduledActions is suspended it is skipped, and a
 * missed time is not made up for.
 */
export function reachScheduledAction(
  group: AutoScalingGroup,
  action: ScheduledAction,
  { now, timing }: { readonly now: Instant; readonly timing: Timing },
): readonly Change[] {
  if (group.deletionBegunAt !== undefined) return [];
  const nextAt = nextTime(action, now);
  const reached: Change = {
    type: "ScheduledActionReached",
    group: group.name,
    name: action.name,
    ...(nextAt !== undefined && { nextAt }),
  };
  if (isSuspended(group, "ScheduledActions")) return [reached];
  return [reached, ...sizeChanges(group, action, { now, timing })];
}

/** No changes when the sizes now contradict each other, since an update would be refused too. */
function sizeChanges(
  group: AutoScalingGroup,
  action: ScheduledAction,
  { now, timing }: { readonly now: Instant; readonly timing: Timing },
): readonly Change[] {
  const { minSize: min = group.minSize, maxSize: max = group.maxSize } = action;
  const from = group.desiredCapacity;
  const to = action.desiredCapacity ?? Math.min(Math.max(from, min), max);
  if (min > max || to < min || to > max) return [];
  const isSame = min === group.minSize && max === group.maxSize;
  const bounds: Change = {
    type: "GroupUpdated",
    group: group.name,
    settings: { minSize: min, maxSize: max },
    cleared: [],
  };
  const capacity: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to,
    sentence: causes.scheduledAction(now, { min, max, from, to }),
    reactionSeconds: timing.scalingReactionSeconds,
  };
  return [...(isSame ? [] : [bounds]), ...(to === from ? [] : [capacity])];
}
