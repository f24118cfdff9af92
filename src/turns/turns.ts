/**
 * Gives whoever wants something of the world a turn, in the order in which they come. What takes
 * long keeps its turn, in slices: what needs no turn is answered in between.
 */
import type { Pacer } from "../pacer.ts";
import {
  type SlicedEmulator,
  type Slices,
  StoppingError,
  slicesOf,
  type WhenStill,
} from "./slices.ts";

export { StoppingError };

export interface Turns {
  /**
   * Does the work when all before it are done and everything due by then has happened: at once
   * where nothing stands before it. Virtual time stands still in a turn; work that ends later, as
   * a promise does, keeps its turn until then.
   */
  take<R>(work: () => R): R | Promise<Awaited<R>>;
  /** Within a turn: does everything due, in slices. Throws when the world has stopped. */
  catchUp(): Promise<void>;
  /** Within a turn, for long work: to be called often; there is something to await at times. */
  breather(): () => Promise<void> | undefined;
  /** Within a turn, for one piece of work that can be left: tells when it has taken long enough. */
  isSliceOver(): () => boolean;
  /** Within a turn: does the rest of an instant, in slices; undefined where nothing is left. */
  endInstant(): Promise<void> | undefined;
  /** Without a turn: looks at the world when no instant is under way, and so is whole. */
  betweenInstants<R>(look: () => R): Promise<R>;
  /** Without a turn: one slice of what is due. Throws when the world has stopped. */
  catchUpSome(): void;
  /** For work elsewhere that is to be cut short with the rest. */
  readonly stopping: AbortSignal;
  /** Nothing begins after it; ends when the work under way has ended, which it cuts short. */
  stop(): Promise<void>;
}

export function turnsOf(
  emulator: SlicedEmulator,
  pacer: Pick<Pacer, "hold">,
  whenStill: WhenStill = (callBack) => callBack(),
): Turns {
  const slices = slicesOf(emulator, whenStill);
  const line = lineOf(pacer);
  const wait = <R>(work: () => R) =>
    new Promise<Awaited<R>>((resolve, reject) => {
      line.join(async () => {
        try {
          // Not only for what is due: those who wait could fill a long time together.
          do await slices.giveWay();
          while (!isReady(slices));
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
    });
  return {
    catchUp: slices.catchUp,
    breather: slices.breather,
    stopping: slices.stopping,
    isSliceOver: slices.isSliceOver,
    endInstant: () => (slices.endInstantSlice() ? undefined : slices.endInstant()),
    betweenInstants: async (look) => {
      while (!slices.endInstantSlice()) await slices.giveWay();
      return look();
    },
    catchUpSome: () => void slices.catchUpSlice(),
    take: (work) => {
      if (line.isTaken() || slices.stopping.aborted || !isReady(slices)) return wait(work);
      return line.pass(work);
    },
    stop: () => {
      slices.stop();
      return line.whenEmpty();
    },
  };
}

/** A world that has stopped cannot catch up; whoever has the turn will be told, or resets it. */
function isReady({ catchUpSlice }: Slices): boolean {
  try {
    return catchUpSlice();
  } catch {
    return true;
  }
}

/** One turn at a time, in order; the clock is held in each. */
function lineOf(pacer: Pick<Pacer, "hold">) {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  let tellEmpty: (() => void) | undefined;
  const begin = () => {
    isTaken = true;
    const letGo = pacer.hold();
    return () => {
      letGo();
      isTaken = false;
      const next = waiting.shift();
      if (next === undefined) tellEmpty?.();
      else next();
    };
  };
  return {
    isTaken: () => isTaken,
    /** Where nobody has a turn. */
    pass: <R>(work: () => R): R => {
      const end = begin();
      let isLasting = false;
      try {
        const done = work();
        isLasting = done instanceof Promise;
        return isLasting ? ((done as Promise<unknown>).finally(end) as R) : done;
      } finally {
        if (!isLasting) end();
      }
    },
    /** The work rejects nothing. */
    join: (work: () => Promise<void>) => {
      const start = () => {
        const end = begin();
        void work().then(end);
      };
      if (isTaken) waiting.push(start);
      else start();
    },
    whenEmpty: () =>
      new Promise<void>((resolve) => {
        tellEmpty = resolve;
        if (!isTaken) resolve();
      }),
  };
}
