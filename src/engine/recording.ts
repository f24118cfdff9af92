/** Records every engine input so that replaying them rebuilds the same world. */
import { present } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import type { EngineInput, Reached } from "../domain/engine-input.ts";
import type { Instant } from "../domain/time.ts";
import type { EventQueue } from "./event-queue.ts";
import type { SeededIdentifiers } from "./identifiers.ts";
import type { Journal } from "./journal.ts";
import type { Purpose, RandomState } from "./random.ts";
import { toPlain } from "./snapshot/plain-json.ts";

export interface Recording {
  readonly onInput: (input: EngineInput) => void;
  /** The generators' states after the last input, by purpose. */
  readonly known: Map<string, Words>;
}

type Words = readonly number[];

export function recordingTo(onInput: (input: EngineInput) => void): Recording {
  return { onInput, known: new Map() };
}

/** The part of the engine that recording uses. */
interface Recorded {
  readonly now: Instant;
  readonly journal: Journal;
  readonly queue: EventQueue;
  readonly identifiers: SeededIdentifiers;
  readonly recording?: Recording | undefined;
  readonly copying?: (() => void) | undefined;
}

export interface GivenInput {
  readonly brought?: {
    readonly account: string;
    readonly region: string;
    readonly cause: string;
    readonly changes: readonly Change[];
  };
}

/** An input that is taking effect. */
export interface InputUnderWay {
  /** Others come in between, and may draw from generators of their own. */
  pause(): void;
  resume(): void;
  /** It has taken effect. */
  end(): void;
}

const unrecorded: InputUnderWay = {
  pause: () => undefined,
  resume: () => undefined,
  end: () => undefined,
};

/**
 * The input is copied before it takes effect, which may keep what it is given and change it; it is
 * told afterwards, because one that fails by a bug of ours would fail each time it is given again,
 * and because only then it is known how far time has come.
 */
export function beginInput(engine: Recorded, given: GivenInput): InputUnderWay {
  engine.copying?.();
  const { recording } = engine;
  if (recording === undefined) return unrecorded;
  const { known, onInput } = recording;
  const input = { ...(toPlain(given) as GivenInput), random: movedSince(known, engine) };
  const drawnByOthers = new Set<string>();
  let atPause: ReadonlyMap<string, Words> = known;
  return {
    pause: () => {
      atPause = new Map(Object.entries(randomWords(engine)));
    },
    resume: () => {
      for (const purpose of Object.keys(movedSince(atPause, engine))) drawnByOthers.add(purpose);
    },
    end: () => {
      for (const [purpose, state] of statesOf(engine)) known.set(purpose, wordsOf(state));
      // The next input tells of them: this one, given again, does not move them.
      for (const purpose of drawnByOthers) known.delete(purpose);
      onInput({ at: engine.now, ...input, reached: reachedBy(engine) });
    },
  };
}

export function reachedBy({ journal, queue }: Pick<Recorded, "journal" | "queue">): Reached {
  return { journal: journal.nextSequence, queue: queue.nextSequence };
}

/** The states of all generators as words, by purpose. */
export function randomWords(engine: Pick<Recorded, "identifiers">): EngineInput["random"] {
  return Object.fromEntries(statesOf(engine).map(([purpose, state]) => [purpose, wordsOf(state)]));
}

export function setRandomWords(
  { identifiers: { states } }: Pick<Recorded, "identifiers">,
  random: EngineInput["random"],
): void {
  for (const [purpose, [a = 0, b = 0, c = 0, counter = 0]] of Object.entries(random)) {
    Object.assign(present(states[purpose as Purpose], purpose), { a, b, c, counter });
  }
}

/** A call draws ids before its changes are given; calls that are refused draw some too. */
function movedSince(known: ReadonlyMap<string, Words>, engine: Recorded): EngineInput["random"] {
  const hasMoved = ([purpose, state]: readonly [string, RandomState]) => {
    const [a, b, c, counter] = known.get(purpose) ?? [];
    return state.counter !== counter || state.a !== a || state.b !== b || state.c !== c;
  };
  const moved = statesOf(engine).filter(hasMoved);
  return Object.fromEntries(moved.map(([purpose, state]) => [purpose, wordsOf(state)]));
}

function statesOf({ identifiers }: Pick<Recorded, "identifiers">) {
  return Object.entries(identifiers.states);
}

function wordsOf({ a, b, c, counter }: RandomState): Words {
  return [a, b, c, counter];
}
