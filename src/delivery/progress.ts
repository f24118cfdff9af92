/** How far the deliveries to a target have come, what was given up, and who waits for them. */
import type { Delivery, DeliveryCounts } from "./target.ts";

export interface DeadLetter {
  readonly delivery: Delivery;
  readonly reason: string;
}

export interface Progress extends DeliveryCounts {
  delivered: number;
  failed: number;
  dropped: number;
  /** All events up to this sequence have been answered, given up or passed over. */
  done: number;
  /** How many that were given up are being sent again. */
  redriven: number;
  /** Events that were given up, the newest last. */
  deadLetters: DeadLetter[];
  /** Why the last was given up, or why nothing is sent any more. */
  lastFailure: string | undefined;
  isOver: boolean;
  /** Called after each step. */
  readonly waiting: Set<() => void>;
}

export function progressFrom(done: number): Progress {
  return {
    delivered: 0,
    failed: 0,
    dropped: 0,
    done,
    redriven: 0,
    deadLetters: [],
    lastFailure: undefined,
    isOver: false,
    waiting: new Set(),
  };
}

const mostDeadLetters = 1000;

export function giveUp(progress: Progress, letter: DeadLetter): void {
  progress.failed += 1;
  progress.lastFailure = letter.reason;
  progress.deadLetters.push(letter);
  if (progress.deadLetters.length > mostDeadLetters) progress.deadLetters.shift();
}

export function isDone(progress: Progress, sequence: number): boolean {
  return progress.isOver || (progress.done >= sequence && progress.redriven === 0);
}

export function tellWaiting({ waiting }: Progress): void {
  for (const look of [...waiting]) look();
}

/** Resolves when it holds, which is looked at after each step. */
export function whenSo(
  { waiting }: Progress,
  holds: () => boolean,
): { readonly promise: Promise<void>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    const look = () => {
      if (holds()) end();
    };
    end = () => {
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });
  return { promise, end };
}
