/** POST clock: reads the request, moves time, and answers when everything due has happened. */
import { day, isoMillisecond } from "../domain/time.ts";
import type { Emulator } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import { showClock, showEvent } from "./present.ts";
import { type ClockRequest, clockForms, readClockRequest } from "./schema.ts";

/** An answer lists at most this many journal lines, the last ones. */
const mostEvents = 1000;

/** One request may move time this far, so that a slip of the pen does not run for hours. */
const longestStepDays = 366;

interface Clockwork {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
}

/** `body` is the request's text. */
export function changeClock(body: unknown, clockwork: Clockwork) {
  const wanted = readClockRequest(parseBody(body));
  if ("error" in wanted) return refusal(wanted.error);
  const error = refusalByState(wanted, clockwork.pacer);
  return error === undefined ? applied(wanted, clockwork) : refusal(error);
}

function refusal(error: string) {
  return { status: 400, error, accepted: clockForms } as const;
}

/** Undefined stands for text that is no JSON; the schema refuses it as any other wrong request. */
function parseBody(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

/** What only the clock's present state forbids. */
function refusalByState(wanted: ClockRequest, pacer: Pacer): string | undefined {
  const { now, mode } = pacer.describe();
  const isPaceWanted = wanted.speed !== undefined || wanted.pause === false;
  if (mode === "manual" && isPaceWanted) {
    return "the clock is manual: it moves by advance and until only";
  }
  const step = wanted.advance ?? (wanted.until ?? now) - now;
  if (step > longestStepDays * day) return `time moves by at most ${longestStepDays}d at once`;
  if (step < 0) return `the clock shows ${isoMillisecond(now)} and never goes backwards`;
  return undefined;
}

/** Lists what this request brought about; what was due before it is done first. */
function applied(wanted: ClockRequest, { emulator, pacer }: Clockwork) {
  emulator.catchUp();
  const sequence = emulator.journalAfter(0).at(-1)?.sequence ?? 0;
  if (wanted.advance !== undefined) pacer.advanceBy(wanted.advance);
  // Real time may have passed the instant since it was checked; then it is reached already.
  if (wanted.until !== undefined) pacer.advanceTo(Math.max(wanted.until, pacer.now()));
  if (wanted.speed !== undefined) pacer.setSpeed(wanted.speed);
  if (wanted.pause === true) pacer.pause();
  if (wanted.pause === false) pacer.resume();
  const happened = emulator.catchUp();
  // Not the length of the list: the journal drops old lines when there are very many.
  const eventCount = (happened.at(-1)?.sequence ?? sequence) - sequence;
  const events = happened.slice(-mostEvents).map(showEvent);
  return { status: 200, ...showClock(pacer.describe()), eventCount, events } as const;
}
