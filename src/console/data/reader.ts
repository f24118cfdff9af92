/** Reads again what has changed: one read at a time, and rarely where a read takes long. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { sentenceOf } from "./http.ts";

export interface Reader<A> {
  /** The last answer; undefined until the first. */
  readonly value: ReadonlySignal<A | undefined>;
  /** Why the last read failed, if it did. */
  readonly failure: ReadonlySignal<string | undefined>;
  /**
   * Something has changed: reads now or soon, or without a rest for who waits for it. Resolves when
   * the change is seen.
   */
  refresh(isWaitedFor?: boolean): Promise<void>;
  /** Resolves when no answer is waited for. */
  idle(): Promise<void>;
  /** Forgets the answer, because it is about something else. */
  clear(): void;
}

/** So many times as long as a read takes nothing is read. */
const restFactor = 3;

/** In milliseconds: a busy machine must not make the page late as well. */
const longestRest = 1000;

export function readerOf<A>(read: () => Promise<A | undefined>): Reader<A> {
  const value = signal<A | undefined>();
  const failure = signal<string | undefined>();
  let age = 0;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let restUntil = 0;
  let endRest: () => void = () => undefined;
  const once = async () => {
    const began = performance.now();
    const of = age;
    try {
      const answer = await read();
      if (of !== age) return;
      value.value = answer;
      failure.value = undefined;
    } catch (error) {
      if (of === age) failure.value = sentenceOf(error);
    } finally {
      const end = performance.now();
      restUntil = end + Math.min((end - began) * restFactor, longestRest);
    }
  };
  const start = () => {
    running = once().finally(() => {
      running = undefined;
    });
    return running;
  };
  const later = async () => {
    await running;
    const rest = restUntil - performance.now();
    if (rest > 0) {
      await new Promise<void>((resolve) => {
        endRest = resolve;
        setTimeout(resolve, rest);
      });
    }
    next = undefined;
    await start();
  };
  const refresh = (isWaitedFor = false) => {
    if (isWaitedFor) {
      restUntil = 0;
      endRest();
    }
    if (running === undefined && next === undefined) return start();
    next ??= later();
    return next;
  };
  const idle = async () => {
    while (running !== undefined) await running;
  };
  const clear = () => {
    age += 1;
    restUntil = 0;
    value.value = undefined;
    failure.value = undefined;
  };
  return { value, failure, refresh, idle, clear };
}
