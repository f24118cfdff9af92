/** Asks a running emulator to move time, show it or reset, and prints the answer. */
import type { Moved } from "../client/answers.ts";
import type { Control } from "../client/control.ts";
import type { Condition, EventCondition, EventPattern } from "../client/requests.ts";
import { visible } from "../domain/visible.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { namedPath } from "../schemas/shipped.ts";
import { clockText, dueText, stopText } from "./clock-text.ts";
import { answer, askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { journalLines } from "./journal-lines.ts";
import { Refusal } from "./refusal.ts";

/** What is waited for. */
export interface ConditionFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly status?: readonly string[];
  readonly checkpoint?: number;
  readonly inState?: { readonly lifecycleState: string; readonly count: number };
  readonly settled?: true;
  readonly event?: EventPattern;
  readonly refresh?: string;
}

export interface UntilFlags extends ConditionFlags {
  readonly atMost?: string;
}

export async function showClock(flags: EndpointFlags): Promise<void> {
  const clock = await askEmulator(flags, (control) => control.clock());
  answer(flags, clock, [`${clockText(clock)}${stopText(clock)}; ${dueText(clock)}`]);
}

/** Lets the clock run in another way from now on, and shows it. */
export async function changePace(
  change: (control: Control) => Promise<Moved>,
  flags: EndpointFlags,
): Promise<void> {
  const moved = await askEmulator(flags, change);
  answer(flags, moved, [`${clockText(moved)}${stopText(moved)}`]);
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

export interface ResetFlags extends EndpointFlags {
  readonly world?: string;
}

/** With a world its file is read here, so that the emulator need not be on this machine. */
export async function reset(flags: ResetFlags): Promise<void> {
  const { world } = flags;
  const to = world === undefined ? undefined : { world: worldAt(world) };
  const clock = await askEmulator(flags, (control) => control.reset(to));
  const what = to === undefined ? "everything is as it was at the start" : `begins with ${world}`;
  answer(flags, clock, [`${visible(what)}; ${clockText(clock)}`]);
}

function worldAt(text: string): object {
  const refuse = (sentence: string) => new Refusal(sentence, 2);
  const path = namedPath("world", text, refuse);
  const world = readJsonFile(path, refuse);
  if (typeof world === "object" && world !== null) return world;
  throw refuse(`${path}: expected a JSON object`);
}

/** The lines of the events; says how many the answer omits. */
function movedLines({ events, eventCount, ...clock }: Moved, end = ""): readonly string[] {
  const left = eventCount - events.length;
  const before = left > 0 ? [`(${left} earlier events)`] : [];
  const count = eventCount === 1 ? "1 event" : `${eventCount} events`;
  return [...before, ...journalLines(events), `${clockText(clock)}; ${count}${end}`];
}
