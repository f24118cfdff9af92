/** A scheduled action: sizes that a group gets at a time, once or again and again. */
import type { Instant } from "./time.ts";

export interface ScheduledAction {
  readonly name: string;
  readonly arn: string;
  /** Of the three sizes at least one is there; what is not stays as it is in the group. */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  readonly desiredCapacity?: number | undefined;
  /** Five fields of Unix cron; undefined: it runs once. */
  readonly recurrence?: string | undefined;
  /** In which the recurrence is meant; undefined is UTC. */
  readonly timeZone?: string | undefined;
  /** A recurring action does not run after this. */
  readonly endTime?: Instant | undefined;
  /** When it runs next. */
  nextAt: Instant;
}

/** AWS's quota for one group. */
export const mostScheduledActions = 125;
