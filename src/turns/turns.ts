/**
 * Grants turns on the world in order of arrival. Long work keeps its turn but runs in slices,
 * between which requests that need no turn are answered.
 */
import type { Pacer } from "../pacer.ts";
import { freeRunOf } from "./free-run.ts";
import {
  type SlicedEmulator,
  type Slices,
  StoppingError,
  slicesOf,
  type WhenStill,
} from "./slices.ts";
import { type StopAt, stopAtOf } from "./stop-at.ts";

export { StoppingError };

export interface Turns {
  /**
   * Runs the work after all earlier work and all due events; at once if there is none. Virtual time
   * stands still during a turn; work that returns a promise keeps its turn until that ends.
   */
  take<R>(work: () => R): R | Promise<Awaited<R>>;
  /** Within a turn: processes all due events in slices. Throws when the world has stopped. */
  catchUp(): Promise<void>;
  /**
   * Within a turn, for long work: returns a function to call often, whose result must be awaited if
   * it is a promise.
   */
  breather(): () => Promise<void> | undefined;
  /** Within a turn, for one piece of work that can be left: tells when it has taken long enough. */
  isSliceOver(): () => boolean;
  /** Within a turn: does the rest of an instant, in slices; undefined where nothing is left. */
  endInstant(): Promise<void> | undefined;
  /**
   * Within a turn: lets others have turns until that is settled, and then has its own before all
   * who wait. It must not reject.
   */
  stepAside(until: Promise<void>): Promise<void>;
  /** Within a turn: work that steps aside, one after the other, while others have turns. */
  alone<R>(work: () => Promise<R>): Promise<R>;
  /** Whether such work is under way, as that of moving time. */
  isAlone(): boolean;
  /** Calls back after each turn, until the returned function is called. */
  afterEach(callBack: () => void): () => void;
  /** Without a turn: looks at the world when no instant is under way, and so is whole. */
  betweenInstants<R>(look: () => R): Promise<R>;
  /** Without a turn: one slice of what is due. Throws when the world has stopped. */
  catchUpSome(): void;
  /**
   * Without a turn: lets a running clock do what is due without a request, until the returned
   * function is called.
   */
  runFreely(): () => void;
  /** Where time that runs by itself is to stop. */
  readonly stopAt: StopAt;
  /** For work elsewhere that is to be cut short with the rest. */
  readonly stopping: AbortSignal;
  /** Starts no further work and interrupts the current one; resolves when that has ended. */
  stop(): Promise<void>;
}

export function turnsOf(
  emulator: SlicedEmulator & Parameters<typeof stopAtOf>[0],
  pacer: Pick<Pacer, "hold" | "wallTimeUntil"> & Parameters<typeof stopAtOf>[1],
  whenStill: WhenStill = (callBack) => callBack(),
): Turns {
  const moving = oneByOne((until) => line.stepAside(until));
  const freeRun = freeRunOf(emulator, pacer, () => void catchUpInTurn());
  const stopAt = stopAtOf(emulator, pacer, freeRun.begin);
  // Who moves time by hand passes by where it is to stop, and stops at the end of the move.
  const look = () => !moving.isOne() && stopAt.look();
  const slices = slicesOf(emulator, whenStill, look);
  const afterwards = new Set<() => void>();
  const line = lineOf(pacer, {
    beforeEnd: () => void look(),
    onEnd: () => {
      freeRun.setTimer();
      for (const callBack of afterwards) callBack();
    },
  });
  const wait = <R>(work: () => R) =>
    new Promise<Awaited<R>>((resolve, reject) => {
      line.join(async () => {
        try {
          // Yields between turns too, since many waiting requests could block the process together.
          do await slices.giveWay();
          while (!isReady(slices));
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
    });
  const take: Turns["take"] = (work) => {
    if (line.isTaken() || slices.stopping.aborted || !isReady(slices)) return wait(work);
    return line.pass(work);
  };
  const catchUpInTurn = async () => {
    try {
      await take(() => undefined);
    } catch (error) {
      if (!(error instanceof StoppingError)) throw error;
    }
  };
  return {
    take,
    alone: moving.alone,
    isAlone: moving.isOne,
    afterEach: (callBack) => {
      afterwards.add(callBack);
      return () => void afterwards.delete(callBack);
    },
    stepAside: line.stepAside,
    runFreely: freeRun.begin,
    stopAt,
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
    stop: () => {
      slices.stop();
      return line.whenEmpty();
    },
  };
}

const nothing = () => undefined;

/** Work that steps aside goes one after the other. */
function oneByOne(stepAside: Turns["stepAside"]) {
  let busy: Promise<void> | undefined;
  const alone = async <R>(work: () => Promise<R>): Promise<R> => {
    while (busy !== undefined) await stepAside(busy);
    const working = work();
    busy = working.then(nothing, nothing);
    try {
      return await working;
    } finally {
      busy = undefined;
    }
  };
  return { alone, isOne: () => busy !== undefined };
}

/** A stopped world cannot catch up; the holder of the turn gets its error, or resets it. */
function isReady({ catchUpSlice }: Slices): boolean {
  try {
    return catchUpSlice();
  } catch {
    return true;
  }
}

interface EndOfTurn {
  /** While the clock is still held. */
  readonly beforeEnd: () => void;
  readonly onEnd: () => void;
}

/** A queue with one turn at a time; the clock is held during each. */
function lineOf(pacer: Pick<Pacer, "hold">, { beforeEnd, onEnd }: EndOfTurn) {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  let tellEmpty: (() => void) | undefined;
  let letGo: () => void = nothing;
  const begin = () => {
    isTaken = true;
    letGo = pacer.hold();
  };
  const end = () => {
    beforeEnd();
    letGo();
    isTaken = false;
    onEnd();
    const next = waiting.shift();
    if (next === undefined) tellEmpty?.();
    else next();
  };
  return {
    isTaken: () => isTaken,
    /** Runs work when no turn is taken. */
    pass: <R>(work: () => R): R => {
      begin();
      let isLasting = false;
      try {
        const done = work();
        isLasting = done instanceof Promise;
        return isLasting ? ((done as Promise<unknown>).finally(end) as R) : done;
      } finally {
        if (!isLasting) end();
      }
    },
    stepAside: async (until: Promise<void>) => {
      end();
      await until;
      await new Promise<void>((resolve) => {
        const goOn = () => {
          begin();
          resolve();
        };
        if (isTaken) waiting.unshift(goOn);
        else goOn();
      });
    },
    /** The work must not reject. */
    join: (work: () => Promise<void>) => {
      const start = () => {
        begin();
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
