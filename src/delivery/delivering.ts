/**
 * Delivers events to one target, in order and several times if needed, and notes what is given up.
 * What waits is a place in the log of events, so a target that is down costs no memory.
 */
import { randomInt } from "node:crypto";
import { eventOf } from "../domain/event-bridge.ts";
import { type EventFact, isOnBus } from "../domain/event-fact.ts";
import type { EventOperations } from "../emulator.ts";
import { afterWallTime } from "../pacer.ts";
import type { EventReader } from "../turns/event-reader.ts";
import type { Delivery, DeliveryCounts, DeliveryFailure, Target } from "./target.ts";

export interface Delivering {
  readonly target: Target;
  readonly counts: DeliveryCounts;
  /** Events that were given up, the newest last. */
  readonly deadLetters: readonly DeadLetter[];
  /** Whether all events up to this sequence have been answered or given up. */
  isDone(sequence: number): boolean;
  /** Whether the last event was given up, or was waited for in vain. */
  isDown(): boolean;
  /** How many events it is still to be sent. */
  waiting(): number;
  /** Resolves when that is so, or after the longest that a target is waited for. */
  whenDone(sequence: number): Promise<void>;
  stop(): void;
}

interface DeadLetter {
  readonly delivery: Delivery;
  readonly reason: string;
}

/** All in milliseconds of real time. */
export interface Patience {
  readonly timeout: number;
  /** The pause after the first try; each later one is twice as long. */
  readonly firstPause: number;
}

const usualPatience: Patience = { timeout: 5000, firstPause: 100 };

const mostTries = 5;
const mostDeadLetters = 1000;
/** Older events than so many are passed over. */
const mostWaiting = 10_000;
/** The reader is asked again after this; an event ends the wait at once. */
const longestWait = 60_000;

interface Progress {
  delivered: number;
  failed: number;
  dropped: number;
  done: number;
  isDown: boolean;
  isOver: boolean;
  readonly deadLetters: DeadLetter[];
  readonly waiting: Set<() => void>;
}

export function deliver(
  target: Target,
  place: { readonly emulator: EventOperations; readonly reader: EventReader },
  patience: Patience = usualPatience,
): Delivering {
  const { emulator, reader } = place;
  const progress: Progress = {
    delivered: 0,
    failed: 0,
    dropped: 0,
    done: emulator.eventCounts().last,
    isDown: false,
    isOver: false,
    deadLetters: [],
    waiting: new Set(),
  };
  const stop = () => {
    progress.isOver = true;
    reader.close();
    tellWaiting(progress);
  };
  const lag = () => emulator.eventCounts().last - mostWaiting;
  run(target, { reader, progress, patience, lag }).catch(stop);
  const isDone = (sequence: number) => progress.isOver || progress.done >= sequence;
  return {
    target,
    counts: progress,
    deadLetters: progress.deadLetters,
    isDone,
    isDown: () => progress.isDown,
    waiting: () => {
      const from = Math.max(progress.done, lag());
      return emulator.eventsAfter(from).map(deliveryOf).filter(target.isMeant).length;
    },
    stop,
    whenDone: (sequence) =>
      new Promise<void>((resolve) => {
        const end = () => {
          cancel();
          progress.waiting.delete(look);
          resolve();
        };
        const look = () => {
          if (isDone(sequence) || progress.isDown) end();
        };
        const cancel = afterWallTime(patience.timeout, () => {
          progress.isDown = true;
          end();
        });
        progress.waiting.add(look);
        look();
      }),
  };
}

interface Run {
  readonly reader: EventReader;
  readonly progress: Progress;
  readonly patience: Patience;
  /** What is not above this sequence has waited too long. */
  readonly lag: () => number;
}

async function run(target: Target, { reader, progress, patience, lag }: Run): Promise<void> {
  for (;;) {
    const next = await reader.next(longestWait);
    if (next === undefined) return;
    if ("facts" in next) {
      const meant = next.facts.map(deliveryOf).filter(target.isMeant);
      const world = reader.worlds();
      const isOfNow = () => !progress.isOver && reader.worlds() === world;
      for (let from = 0; from < meant.length && isOfNow(); from += target.mostAtOnce) {
        const batch = meant.slice(from, from + target.mostAtOnce);
        const young = batch.filter(({ fact }) => fact.sequence > lag());
        progress.dropped += batch.length - young.length;
        if (young.length > 0) await deliverBatch(target, young, { progress, patience });
        progress.done = batch.at(-1)?.fact.sequence ?? progress.done;
        tellWaiting(progress);
      }
      progress.done = reader.place();
    } else {
      progress.dropped += next.upTo - next.after;
      progress.done = next.upTo;
    }
    tellWaiting(progress);
  }
}

function deliveryOf(fact: EventFact): Delivery {
  return isOnBus(fact) ? { fact, event: eventOf(fact) } : { fact };
}

/** Sends again what was not taken, after a pause that grows; what is left then is given up. */
async function deliverBatch(
  target: Target,
  batch: readonly Delivery[],
  { progress, patience }: Pick<Run, "progress" | "patience">,
): Promise<void> {
  let left = batch;
  for (let tries = 1; left.length > 0; tries += 1) {
    const failures = await sendOnce(target, left, patience.timeout);
    const again: Delivery[] = [];
    for (const [nth, delivery] of left.entries()) {
      const failure = failures[nth];
      const isAnswered = failure === undefined || failure.isFinal === true;
      if (isAnswered || tries === mostTries) progress.isDown = !isAnswered;
      if (failure === undefined) progress.delivered += 1;
      else if (failure.isFinal === true || tries === mostTries) giveUp(progress, delivery, failure);
      else again.push(delivery);
    }
    if (progress.isOver) return;
    left = again;
    if (left.length > 0) await pause(patience.firstPause * 2 ** (tries - 1));
  }
}

async function sendOnce(
  target: Target,
  batch: readonly Delivery[],
  timeout: number,
): Promise<readonly (DeliveryFailure | undefined)[]> {
  const giving = new AbortController();
  const cancel = afterWallTime(timeout, () => giving.abort());
  const late = new Promise<never>((_, reject) => {
    giving.signal.addEventListener("abort", () => reject(new Error("no answer in time")));
  });
  try {
    return await Promise.race([target.send(batch, giving.signal), late]);
  } catch (error) {
    return batch.map(() => error as DeliveryFailure);
  } finally {
    cancel();
  }
}

function giveUp(progress: Progress, delivery: Delivery, { message }: DeliveryFailure): void {
  progress.failed += 1;
  progress.deadLetters.push({ delivery, reason: message });
  if (progress.deadLetters.length > mostDeadLetters) progress.deadLetters.shift();
}

/** With some jitter of the process; the world's generators know nothing of deliveries. */
function pause(milliseconds: number): Promise<void> {
  const jitter = randomInt(Math.max(1, Math.round(milliseconds / 2)));
  return new Promise((resolve) => {
    afterWallTime(milliseconds + jitter, resolve);
  });
}

function tellWaiting({ waiting }: Progress): void {
  for (const look of [...waiting]) look();
}
