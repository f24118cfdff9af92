/** POST clock: moves time, and answers when everything due has happened. */
import type { JournalEntry } from "../domain/journal-entry.ts";
import { day, type Instant, isoMillisecond } from "../domain/time.ts";
import type { Pacer } from "../pacer.ts";
import { eventWatch, nextChangeWatch, settledWatch, type Watch, watchFor } from "./conditions.ts";
import type { ControlOptions } from "./options.ts";
import { showClock, showEvent } from "./present.ts";
import { answered, type ControlAnswer, refused } from "./route.ts";
import type { ClockRequest } from "./schema.ts";

/** An answer lists at most this many journal lines, the last ones. */
const mostEvents = 1000;

/** One request may move time this far, so that a typing error does not run for hours. */
const longestStepDays = 366;

/** The default of atMost for a condition: no refresh lasts longer. */
const longestWaitDays = 14;

export async function changeClock(
  wanted: ClockRequest,
  options: ControlOptions,
): Promise<ControlAnswer> {
  const error = refusalByState(wanted, options.pacer);
  if (error !== undefined) return refused(error);
  options.emulator.catchUp();
  const watch = watchOf(wanted, options);
  if (typeof watch === "string") return refused(watch);
  if (watch === undefined) return moved(wanted, options);
  const { atMost = longestWaitDays * day } = wanted;
  return waited(watch, options.pacer.now() + atMost, options);
}

/** Refusals that depend on the clock's present state. */
function refusalByState(wanted: ClockRequest, pacer: Pacer): string | undefined {
  const { now, mode } = pacer.describe();
  const isOfMode = wanted.mode !== undefined;
  const isPaceWanted = !isOfMode && (wanted.speed !== undefined || wanted.pause === false);
  if (mode === "manual" && isPaceWanted) {
    return "the clock is manual: it moves by advance and until, until its mode is realtime";
  }
  const { advance, until, atMost = 0 } = wanted;
  const span = typeof advance === "number" ? advance : atMost;
  const step = typeof until === "number" ? until - now : span;
  if (step > longestStepDays * day) return `time moves by at most ${longestStepDays}d at once`;
  if (step < 0) return `the clock shows ${isoMillisecond(now)} and never goes backwards`;
  return undefined;
}

/** What the request waits for, if anything; a sentence when that can never happen. */
function watchOf({ advance, until }: ClockRequest, options: ControlOptions) {
  const { world } = options.emulator;
  if (advance === "next") return nextChangeWatch;
  if (until === "settled") return settledWatch(world);
  if (typeof until !== "object") return undefined;
  if ("event" in until) return eventWatch(options.emulator, until, options.about);
  return watchFor(world, until, options.about);
}

/** Reports what happened during this request; everything due earlier was processed before it. */
async function moved(
  wanted: ClockRequest,
  { emulator, pacer, turns }: ControlOptions,
): Promise<ControlAnswer> {
  const before = emulator.lastSequence();
  const { advance, until } = wanted;
  if (typeof advance === "number") pacer.advanceBy(advance);
  // In realtime the instant may have passed since the check; then it is already reached.
  if (typeof until === "number") pacer.advanceTo(Math.max(until, pacer.now()));
  if (wanted.mode !== undefined) pacer.setMode(wanted.mode);
  if (wanted.speed !== undefined) pacer.setSpeed(wanted.speed);
  if (wanted.pause === true) pacer.pause();
  if (wanted.pause === false) pacer.resume();
  await turns.catchUp();
  const happened = emulator.catchUp();
  const eventCount = emulator.lastSequence() - before;
  return answered({ ...showClock(pacer.describe()), eventCount, events: shown(happened) });
}

function shown(happened: readonly JournalEntry[]) {
  return happened.slice(-mostEvents).map(showEvent);
}

/** Stops a running clock during the wait, which else would run past the awaited event. */
async function waited(
  watch: Watch,
  limit: Instant,
  options: ControlOptions,
): Promise<ControlAnswer> {
  const { emulator, pacer } = options;
  const before = emulator.lastSequence();
  const { mode } = pacer.describe();
  if (mode === "realtime") pacer.pause();
  try {
    const { reached, events } = await runUntil(watch, limit, options);
    if (mode === "realtime") pacer.resume();
    const eventCount = emulator.lastSequence() - before;
    return answered({ ...showClock(pacer.describe()), reached, eventCount, events: shown(events) });
  } finally {
    if (mode === "realtime") pacer.resume();
  }
}

/** Jumps from one due instant to the next, however far apart they are. */
async function runUntil(watch: Watch, limit: Instant, { emulator, pacer, turns }: ControlOptions) {
  const breathe = turns.breather();
  let events: JournalEntry[] = [];
  if (watch.isSoNow()) return { reached: true, events };
  for (;;) {
    const dueAt = emulator.nextDueAt();
    const isWithinLimit = dueAt !== undefined && dueAt <= limit;
    const before = emulator.lastSequence();
    pacer.advanceTo(Math.max(pacer.now(), isWithinLimit ? dueAt : limit));
    await turns.catchUp();
    const happened = emulator.catchUp();
    events = [...events.slice(-mostEvents), ...happened];
    // The journal may have dropped entries when very much happened at once; then check again.
    const isAllThere = happened.length === emulator.lastSequence() - before;
    const isReached = isAllThere ? watch.isMadeSo(happened) : watch.isSoNow();
    if (isReached) return { reached: true, events };
    if (!isWithinLimit) return { reached: false, events };
    await breathe();
  }
}
