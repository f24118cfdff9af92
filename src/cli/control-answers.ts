/** Asks a running emulator to move, tell its time or begin anew, and shows its answer. */
import type { Clock, ClockState, Moved } from "../library/control-answers.ts";
import type { Condition } from "../library/control-requests.ts";
import { askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { journalLine } from "./journal-line.ts";

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
  show(flags, clock, `${clockText(clock)}; ${dueText(clock)}`);
}

export async function advance(span: string, flags: EndpointFlags): Promise<void> {
  const moved = await askEmulator(flags, (control) => control.advance(span));
  show(flags, moved, movedText(moved));
}

/** Answers 1 when the condition was not met in time. */
export async function until(wanted: string | Condition, flags: UntilFlags): Promise<0 | 1> {
  const { atMost } = flags;
  const waiting = atMost === undefined ? {} : { atMost };
  const moved = await askEmulator(flags, (control) => control.until(wanted as Condition, waiting));
  const isMissed = moved.reached === false;
  show(flags, moved, isMissed ? `${movedText(moved)}; not reached` : movedText(moved));
  return isMissed ? 1 : 0;
}

export async function reset(flags: EndpointFlags): Promise<void> {
  const clock = await askEmulator(flags, (control) => control.reset());
  show(flags, clock, `everything is as it was at the start; ${clockText(clock)}`);
}

function show({ json }: EndpointFlags, answer: object, text: string): void {
  process.stdout.write(`${json === true ? JSON.stringify(answer) : text}\n`);
}

function clockText({ now, mode, speed }: ClockState): string {
  return mode === "realtime" ? `${now}, realtime at speed ${speed}` : `${now}, ${mode}`;
}

function dueText({ nextDueAt }: Clock): string {
  return nextDueAt === null ? "nothing is due" : `the next thing is due at ${nextDueAt}`;
}

/** An answer lists no more than its last events; what it leaves out is said. */
function movedText({ events, eventCount, ...clock }: Moved): string {
  const left = eventCount - events.length;
  const before = left > 0 ? [`(${left} earlier events)`] : [];
  const count = eventCount === 1 ? "1 event" : `${eventCount} events`;
  return [...before, ...events.map(journalLine), `${clockText(clock)}; ${count}`].join("\n");
}
