/**
 * Where time that runs by itself is to stop. Until then the clock waits at each due instant for the
 * world to do it, so that it never runs past the one at which the condition comes true.
 */
import type { JournalEntry } from "../domain/journal-entry.ts";
import type { Instant } from "../domain/time.ts";
import type { EventOperations, TimeOperations } from "../emulator.ts";
import type { Pacer, StoredClock } from "../pacer.ts";

/** A condition that is waited for. */
export interface StopCondition {
  /** Whether it holds now. */
  readonly isSoNow: () => boolean;
  /** Whether these newest changes made it so. */
  readonly isMadeSo: (happened: readonly JournalEntry[]) => boolean;
  /** The condition in the words in which it was asked for. */
  readonly asked: object;
}

interface Stop {
  readonly at: Instant;
  readonly asked: object;
}

export interface StopAt {
  /** Stops at this from now on, in place of what was wanted before; undefined: at nothing. */
  set(wanted: StopCondition | undefined): void;
  /** What is waited for. */
  wanted(): StopCondition | undefined;
  /** Where time has stopped, as long as nobody moves it or lets it go on. */
  stopped(): Stop | undefined;
  /** After all due by now is done: stops, or lets the clock go on; true: then more is due. */
  look(): boolean;
}

type Watched = Pick<TimeOperations, "journalAfter" | "lastSequence" | "nextDueAt"> &
  Pick<EventOperations, "listenToEvents">;

/** `runFreely` lets what is due happen without a request, until what it returns is called. */
export function stopAtOf(
  emulator: Watched,
  pacer: Pick<Pacer, "now" | "pause" | "stored" | "waitAt">,
  runFreely: () => () => void,
): StopAt {
  let wanted: StopCondition | undefined;
  let seen = 0;
  let last: (Stop & { readonly clock: StoredClock }) | undefined;
  let end: () => void = () => undefined;
  const forget = () => {
    wanted = undefined;
    pacer.waitAt(undefined);
    end();
    end = () => undefined;
  };
  const set: StopAt["set"] = (next) => {
    forget();
    last = undefined;
    if (next === undefined) return;
    wanted = next;
    seen = emulator.lastSequence();
    pacer.waitAt(emulator.nextDueAt());
    const endRun = runFreely();
    // Another world knows nothing of it.
    const onReplaced = () => set(undefined);
    const stopListening = emulator.listenToEvents({ onSent: () => undefined, onReplaced });
    end = () => {
      endRun();
      stopListening();
    };
  };
  const hasComeTrue = ({ isSoNow, isMadeSo }: StopCondition) => {
    const happened = emulator.journalAfter(seen);
    // The journal may have dropped lines when very much happened at once.
    const isAllThere = happened.length === emulator.lastSequence() - seen;
    seen = emulator.lastSequence();
    return isAllThere ? isMadeSo(happened) : isSoNow();
  };
  return {
    set,
    wanted: () => wanted,
    stopped: () => (last?.clock === pacer.stored() ? last : undefined),
    look: () => {
      if (wanted === undefined) return false;
      const { asked } = wanted;
      if (hasComeTrue(wanted)) {
        pacer.pause();
        last = { at: pacer.now(), asked, clock: pacer.stored() };
        forget();
        return false;
      }
      const dueAt = emulator.nextDueAt();
      pacer.waitAt(dueAt);
      return dueAt !== undefined && dueAt <= pacer.now();
    },
  };
}
