/** What an engine is: a world, its time, what is due in it, and what of it is under way. */
import type { Instant } from "../domain/time.ts";
import { emptyWorld, type Settings, type World } from "../domain/world.ts";
import { type EventLog, emptyEventLog } from "./event-log.ts";
import { type EventQueue, emptyQueue } from "./event-queue.ts";
import { type SeededIdentifiers, seededIdentifiers } from "./identifiers.ts";
import { emptyJournal, type Journal } from "./journal.ts";
import type { InputUnderWay, Recording } from "./recording.ts";

export interface Engine {
  readonly world: World;
  readonly queue: EventQueue;
  readonly journal: Journal;
  /** What EventBridge would have been sent; nothing in the world depends on it. */
  readonly events: EventLog;
  readonly identifiers: SeededIdentifiers;
  /** The seed of the generators. */
  readonly seed: string;
  /** Virtual time; only what is due, and `advanceTo`, move it. */
  now: Instant;
  /** Records each input that has taken effect; absent when nobody listens. */
  recording?: Recording;
  /** Completes a copy in progress, before anything changes. */
  copying?: (() => void) | undefined;
  /** An instant that was begun and is not at its end: until then the world is not whole. */
  underWay?: UnderWay | undefined;
}

export interface UnderWay {
  readonly steps: InstantSteps;
  readonly input: InputUnderWay;
}

/** Work that may be left after each step; where that is between two instants, the step says so. */
export type InstantSteps = Generator<"betweenInstants" | undefined, void, undefined>;

export interface NewEngineOptions {
  readonly seed: string;
  readonly settings: Settings;
  readonly now: Instant;
  /** The default is as many as people read. */
  readonly mostJournalEntries?: number | undefined;
  /** How many events are kept; the default is 50,000. */
  readonly mostEvents?: number | undefined;
}

export function newEngine(options: NewEngineOptions): Engine {
  return {
    world: emptyWorld(options.settings),
    queue: emptyQueue(),
    journal: emptyJournal(options.mostJournalEntries),
    events: emptyEventLog(options.mostEvents),
    identifiers: seededIdentifiers(options.seed),
    seed: options.seed,
    now: options.now,
  };
}
