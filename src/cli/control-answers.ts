/** Asks a running emulator to move, tell its time or begin anew, and shows its answer. */
import type { Clock, ClockState, Moved } from "../client/answers.ts";
import type { Condition } from "../client/requests.ts";
import { visible } from "../domain/visible.ts";
import { answer, askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { journalLines } from "./journal-lines.ts";

export interface UntilFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly status?: readonly string[];
  readonly checkpoint?: number;
  readonly inState?: { readonly lifecycleState: string; readonly count: number };
  readonly settled?: true;
  readonly atMost?: string;
}

export async function showClock(flags: EndpointFlags): Promise<void> {
  const clock = await askEmulator(flags, (control) => control.clock());
  answer(flags, clock, [`${clockText(clock)}; ${dueText(clock)}`]);
}

export async function advance(span: string, flags: EndpointFlags): Promise<void> {
  const moved = await askEmulator(flags, (control) => control.advance(span));
  answer(flags, moved, movedLines(moved));
}

/** Answers 1 when the condition was not met in time. */
export async function until(wanted: string | Condition, flags: UntilFlags): Promise<0 | 1> {
  const { atMost } = flags;
  const waiting = atMost === undefined ? {} : { atMost };
  const moved = await askEmulator(flags, (control) => control.until(wanted as Condition, waiting));
  const isMissed = moved.reached === false;
  answer(flags, moved, movedLines(moved, isMissed ? "; not reached" : ""));
  return isMissed ? 1 : 0;
}

export async function reset(flags: EndpointFlags): Promise<void> {
  const clock = await askEmulator(flags, (control) => control.reset());
  answer(flags, clock, [`everything is as it was at the start; ${clockText(clock)}`]);
}

function clockText({ now, mode, speed }: ClockState): string {
  return mode === "realtime"
    ? `${visible(now)}, realtime at speed ${speed}`
    : visible(`${now}, ${mode}`);
}

function dueText({ nextDueAt }: Clock): string {
  return nextDueAt === null ? "nothing is due" : visible(`the next thing is due at ${nextDueAt}`);
}

/** An answer lists no more than its last events; what it leaves out is said. */
function movedLines({ events, eventCount, ...clock }: Moved, end = ""): readonly string[] {
  const left = eventCount - events.length;
  const before = left > 0 ? [`(${left} earlier events)`] : [];
  const count = eventCount === 1 ? "1 event" : `${eventCount} events`;
  return [...before, ...journalLines(events), `${clockText(clock)}; ${count}${end}`];
}
