/** Holds the current engine, replaces it as a whole, and stops it after an internal failure. */
import type { Recorder } from "../domain/engine-input.ts";
import type { Engine } from "./engine.ts";
import { recordingTo } from "./recording.ts";

export type EngineHolder = ReturnType<typeof holdEngine>;

/** Who is told of what happens. The engine is at work then, so that a call only takes a note. */
export interface EventListener {
  /** There are new events. */
  onSent(): void;
  /** The journal has new lines. */
  onChanged?(): void;
  /** The world was reset or restored: what is kept now is its past, and was never sent. */
  onReplaced(): void;
}

/** What a process leaves of its events to the one that goes on with its world. */
export interface ContinuedEvents {
  /** Up to this sequence nothing is ever sent. */
  readonly past: number;
}

/** The current engine, its listener, and how far its journal has been read. */
export function holdEngine(beginning: () => Engine) {
  let recorder: Recorder | undefined;
  const listeners = new Set<EventListener>();
  const guarded = guardian(() => {
    if (listeners.size > 0) tellOfNews();
  });
  const holder = { engine: beginning(), seen: 0, replacements: 0, guarded };
  let told = reachedBy(holder.engine);
  const tellOfNews = () => {
    const before = told;
    told = reachedBy(holder.engine);
    for (const { onSent, onChanged } of listeners) {
      if (told.events !== before.events) onSent();
      if (told.journal !== before.journal) onChanged?.();
    }
  };
  const listen = () => {
    if (recorder !== undefined) holder.engine.recording = recordingTo(recorder.onInput);
  };
  return Object.assign(holder, {
    /** A continued world goes on with the numbers of its events; nobody has read any here. */
    replaceBy: (other: Engine, seenSequence: number, continued?: ContinuedEvents) => {
      const { nextSequence } = holder.engine.events;
      holder.engine = other;
      // No number is given twice, so that readers who come back are never told of something else.
      if (continued === undefined) {
        other.events.nextSequence = Math.max(other.events.nextSequence, nextSequence);
      }
      other.events.past = continued?.past ?? other.events.nextSequence - 1;
      told = reachedBy(other);
      holder.seen = seenSequence;
      holder.replacements += 1;
      holder.guarded.forget();
      listen();
      recorder?.onReplaced();
      for (const { onReplaced } of listeners) onReplaced();
    },
    listenTo: (listener: EventListener) => {
      if (listeners.size === 0) told = reachedBy(holder.engine);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    recordTo: (listener: Recorder) => {
      recorder = listener;
      listen();
    },
  });
}

function reachedBy({ events, journal }: Engine) {
  return { events: events.nextSequence, journal: journal.nextSequence };
}

/**
 * After an internal failure the world may be half changed, so every later call fails, with the
 * first failure as its cause, until the engine is replaced.
 */
function guardian(afterStep: () => void) {
  let failure: unknown;
  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return {
    run<T>(step: () => T): T {
      if (failure !== undefined) {
        throw new Error("the world stopped after an internal failure", { cause: failure });
      }
      const result = attempt(step);
      afterStep();
      return result;
    },
    forget() {
      failure = undefined;
    },
  };
}
