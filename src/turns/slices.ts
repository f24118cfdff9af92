/** Cuts long work into slices of real time, so that the process can answer others in between. */
import { setMaxListeners } from "node:events";
import { setImmediate as nextRound } from "node:timers/promises";
import type { TimeOperations } from "../emulator.ts";
import { ServiceError } from "../model/faults.ts";
import { wallTimer } from "../pacer.ts";

/** Requests that need no turn wait about this long. */
const sliceMilliseconds = 10;

/** The work was interrupted because the process ends. */
export class StoppingError extends ServiceError {
  readonly statusCode = 503;
  constructor() {
    super("ServiceUnavailable", "asg-local is stopping", 503);
  }
}

export type SlicedEmulator = Pick<TimeOperations, "catchUpSome" | "endInstant" | "nextDueAt">;

export interface Slices {
  readonly giveWay: () => Promise<void>;
  /**
   * Processes one slice of due events; true when none is left. Throws when the world has stopped.
   */
  readonly catchUpSlice: () => boolean;
  readonly catchUp: () => Promise<void>;
  readonly isSliceOver: () => () => boolean;
  /** One slice of an instant that is under way; true when it is at its end. */
  readonly endInstantSlice: () => boolean;
  readonly endInstant: () => Promise<void>;
  readonly breather: () => () => Promise<void> | undefined;
  /** After this, work that yields is interrupted. */
  readonly stop: () => void;
  readonly stopping: AbortSignal;
}

/** Calls back when the world may be changed: at once, or after it has been copied. */
export type WhenStill = (callBack: () => void) => void;

/** With `hasMore`, which is asked when all due by now is done: whether then more is due. */
export function slicesOf(
  emulator: SlicedEmulator,
  whenStill: WhenStill,
  hasMore: () => boolean = () => false,
): Slices {
  const stopping = new AbortController();
  // Every stream and target listens to it, and there may be many.
  setMaxListeners(0, stopping.signal);
  const giveWay = async () => {
    await nextRound();
    await new Promise<void>(whenStill);
    if (stopping.signal.aborted) throw new StoppingError();
  };
  const isStill = () => {
    let isSo = false;
    whenStill(() => {
      isSo = true;
    });
    return isSo;
  };
  const catchUpSlice = () => {
    const isOver = wallTimer(sliceMilliseconds);
    while (isStill() && emulator.catchUpSome(isOver)) {
      if (!hasMore()) return true;
      if (isOver()) return false;
    }
    return false;
  };
  const endInstantSlice = () => isStill() && emulator.endInstant(wallTimer(sliceMilliseconds));
  return {
    giveWay,
    endInstantSlice,
    endInstant: async () => {
      while (!endInstantSlice()) await giveWay();
    },
    isSliceOver: () => wallTimer(sliceMilliseconds),
    catchUpSlice,
    catchUp: async () => {
      while (!catchUpSlice()) await giveWay();
    },
    breather: () => {
      let isOver = wallTimer(sliceMilliseconds);
      return () => {
        if (!isOver()) return undefined;
        return giveWay().then(() => {
          isOver = wallTimer(sliceMilliseconds);
        });
      };
    },
    stop: () => stopping.abort(),
    stopping: stopping.signal,
  };
}
