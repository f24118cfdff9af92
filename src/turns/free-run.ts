/**
 * Lets a running clock do what is due without a request, while somebody wants to see it happen: one
 * timer for the next due instant, and none when the clock stands or nobody watches.
 */
import type { Instant } from "../domain/time.ts";
import type { TimeOperations } from "../emulator.ts";
import { afterWallTime, type Pacer } from "../pacer.ts";

export interface FreeRun {
  /** Runs freely until the returned function is called. */
  begin(): () => void;
  /** Sets the timer anew; called after each turn, which may have changed clock and world. */
  readonly setTimer: () => void;
}

/** In milliseconds of real time; a fast clock has something due all the time. */
const leastPause = 5;
/** What is overdue after two turns cannot be done, for instance in a world that stopped. */
const pauseOfOverdue = 1000;
/** The longest that a timer can wait. */
const longestPause = 2 ** 31 - 1;

export function freeRunOf(
  emulator: Pick<TimeOperations, "nextDueAt">,
  pacer: Pick<Pacer, "wallTimeUntil">,
  catchUp: () => void,
): FreeRun {
  let watchers = 0;
  let cancel: () => void = () => undefined;
  let overdueAt: Instant | undefined;
  const setTimer = () => {
    cancel();
    if (watchers === 0) return;
    const dueAt = emulator.nextDueAt();
    const wait = dueAt === undefined ? undefined : pacer.wallTimeUntil(dueAt);
    if (wait === undefined) return;
    const isStuck = wait === 0 && dueAt === overdueAt;
    overdueAt = wait === 0 ? dueAt : undefined;
    const pause = isStuck ? pauseOfOverdue : Math.max(wait, leastPause);
    cancel = afterWallTime(Math.min(pause, longestPause), catchUp);
  };
  return {
    setTimer,
    begin: () => {
      watchers += 1;
      setTimer();
      return () => {
        watchers -= 1;
        setTimer();
      };
    },
  };
}
