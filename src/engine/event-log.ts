/** The log of events: the newest are kept, in the order of their changes; others are counted. */
import type { EventFact } from "../domain/event-fact.ts";

export interface EventLog {
  /** A ring: where it is full, the next fact replaces the oldest. */
  readonly ring: EventFact[];
  /** Where the oldest is. */
  first: number;
  /** The sequence of the next event. */
  nextSequence: number;
  /** How many are no longer kept, and the sequence of the newest of them; 0 for none. */
  dropped: number;
  lastDropped: number;
  /** Up to here is the past of a world that took another one's place; it is never sent. */
  past: number;
  /** Those under way, which arrive later, each with the number among them as its sequence. */
  readonly pending: Map<number, EventFact>;
  readonly mostFacts: number;
}

const usualMostFacts = 50_000;

export function emptyEventLog(mostFacts = usualMostFacts): EventLog {
  return {
    ring: [],
    first: 0,
    nextSequence: 1,
    dropped: 0,
    lastDropped: 0,
    past: 0,
    pending: new Map(),
    mostFacts,
  };
}

/** Adds a fact with the next sequence. */
export function keepNext(log: EventLog, fact: EventFact): void {
  const sequence = log.nextSequence;
  log.nextSequence += 1;
  keepFact(log, { ...fact, sequence });
}

/** Adds a fact, which has its sequence. */
export function keepFact(log: EventLog, fact: EventFact): void {
  const oldest = log.ring[log.first];
  if (log.ring.length < log.mostFacts || oldest === undefined) {
    log.ring.push(fact);
    return;
  }
  log.ring[log.first] = fact;
  log.first = (log.first + 1) % log.mostFacts;
  log.dropped += 1;
  log.lastDropped = oldest.sequence;
}

/** The kept facts, oldest first. */
export function factsInOrder({ ring, first }: EventLog): EventFact[] {
  return [...ring.slice(first), ...ring.slice(0, first)];
}

/** At most so many of the kept facts after this sequence, oldest first. */
export function factsAfter(log: EventLog, sequence: number, most: number): EventFact[] {
  const { ring, first } = log;
  const at = (nth: number) => ring[(first + nth) % ring.length] as EventFact;
  let [low, high] = [0, ring.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle).sequence <= sequence) low = middle + 1;
    else high = middle;
  }
  const count = Math.min(most, ring.length - low);
  return Array.from({ length: count }, (_, nth) => at(low + nth));
}
