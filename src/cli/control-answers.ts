/** Asks a running emulator to move time, show it or reset, and prints the answer. */
import type { Moved } from "../client/answers.ts";
import type { Control } from "../client/control.ts";
import type { Condition, EventCondition, EventPattern } from "../client/requests.ts";
import { clockText, dueText } from "./clock-text.ts";
import { answer, askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { journalLines } from "./journal-lines.ts";

export interface UntilFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly status?: readonly string[];
  readonly checkpoint?: number;
  readonly inState?: { readonly lifecycleState: string; readonly count: number };
  readonly settled?: true;
  readonly event?: EventPattern;
  readonly refresh?: string;
  readonly atMost?: string;
}

export async function showClock(flags: EndpointFlags): Promise<void> {
  const clock = await askEmulator(flags, (control) => control.clock());
  answer(flags, clock, [`${clockText(clock)}; ${dueText(clock)}`]);
}

/** Lets the clock run in another way from now on, and shows it. */
export async function changePace(
  change: (control: Control) => Promise<Moved>,
  flags: EndpointFlags,
): Promise<void> {
  const moved = await askEmulator(flags, change);
  answer(flags, moved, [clockText(moved)]);
}

export async function advance(span: string, flags: EndpointFlags): Promise<void> {
  const moved = await askEmulator(flags, (control) => control.advance(span));
  answer(flags, moved, movedLines(moved));
}

/** Returns 1 when the condition was not met in time. */
export async function until(
  wanted: string | Condition | EventCondition,
  flags: UntilFlags,
): Promise<0 | 1> {
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

/** The lines of the events; says how many the answer omits. */
function movedLines({ events, eventCount, ...clock }: Moved, end = ""): readonly string[] {
  const left = eventCount - events.length;
  const before = left > 0 ? [`(${left} earlier events)`] : [];
  const count = eventCount === 1 ? "1 event" : `${eventCount} events`;
  return [...before, ...journalLines(events), `${clockText(clock)}; ${count}${end}`];
}
