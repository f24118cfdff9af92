/**
 * Reads events as they come, at the reader's own pace: it holds a place in the log and no events,
 * so that a slow reader costs nothing and is told what it missed.
 */
import type { EventFact } from "../domain/event-fact.ts";
import type { EventOperations } from "../emulator.ts";
import { afterWallTime } from "../pacer.ts";

/** Calls back when everything so far is on disk, or with the failure. */
export type WhenOnDisk = (callBack: (failure?: Error) => void) => void;

export interface EventReading {
  readonly emulator: EventOperations;
  /** Events after this sequence; 0 means all that are kept. */
  readonly since: number;
  /** An event is given only when it is on disk; by default that is at once. */
  readonly whenOnDisk: WhenOnDisk;
  /** The reading ends with this. */
  readonly stopping: AbortSignal;
}

/** What comes next: events, a gap in them, or after the patience nothing yet. */
type NextEvents =
  | { readonly facts: readonly EventFact[] }
  /** Events after the first sequence up to the second are no longer kept. */
  | { readonly after: number; readonly upTo: number };

export interface EventReader {
  /** Waits for so many milliseconds of real time at most; undefined at the end. */
  next(patience: number): Promise<NextEvents | undefined>;
  /** The sequence up to which all was given or passed over. */
  place(): number;
  /** How often the world was replaced; what was given before is then of another past. */
  worlds(): number;
  close(): void;
}

/** So many events are given at once. */
const mostAtOnce = 200;

export function readEvents({ emulator, since, whenOnDisk, stopping }: EventReading): EventReader {
  let place = since === 0 ? emulator.eventCounts().lastDropped : since;
  let worlds = 0;
  let isOver = false;
  let wake: () => void = () => undefined;
  const stopListening = emulator.listenToEvents({
    onSent: () => wake(),
    // What a replaced world has is its past, which its own time has told already.
    onReplaced: () => {
      place = emulator.eventCounts().last;
      worlds += 1;
      wake();
    },
  });
  const close = () => {
    isOver = true;
    stopListening();
    stopping.removeEventListener("abort", close);
    wake();
  };
  stopping.addEventListener("abort", close);
  const news = (patience: number) =>
    new Promise<void>((resolve) => {
      const cancel = afterWallTime(patience, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  return {
    close,
    place: () => place,
    worlds: () => worlds,
    next: async (patience) => {
      if (!isOver && emulator.eventCounts().last <= place) await news(patience);
      if (isOver) return undefined;
      const after = place;
      const { lastDropped } = emulator.eventCounts();
      if (lastDropped > after) {
        place = lastDropped;
        return { after, upTo: lastDropped };
      }
      const facts = emulator.eventsAfter(after, mostAtOnce);
      place = facts.at(-1)?.sequence ?? after;
      await new Promise<void>((resolve, reject) => {
        whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
      });
      return { facts };
    },
  };
}
