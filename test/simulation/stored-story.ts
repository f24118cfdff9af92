/** Random stories told move by move, so that each can be left at any moment and taken up again. */
import fc from "fast-check";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { validate } from "../../src/model/validate.ts";
import { account, regionName, start } from "../support/in-process.ts";
import {
  anyStory,
  opening,
  type PlannedCall,
  plannedCall,
  type Step,
  type Story,
  secondsOf,
  settingsOf,
} from "./workload.ts";

/** What happens between two moments. All of it is JSON, so that another process can make it. */
export type Move =
  | { readonly what: "opening"; readonly nth: number }
  | { readonly what: "call"; readonly step: Step }
  /** To an instant at which something is due, or at which the caller looks again. */
  | { readonly what: "time"; readonly at: number };

export interface Teller {
  readonly emulator: Emulator;
  readonly make: (move: Move) => void;
}

/** The ones that are taken up at every event, here and in the soak. */
export const storedStories = fc.sample(anyStory, { numRuns: 50, seed: 20261120 });

export type StoryOptions = Omit<Story, "steps">;

interface Telling {
  /** Where the story goes on from; without it, from its beginning. */
  readonly snapshot?: { readonly now: number };
  readonly mostJournalEntries?: number;
}

export function teller(options: StoryOptions, { snapshot, ...limit }: Telling = {}): Teller {
  let at = snapshot?.now ?? start;
  const settings = settingsOf(options);
  const emulator = createEmulator({ seed: "7", settings, now: () => at, ...limit });
  if (snapshot !== undefined) emulator.restore(snapshot);
  const make = (move: Move) => {
    if (move.what === "time") {
      at = move.at;
      emulator.catchUp();
    } else {
      ask(emulator, move.what === "opening" ? openingCall(move.nth) : callOf(move.step, emulator));
    }
  };
  return { emulator, make };
}

/** The moves of a story, each worked out when the ones before it have been made. */
export function* movesOf({ steps }: Story, { emulator }: Teller): Generator<Move> {
  for (const nth of opening.keys()) yield { what: "opening", nth };
  let at = start;
  for (const step of steps) {
    if (step.what !== "advance") {
      yield { what: "call", step };
      continue;
    }
    const end = at + Math.round(secondsOf(step.dice) * 1000);
    for (;;) {
      const next = emulator.nextDueAt();
      if (next === undefined || next > end) break;
      yield { what: "time", at: next };
    }
    yield { what: "time", at: end };
    at = end;
  }
}

function openingCall(nth: number): PlannedCall {
  const call = opening[nth];
  if (call === undefined) throw new Error(`no opening call ${nth}`);
  return call;
}

/** Reads the world that it is asked in: one that came back otherwise gives another call. */
function callOf({ what, dice }: Step, emulator: Emulator): PlannedCall {
  if (what === "advance") throw new Error("time passes by moves of its own");
  return plannedCall({ what, dice }, emulator);
}

function ask(emulator: Emulator, { service, operation, input }: PlannedCall): void {
  const requestId = emulator.nextRequestId();
  try {
    validate(service, operation, input);
    const caller = { account, region: regionName, requestId };
    emulator.call({ service, operation, input, caller });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
