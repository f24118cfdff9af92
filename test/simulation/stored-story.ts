/** Random stories whose whole state passes through JSON text while they are told. */
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { validate } from "../../src/model/validate.ts";
import { account, regionName, start } from "../support/in-process.ts";
import {
  opening,
  type PlannedCall,
  plannedCall,
  type Step,
  type Story,
  secondsOf,
  settingsOf,
} from "./workload.ts";

export interface Told {
  readonly emulator: Emulator;
  readonly play: (step: Step) => void;
}

/** Tells of each moment at which something has happened. */
type Watch = (emulator: Emulator) => void;

/** A story from its beginning; or one that goes on from a snapshot, at the time of that. */
export function teller(
  story: Omit<Story, "steps">,
  { watch, snapshot }: { watch?: Watch; snapshot?: { readonly now: number } } = {},
): Told {
  let at = snapshot?.now ?? start;
  const emulator = createEmulator({ seed: "7", settings: settingsOf(story), now: () => at });
  const ask = ({ service, operation, input }: PlannedCall) => {
    const requestId = emulator.nextRequestId();
    try {
      validate(service, operation, input);
      emulator.call({
        service,
        operation,
        input,
        caller: { account, region: regionName, requestId },
      });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
    watch?.(emulator);
  };
  const moveTo = (instant: number) => {
    at = instant;
    emulator.catchUp();
    watch?.(emulator);
  };
  const move = (seconds: number) => {
    const end = at + Math.round(seconds * 1000);
    for (;;) {
      const next = emulator.nextDueAt();
      if (next === undefined || next > end) break;
      moveTo(next);
    }
    moveTo(end);
  };
  if (snapshot === undefined) for (const call of opening) ask(call);
  else emulator.restore(snapshot);
  const play = ({ what, dice }: Step) =>
    what === "advance" ? move(secondsOf(dice)) : ask(plannedCall({ what, dice }, emulator));
  return { emulator, play };
}

export function journalOf({ emulator }: Told): string {
  return JSON.stringify(emulator.journalAfter(0));
}
