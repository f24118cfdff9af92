/** POST clock: moves time, and answers when everything due has happened. */

import type { DeliveryCounts } from "../delivery/target.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import { day, type Instant, isoMillisecond } from "../domain/time.ts";
import type { Pacer } from "../pacer.ts";
import { eventWatch, nextChangeWatch, settledWatch, type Watch, watchFor } from "./conditions.ts";
import { hearAnswers, moveTime } from "./move-time.ts";
import type { ControlOptions } from "./options.ts";
import { showClockAndStop, showEvent } from "./present.ts";
import { answered, type ControlAnswer, refused } from "./route.ts";
import type { ClockRequest } from "./schema.ts";
import { stopConditionFor } from "./stop-condition.ts";

/** An answer lists at most this many journal lines, the last ones. */
const mostEvents = 1000;

/** One request may move time this far, so that a typing error does not run for hours. */
const longestStepDays = 366;

/** The default of atMost for a condition: no refresh lasts longer. */
const longestWaitDays = 14;

/** One request moves time after the other, also while one of them hears what is answered. */
export function changeClock(wanted: ClockRequest, options: ControlOptions): Promise<ControlAnswer> {
  return options.turns.alone(() => changed(wanted, options));
}

async function changed(wanted: ClockRequest, options: ControlOptions): Promise<ControlAnswer> {
  const error = refusalByState(wanted, options.pacer);
  if (error !== undefined) return refused(error);
  options.emulator.catchUp();
  const { breakAt } = wanted;
  const stop = breakAt && stopConditionFor(breakAt, options);
  if (typeof stop === "string") return refused(stop);
  if (stop !== undefined) options.turns.stopAt.set(stop ?? undefined);
  const watch = watchOf(wanted, options);
  if (typeof watch === "string") return refused(watch);
  if (watch === undefined) return moved(wanted, options);
  const { atMost = longestWaitDays * day } = wanted;
  const limit = options.pacer.now() + atMost;
  return waited(watch, { limit, most: wanted.events }, options);
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
async function moved(wanted: ClockRequest, options: ControlOptions): Promise<ControlAnswer> {
  const { emulator, pacer, turns } = options;
  const before = emulator.lastSequence();
  const told = tellDeliveries(options);
  const { advance, until } = wanted;
  const at = typeof advance === "number" ? pacer.now() + advance : until;
  if (typeof at === "number") await standing(pacer, () => moveTime(at, options));
  if (wanted.mode !== undefined) pacer.setMode(wanted.mode);
  if (wanted.speed !== undefined) pacer.setSpeed(wanted.speed);
  if (wanted.pause === true) pacer.pause();
  if (wanted.pause === false) pacer.resume();
  await turns.catchUp();
  emulator.catchUp();
  const eventCount = emulator.lastSequence() - before;
  const events = shown(emulator.journalAfter(before), wanted.events);
  return answered({ ...showClockAndStop(options), eventCount, events, ...told() });
}

/** A running clock stands meanwhile, which else would run past what is waited for. */
async function standing<R>(pacer: Pacer, work: () => Promise<R>): Promise<R> {
  const { mode } = pacer.describe();
  if (mode === "realtime") pacer.pause();
  try {
    return await work();
  } finally {
    if (mode === "realtime") pacer.resume();
  }
}

/** How the deliveries went from now on, where there is somebody to deliver to. */
function tellDeliveries({ deliveries }: ControlOptions) {
  const before = new Map(deliveries.all().map((one) => [one, { ...one.counts }]));
  return () => {
    // Also what was removed meanwhile, and what was added.
    const all = new Set([...before.keys(), ...deliveries.all()]);
    if (all.size === 0) return {};
    const sum = (name: keyof DeliveryCounts) => {
      let sum = 0;
      for (const one of all) sum += one.counts[name] - (before.get(one)?.[name] ?? 0);
      return sum;
    };
    const since = { delivered: sum("delivered"), failed: sum("failed"), dropped: sum("dropped") };
    return { deliveries: since };
  };
}

function shown(happened: readonly JournalEntry[], most = mostEvents) {
  return most === 0 ? [] : happened.slice(-most).map(showEvent);
}

async function waited(
  watch: Watch,
  { limit, most }: { readonly limit: Instant; readonly most: number | undefined },
  options: ControlOptions,
): Promise<ControlAnswer> {
  const { emulator, pacer } = options;
  const before = emulator.lastSequence();
  const told = tellDeliveries(options);
  const { reached, events } = await standing(pacer, () => runUntil(watch, limit, options));
  const eventCount = emulator.lastSequence() - before;
  const clock = showClockAndStop(options);
  return answered({ ...clock, reached, eventCount, events: shown(events, most), ...told() });
}

/** Jumps from one due instant to the next, however far apart they are. */
async function runUntil(watch: Watch, limit: Instant, options: ControlOptions) {
  const { emulator, pacer, turns } = options;
  const breathe = turns.breather();
  let events: JournalEntry[] = [];
  if (watch.isSoNow()) return { reached: true, events };
  await hearAnswers(options);
  let before = emulator.lastSequence();
  for (;;) {
    const dueAt = emulator.nextDueAt();
    const isWithinLimit = dueAt !== undefined && dueAt <= limit;
    pacer.advanceTo(Math.max(pacer.now(), isWithinLimit ? dueAt : limit));
    await turns.catchUp();
    emulator.catchUp();
    const isReplaced = await hearAnswers(options);
    if (isReplaced) return { reached: false, events };
    const happened = emulator.journalAfter(before);
    events = [...events.slice(-mostEvents), ...happened];
    // The journal may have dropped entries when very much happened at once; then check again.
    const isAllThere = happened.length === emulator.lastSequence() - before;
    before = emulator.lastSequence();
    const isReached = isAllThere ? watch.isMadeSo(happened) : watch.isSoNow();
    if (isReached) return { reached: true, events };
    if (!isWithinLimit) return { reached: false, events };
    await breathe();
  }
}
