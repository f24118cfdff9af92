/**
 * Turns wall clock time into virtual time, without timers; nothing else in src reads the wall
 * clock.
 */
import { assert } from "./domain/assert.ts";
import { type Instant, isInstant } from "./domain/time.ts";

/** `realtime` runs by itself; `paused` is a stopped realtime; `manual` moves only on request. */
type ClockMode = "realtime" | "paused" | "manual";

export interface PacerOptions {
  readonly mode: "realtime" | "manual";
  /** Virtual seconds per second of the wall clock, in realtime. */
  readonly speed: number;
  /** Virtual time at the start; the wall clock's time by default. */
  readonly startTime?: Instant | undefined;
}

/** How a clock runs, independent of the time it shows. */
export interface Pace {
  readonly mode: ClockMode;
  readonly speed: number;
}

export interface ClockState extends Pace {
  readonly now: Instant;
}

/** A point at which virtual and wall clock time are known, and the pace from there. */
export interface StoredClock extends Pace {
  readonly virtual: number;
  /** The wall clock at that point, in milliseconds since 1970. */
  readonly wall: number;
}

export interface Pacer {
  /**
   * Virtual time in whole milliseconds; it never goes backwards, except by `jumpTo` and `reset`.
   */
  now(): Instant;
  advanceBy(span: number): void;
  /** Freezes the time until the returned function is called; moving the clock still works. */
  hold(): () => void;
  /** A clock that runs waits at this instant when it gets there by itself; undefined: at none. */
  waitAt(at: Instant | undefined): void;
  /** Jumps to an instant that is not in the past. */
  advanceTo(at: Instant): void;
  /** Changes the pace from now on; the present time stays as it is. */
  setSpeed(speed: number): void;
  /** Lets time run by itself, or stand still until it is moved, from now on. */
  setMode(mode: "realtime" | "manual"): void;
  /** Stops a realtime clock; a manual one stands still anyway. */
  pause(): void;
  resume(): void;
  /**
   * Takes over the time of another world, which may be earlier; keeps mode and speed unless given.
   */
  jumpTo(at: Instant, pace?: Pace): void;
  /** What the wall clock shows, in milliseconds since 1970; nothing in the world depends on it. */
  wall(): number;
  /** Milliseconds of the wall clock until virtual time is there by itself; undefined if never. */
  wallTimeUntil(at: Instant): number | undefined;
  /** Returns to the pace it was created with, and to this time, else the wall clock's. */
  reset(startTime: Instant | undefined): void;
  describe(): ClockState;
  /** The current record, the same object until the clock is moved, paced, paused or resumed. */
  stored(): StoredClock;
  /** Continues from a stored clock as if it had run ever since, but never before `earliest`. */
  resumeFrom(stored: StoredClock, earliest: Instant): void;
}

/** The fastest and the slowest pace that keep virtual time exact to the millisecond. */
export const speedLimits = { lowest: 0.001, highest: 1_000_000 } as const;

export function createPacer(options: PacerOptions): Pacer {
  // Virtual time was `virtual` when the steady clock showed `steady`; it runs on from there.
  let anchor = anchorOf({ ...options, virtual: startOf(options) });

  let heldAt: Instant | undefined;
  let waitsAt = Number.POSITIVE_INFINITY;

  const running = () => {
    const { mode, speed, virtual, steady } = anchor;
    const elapsed = mode === "realtime" ? performance.now() - steady : 0;
    return Math.floor(Math.max(virtual, Math.min(virtual + elapsed * speed, waitsAt)));
  };
  const now = () => heldAt ?? running();
  const setAnchor = (next: Pace & { readonly virtual: number }) => {
    anchor = anchorOf(next);
    if (heldAt !== undefined) heldAt = Math.floor(next.virtual);
  };
  const anchorAt = (virtual: Instant, pace: Partial<Pace> = {}) => {
    const { mode, speed } = anchor;
    setAnchor({ mode, speed, ...pace, virtual });
  };
  const advanceTo = (at: Instant) => {
    assert(at >= now(), "virtual time never goes backwards");
    anchorAt(at);
  };

  return {
    now,
    advanceTo,
    jumpTo: anchorAt,
    advanceBy: (span) => advanceTo(now() + span),
    hold: () => {
      heldAt = running();
      return () => {
        heldAt = undefined;
      };
    },
    waitAt: (at = Number.POSITIVE_INFINITY) => {
      waitsAt = at;
    },
    setSpeed: (wanted) => {
      assert(isSpeed(wanted), `${wanted} is not a speed`);
      anchorAt(now(), { speed: wanted });
    },
    setMode: (mode) => anchorAt(now(), { mode }),
    pause: () => anchorAt(now(), anchor.mode === "realtime" ? { mode: "paused" } : {}),
    resume: () => anchorAt(now(), anchor.mode === "paused" ? { mode: "realtime" } : {}),
    wall: () => Date.now(),
    wallTimeUntil: (at) => {
      const { mode, speed } = anchor;
      return mode === "realtime" ? Math.max(0, at - running()) / speed : undefined;
    },
    reset: (startTime) => {
      setAnchor({ ...options, virtual: startOf({ startTime }) });
    },
    describe: () => ({ now: now(), mode: anchor.mode, speed: anchor.speed }),
    stored: () => anchor,
    resumeFrom: ({ mode, speed, virtual, wall }, earliest) => {
      const elapsed = mode === "realtime" ? Math.max(0, Date.now() - wall) : 0;
      anchorAt(Math.max(virtual + elapsed * speed, earliest), { mode, speed });
    },
  };
}

function anchorOf({ mode, speed, virtual }: Pace & { readonly virtual: number }) {
  return { mode, speed, virtual, wall: Date.now(), steady: performance.now() };
}

/** Returns a function that tells whether this much wall clock time has passed since now. */
export function wallTimer(milliseconds: number): () => boolean {
  const until = performance.now() + milliseconds;
  return () => performance.now() >= until;
}

/** Runs `run` when all that has come in by now has been worked on. */
export function afterThisRound(run: () => void): void {
  setImmediate(run);
}

/** Runs `run` after this much wall clock time, unless the returned function is called before. */
export function afterWallTime(milliseconds: number, run: () => void): () => void {
  // Who waits has a connection that keeps the process alive, so the timer need not.
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
}

export function isSpeed(speed: number): boolean {
  return speed >= speedLimits.lowest && speed <= speedLimits.highest;
}

export function isStoredClock(value: unknown): value is StoredClock {
  const { mode, speed, virtual, wall } = (value ?? {}) as Partial<StoredClock>;
  const isMode = mode === "realtime" || mode === "paused" || mode === "manual";
  const isPlace = [virtual, wall].every((at) => isInstant(Math.floor(Number(at ?? Number.NaN))));
  return isMode && typeof speed === "number" && isSpeed(speed) && isPlace;
}

function startOf({ startTime }: Pick<PacerOptions, "startTime">): Instant {
  return startTime ?? Date.now();
}
