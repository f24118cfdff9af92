/** Turns wall clock time into virtual time: the only clock that src reads. Time needs no timer. */
import { assert } from "./domain/assert.ts";
import type { Instant } from "./domain/time.ts";

/** `realtime` runs by itself; `paused` is a stopped realtime; `manual` moves only when told to. */
export type ClockMode = "realtime" | "paused" | "manual";

export interface PacerOptions {
  readonly mode: "realtime" | "manual";
  /** Virtual seconds a second of the wall clock, in realtime. */
  readonly speed: number;
  /** Where virtual time begins, also after a reset. Without it: the wall clock's time. */
  readonly startTime?: Instant | undefined;
}

export interface ClockState {
  readonly now: Instant;
  readonly mode: ClockMode;
  readonly speed: number;
}

export interface Pacer {
  /** Virtual time in whole milliseconds. Never goes backwards, except by `reset`. */
  now(): Instant;
  advanceBy(span: number): void;
  /** Jumps to an instant that is not in the past. */
  advanceTo(at: Instant): void;
  /** Time told so far stays; only the pace from now on changes. */
  setSpeed(speed: number): void;
  /** Stops a realtime clock; a manual one stands still anyway. */
  pause(): void;
  resume(): void;
  /** To the time of another world, also an earlier one; mode and speed stay. */
  jumpTo(at: Instant): void;
  /** Back to the options it was created with. */
  reset(): void;
  describe(): ClockState;
}

/** The fastest and the slowest pace that keep virtual time exact to the millisecond. */
export const speedLimits = { lowest: 0.001, highest: 1_000_000 } as const;

export function createPacer(options: PacerOptions): Pacer {
  let mode: ClockMode = options.mode;
  let speed = options.speed;
  // Virtual time was `virtual` when the wall clock showed `wall`; it runs on from there.
  let anchor = { virtual: startOf(options), wall: performance.now() };

  const now = () => {
    const elapsed = mode === "realtime" ? performance.now() - anchor.wall : 0;
    return Math.floor(anchor.virtual + elapsed * speed);
  };
  const anchorAt = (virtual: Instant) => {
    anchor = { virtual, wall: performance.now() };
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
    setSpeed: (wanted) => {
      assert(isSpeed(wanted), `${wanted} is not a speed`);
      anchorAt(now());
      speed = wanted;
    },
    pause: () => {
      anchorAt(now());
      if (mode === "realtime") mode = "paused";
    },
    resume: () => {
      anchorAt(now());
      if (mode === "paused") mode = "realtime";
    },
    reset: () => {
      ({ mode, speed } = options);
      anchorAt(startOf(options));
    },
    describe: () => ({ now: now(), mode, speed }),
  };
}

/** Runs it when so much of the wall clock's time has passed: for answers that are to be late. */
export function afterWallTime(milliseconds: number, run: () => void): void {
  // The connection that waits for the answer keeps the process alive, not the timer.
  setTimeout(run, milliseconds).unref();
}

export function isSpeed(speed: number): boolean {
  return speed >= speedLimits.lowest && speed <= speedLimits.highest;
}

function startOf(options: PacerOptions): Instant {
  return options.startTime ?? Date.now();
}
