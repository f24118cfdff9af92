/**
 * Delivers events to one target, in order, and notes what is given up. What waits is a place in the
 * log of events, so a target that is down costs no memory.
 */
import { eventOf } from "../domain/event-bridge.ts";
import { type EventFact, isOnBus } from "../domain/event-fact.ts";
import type { EventOperations } from "../emulator.ts";
import { afterWallTime } from "../pacer.ts";
import type { EventReader } from "../turns/event-reader.ts";
import type { DeliveryLog } from "./delivery-log.ts";
import { type Health, healthOf } from "./health.ts";
import {
  type DeadLetter,
  giveUp,
  isDone,
  type Progress,
  progressFrom,
  tellWaiting,
  whenSo,
} from "./progress.ts";
import type { Delivery, DeliveryCounts, Target } from "./target.ts";
import { deliverBatch, type Patience, usualPatience } from "./tries.ts";

export interface Delivering {
  readonly target: Target;
  readonly counts: DeliveryCounts;
  /** Events that were given up, the newest last; at most 1,000. */
  deadLetters(): readonly DeadLetter[];
  /** Sends those again, and tells how many there are. */
  redrive(): number;
  /** Why the last event was given up, or why nothing is sent any more. */
  lastFailure(): string | undefined;
  /** Whether all events up to this sequence have been answered or given up. */
  isDone(sequence: number): boolean;
  /** Whether the last event was given up, or was waited for in vain. */
  isDown(): boolean;
  /** How many events it is still to be sent. */
  waiting(): number;
  /** Resolves when all up to there is done, or after the longest that a target is waited for. */
  whenDone(sequence: number): Promise<void>;
  stop(): void;
}

/** Where events come from, and where it is said how it goes. */
export interface DeliveryPlace {
  readonly emulator: EventOperations;
  readonly reader: EventReader;
  readonly log: DeliveryLog;
  /** Notes that nothing up to this sequence is needed any more. */
  readonly onPlace?: ((sequence: number) => void) | undefined;
  /** All ends with this. */
  readonly stopping: AbortSignal;
  readonly patience?: Patience | undefined;
}

/** Older events than so many are passed over. */
const mostWaiting = 10_000;
/** The reader is asked again after this; an event ends the wait at once. */
const longestWait = 60_000;

export function deliver(target: Target, place: DeliveryPlace): Delivering {
  const { reader, log, stopping } = place;
  const course = courseOf(target, place);
  const { progress, health } = course;
  // What was given up is of another world then.
  const onReplaced = () => {
    progress.deadLetters = [];
  };
  const stopListening = place.emulator.listenToEvents({ onSent: () => undefined, onReplaced });
  const stop = () => {
    progress.isOver = true;
    stopListening();
    stopping.removeEventListener("abort", stop);
    reader.close();
    tellWaiting(progress);
  };
  stopping.addEventListener("abort", stop);
  run(course).catch((error: Error) => {
    progress.lastFailure = `nothing is sent any more: ${error.message}`;
    log.error(error, `target ${target.name} is sent nothing any more`);
    stop();
  });
  return {
    target,
    counts: progress,
    deadLetters: () => progress.deadLetters,
    redrive: () => redrive(course),
    lastFailure: () => progress.lastFailure,
    isDone: (sequence) => isDone(progress, sequence),
    isDown: health.isDown,
    waiting: () => waitingOf(course),
    whenDone: (sequence) => whenDone(course, sequence),
    stop,
  };
}

interface Course extends DeliveryPlace {
  readonly patience: Patience;
  readonly target: Target;
  readonly progress: Progress;
  readonly health: Health;
  /** One batch goes after the other. */
  readonly inLine: <R>(work: () => Promise<R>) => Promise<R>;
}

