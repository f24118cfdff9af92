/** A scheduled action: sizes that a group gets at a time, once or repeatedly. */
import type { Instant } from "./time.ts";

export interface ScheduledAction {
  readonly name: string;
  readonly arn: string;
  /** At least one of the three sizes is set; the others stay as they are in the group. */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  readonly desiredCapacity?: number | undefined;
  /** A Unix cron expression; undefined means once. */
  readonly recurrence?: string | undefined;
  /** The time zone of the recurrence; undefined means UTC. */
  readonly timeZone?: string | undefined;
  /** A recurring action does not run after this. */
  readonly endTime?: Instant | undefined;
  /** When it runs next. */
  nextAt: Instant;
}

/** AWS's quota for one group. */
export const mostScheduledActions = 125;
