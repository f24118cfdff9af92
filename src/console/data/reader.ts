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

/** How long nothing is read after a read. */
interface Rest {
  /** So many times as long as the read took. */
  readonly factor: number;
  /** In milliseconds. */
  readonly longest: number;
}

/** A busy machine must not make the page late as well. */
const usualRest: Rest = { factor: 3, longest: 1000 };

export function readerOf<A>(read: () => Promise<A | undefined>, rest = usualRest): Reader<A> {
  const value = signal<A | undefined>();
  const failure = signal<string | undefined>();
  let age = 0;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let restUntil = 0;
  let isHurried = false;
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
      restUntil = end + Math.min((end - began) * rest.factor, rest.longest);
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
    const left = restUntil - performance.now();
    if (left > 0 && !isHurried) {
      await new Promise<void>((resolve) => {
        endRest = resolve;
        setTimeout(resolve, left);
      });
    }
    next = undefined;
    isHurried = false;
    await start();
  };
  const refresh = (isWaitedFor = false) => {
    if (running === undefined && next === undefined) return start();
    if (isWaitedFor) {
      isHurried = true;
      endRest();
    }
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