function courseOf(target: Target, place: DeliveryPlace): Course {
  const { reader, log, patience = usualPatience } = place;
  const progress = progressFrom(reader.place());
  let last: Promise<unknown> = Promise.resolve();
  const inLine: Course["inLine"] = (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return { ...place, target, patience, progress, health: healthOf(target.name, log), inLine };
}

/** What is not above this sequence has waited too long. */
function lagOf({ emulator }: Course): number {
  return emulator.eventCounts().last - mostWaiting;
}

async function run(course: Course): Promise<void> {
  const { reader, progress } = course;
  for (;;) {
    const next = await reader.next(longestWait);
    if (next === undefined) return;
    if ("facts" in next) {
      await deliverAll(course, next.facts);
      come(course, reader.place());
    } else {
      progress.dropped += next.upTo - next.after;
      come(course, next.upTo);
    }
  }
}

async function deliverAll(course: Course, facts: readonly EventFact[]): Promise<void> {
  const { target, progress } = course;
  const isWanted = isWantedNow(course);
  const meant = facts.flatMap((fact) => meantOf(course, fact));
  for (let from = 0; from < meant.length && isWanted(); from += target.mostAtOnce) {
    const batch = meant.slice(from, from + target.mostAtOnce);
    const young = batch.filter(({ fact }) => fact.sequence > lagOf(course));
    progress.dropped += batch.length - young.length;
    if (young.length > 0) await sendInLine(course, young, isWanted);
    come(course, batch.at(-1)?.fact.sequence ?? progress.done);
  }
}

function come({ progress, onPlace }: Course, sequence: number): void {
  const isNews = sequence !== progress.done && !progress.isOver;
  progress.done = sequence;
  if (isNews) onPlace?.(sequence);
  tellWaiting(progress);
}

/** Whether what is asked about now is of the present world, later. */
function isWantedNow({ progress, reader }: Course): () => boolean {
  const world = reader.worlds();
  return () => !progress.isOver && reader.worlds() === world;
}

/** One event that cannot be made, by a bug of ours, does not keep the others. */
function meantOf({ target, progress, log }: Course, fact: EventFact): readonly Delivery[] {
  try {
    const delivery = deliveryOf(fact);
    return target.isMeant(delivery) ? [delivery] : [];
  } catch (error) {
    giveUp(progress, { delivery: { fact }, reason: `a bug of asg-local: ${error}` });
    log.error(error, `target ${target.name} is not sent event ${fact.sequence}`);
    return [];
  }
}

function deliveryOf(fact: EventFact): Delivery {
  return isOnBus(fact) ? { fact, event: eventOf(fact) } : { fact };
}

function sendInLine(
  { target, progress, patience, health, inLine }: Course,
  batch: readonly Delivery[],
  isWanted: () => boolean,
): Promise<void> {
  const onDelivered = () => {
    progress.delivered += 1;
  };
  const onGivenUp = (delivery: Delivery, reason: string) => {
    giveUp(progress, { delivery, reason });
    return target.onGivenUp?.(delivery);
  };
  const trying = { patience, health, isWanted, onDelivered, onGivenUp };
  return inLine(() => deliverBatch(target, batch, trying));
}

function redrive(course: Course): number {
  const { target, progress } = course;
  const letters = progress.deadLetters.map(({ delivery }) => delivery);
  progress.deadLetters = [];
  progress.redriven += letters.length;
  const isWanted = isWantedNow(course);
  for (let from = 0; from < letters.length; from += target.mostAtOnce) {
    const batch = letters.slice(from, from + target.mostAtOnce);
    void sendInLine(course, batch, isWanted).finally(() => {
      progress.redriven -= batch.length;
      tellWaiting(progress);
    });
  }
  return letters.length;
}

function waitingOf(course: Course): number {
  const { emulator, target, progress } = course;
  const from = Math.max(progress.done, lagOf(course));
  const later = emulator.eventsAfter(from).map(deliveryOf).filter(target.isMeant);
  return later.length + progress.redriven;
}

/**
 * A target that is down is not waited for, unless it changes the world by what becomes of an event:
 * time stands for that one until all its tries are over.
 */
async function whenDone(
  { target, progress, health, patience }: Course,
  sequence: number,
): Promise<void> {
  const isPatient = target.onGivenUp !== undefined;
  const { promise, end } = whenSo(
    progress,
    () => isDone(progress, sequence) || (health.isDown() && !isPatient),
  );
  const giveUpWaiting = () => {
    health.isNotThere("no answer in time");
    end();
  };
  const cancel = isPatient ? undefined : afterWallTime(patience.timeout, giveUpWaiting);
  await promise;
  cancel?.();
}
