/** Virtual time from wall time: it runs, stands and jumps, and never goes backwards. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPacer, type StoredClock } from "../../src/pacer.ts";

const start = Date.parse("2026-03-01T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

const wallClockPasses = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

describe("realtime", () => {
  test("begins at the wall clock's time and runs with it", () => {
    const pacer = createPacer({ mode: "realtime", speed: 1 });
    wallClockPasses(1500);
    expect(pacer.now()).toBe(start + 1500);
  });

  test("begins at the start time when there is one", () => {
    const pacer = createPacer({ mode: "realtime", speed: 1, startTime: 5000 });
    wallClockPasses(10);
    expect(pacer.now()).toBe(5010);
  });

  test("a new speed counts from now on only", () => {
    const pacer = createPacer({ mode: "realtime", speed: 10, startTime: 0 });
    wallClockPasses(1000);
    pacer.setSpeed(60);
    wallClockPasses(1000);
    expect(pacer.now()).toBe(70_000);
  });

  test("tells whole milliseconds at any speed", () => {
    const pacer = createPacer({ mode: "realtime", speed: 0.3, startTime: 0 });
    wallClockPasses(11);
    expect(pacer.now()).toBe(3);
  });

  test("stands while paused, and goes on where it stood", () => {
    const pacer = createPacer({ mode: "realtime", speed: 1, startTime: 0 });
    wallClockPasses(10);
    pacer.pause();
    wallClockPasses(1000);
    expect(pacer.describe()).toEqual({ now: 10, mode: "paused", speed: 1 });
    pacer.resume();
    wallClockPasses(5);
    expect(pacer.describe()).toEqual({ now: 15, mode: "realtime", speed: 1 });
  });

  test("runs on after a jump", () => {
    const pacer = createPacer({ mode: "realtime", speed: 2, startTime: 0 });
    pacer.advanceBy(60_000);
    wallClockPasses(10);
    expect(pacer.now()).toBe(60_020);
  });

  test("does not follow a wall clock that is set back", () => {
    const pacer = createPacer({ mode: "realtime", speed: 1 });
    vi.setSystemTime(start - 3_600_000);
    expect(pacer.now()).toBeGreaterThanOrEqual(start);
  });
});

describe("manual", () => {
  test("moves only when told to", () => {
    const pacer = createPacer({ mode: "manual", speed: 1, startTime: 0 });
    wallClockPasses(1000);
    pacer.resume();
    wallClockPasses(1000);
    expect(pacer.now()).toBe(0);
    pacer.advanceTo(90_000);
    pacer.pause();
    expect(pacer.describe()).toEqual({ now: 90_000, mode: "manual", speed: 1 });
  });
});

test("refuses to go backwards", () => {
  const pacer = createPacer({ mode: "manual", speed: 1, startTime: 1000 });
  expect(() => pacer.advanceTo(999)).toThrow("never goes backwards");
  expect(() => pacer.advanceBy(-1)).toThrow("never goes backwards");
});

test("a reset gives back mode and speed, at the time that is wanted", () => {
  const pacer = createPacer({ mode: "realtime", speed: 3, startTime: 1000 });
  pacer.advanceBy(5000);
  pacer.setSpeed(9);
  pacer.pause();
  pacer.reset(2000);
  expect(pacer.describe()).toEqual({ now: 2000, mode: "realtime", speed: 3 });
});

describe("in a later process", () => {
  const laterProcess = (stored: StoredClock, earliest = 0) => {
    const pacer = createPacer({ mode: "manual", speed: 1, startTime: 0 });
    pacer.resumeFrom(stored, earliest);
    return pacer.describe();
  };

  test("what is stored is the same record until somebody touches the clock", () => {
    const pacer = createPacer({ mode: "realtime", speed: 2, startTime: 0 });
    const changes = [
      () => pacer.advanceBy(5),
      () => pacer.setSpeed(3),
      () => pacer.pause(),
      () => pacer.resume(),
      () => pacer.jumpTo(1),
      () => pacer.reset(0),
    ];
    for (const change of changes) {
      const stored = pacer.stored();
      wallClockPasses(100);
      pacer.now();
      expect(pacer.stored()).toBe(stored);
      change();
      expect(pacer.stored()).not.toBe(stored);
    }
  });

  test("one that ran with the wall clock shows the wall clock's time", () => {
    const stored = createPacer({ mode: "realtime", speed: 1 }).stored();
    wallClockPasses(600_000);
    expect(laterProcess(stored)).toEqual({ now: start + 600_000, mode: "realtime", speed: 1 });
  });

  test("one that was ahead, or faster, has run on as it was", () => {
    const pacer = createPacer({ mode: "realtime", speed: 60, startTime: 0 });
    pacer.advanceBy(5000);
    const stored = pacer.stored();
    wallClockPasses(1000);
    expect(laterProcess(stored)).toEqual({ now: 65_000, mode: "realtime", speed: 60 });
  });

  test("one that stood has stood", () => {
    const pacer = createPacer({ mode: "realtime", speed: 60, startTime: 7000 });
    pacer.pause();
    const stored = pacer.stored();
    wallClockPasses(1000);
    expect(laterProcess(stored)).toEqual({ now: 7000, mode: "paused", speed: 60 });
  });

  test("it never shows less than was told, also when the wall clock was put back", () => {
    const stored = createPacer({ mode: "realtime", speed: 1 }).stored();
    vi.setSystemTime(start - 3_600_000);
    expect(laterProcess(stored, start + 4000).now).toBe(start + 4000);
    expect(laterProcess(stored).now).toBe(start);
  });
});

test("sets no timer, so an idle emulator uses no processor time", () => {
  vi.useFakeTimers({ now: start });
  const pacer = createPacer({ mode: "realtime", speed: 60 });
  pacer.advanceBy(1000);
  expect(vi.getTimerCount()).toBe(0);
});
