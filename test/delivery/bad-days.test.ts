/** Targets on bad days: down for an hour, slow, hanging, behind by many events; time is faked. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Delivering, deliver } from "../../src/delivery/delivering.ts";
import type { Delivery } from "../../src/delivery/target.ts";
import type { EventFact } from "../../src/domain/event-fact.ts";
import type { EventOperations } from "../../src/emulator.ts";
import { emptyEventLog, factsAfter, keepFact } from "../../src/engine/event-log.ts";
import { readEvents } from "../../src/turns/event-reader.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const groups = ["web", "api", "batch"];

/** Events without a world; `most` is the largest number that was asked for at once. */
function anEventLog() {
  const log = emptyEventLog();
  const listeners = new Set<() => void>();
  let most = 0;
  const events: EventOperations = {
    eventsAfter: (sequence, wanted = Number.POSITIVE_INFINITY) => {
      most = Math.max(most, Math.min(wanted, log.ring.length));
      return factsAfter(log, sequence, wanted);
    },
    eventCounts: () => ({ ...log, last: log.nextSequence - 1 }),
    listenToEvents: ({ onSent }) => {
      listeners.add(onSent);
      return () => void listeners.delete(onSent);
    },
  };
  const happen = (count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      const sequence = log.nextSequence;
      log.nextSequence += 1;
      keepFact(log, aFact(sequence));
    }
    for (const onSent of listeners) onSent();
  };
  return { events, happen, most: () => most };
}

function aFact(sequence: number): EventFact {
  const group = groups[sequence % groups.length] ?? "";
  const place = { account: "123456789012", region: "us-east-1", group, groupArn: `arn:${group}` };
  return { ...place, sequence, at: sequence, kind: "refresh", what: "Started", refreshId: "r" };
}

function aDelivery(send: (delivery: Delivery) => Promise<void> | void) {
  const log = anEventLog();
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const got: Delivery["fact"][] = [];
  const { signal: stopping } = new AbortController();
  const reader = readEvents({
    emulator: log.events,
    since: 0,
    whenOnDisk: (callBack) => callBack(),
    stopping,
  });
  const target = {
    name: "validator",
    isMeant: () => true,
    isWaitedFor: true,
    mostAtOnce: 1,
    send: async (batch: readonly Delivery[]) => {
      for (const delivery of batch) {
        await send(delivery);
        got.push(delivery.fact);
      }
      return [];
    },
  };
  const place = { emulator: log.events, reader, stopping };
  const delivering = deliver(target, { ...place, log: { info: say, warn: say, error: say } });
  return { ...log, delivering, lines, got };
}

const sum = ({ counts }: Delivering) => counts.delivered + counts.failed + counts.dropped;
const isAscending = (numbers: readonly number[]) =>
  numbers.every((one, nth) => nth === 0 || one > (numbers[nth - 1] ?? 0));
const second = 1000;
const minute = 60 * second;

test("an hour of a target that is down: a line a minute, and nothing uncounted", async () => {
  let isDown = true;
  const day = aDelivery(() => {
    if (isDown) throw new Error("ECONNREFUSED");
  });
  for (let past = 0; past < 3600; past += 1) {
    day.happen(1);
    await vi.advanceTimersByTimeAsync(second);
  }
  const { delivering, lines, got } = day;
  expect(lines[0]).toBe("target validator is down: ECONNREFUSED");
  const still = lines.slice(1);
  expect(new Set(still)).toEqual(new Set(["target validator is still down: ECONNREFUSED"]));
  expect(still.length).toBeGreaterThanOrEqual(56);
  expect(still.length).toBeLessThanOrEqual(60);
  expect(delivering.deadLetters()).toHaveLength(1000);
  const { failed } = delivering.counts;
  expect(failed).toBeGreaterThan(1500);
  isDown = false;
  await vi.advanceTimersByTimeAsync(minute);
  expect(lines.at(-1)).toBe("target validator is back");
  expect(lines).toHaveLength(still.length + 2);
  expect(delivering.waiting()).toBe(0);
  expect(sum(delivering)).toBe(3600);
  expect(isAscending(got.map(({ sequence }) => sequence))).toBe(true);
  const letters = delivering.deadLetters().length;
  expect(delivering.redrive()).toBe(letters);
  await vi.advanceTimersByTimeAsync(minute);
  expect(delivering.deadLetters()).toEqual([]);
  expect(delivering.waiting()).toBe(0);
});

describe("100,000 events", () => {
  test("for a target that hangs: 10,000 wait, the others are counted, few are held", async () => {
    let isHanging = true;
    const day = aDelivery(() => (isHanging ? new Promise(() => undefined) : undefined));
    for (let step = 0; step < 100; step += 1) {
      day.happen(1000);
      await vi.advanceTimersByTimeAsync(second);
    }
    expect(day.delivering.waiting()).toBeLessThanOrEqual(10_000);
    isHanging = false;
    await vi.advanceTimersByTimeAsync(10 * minute);
    const { counts } = day.delivering;
    expect(day.delivering.waiting()).toBe(0);
    expect(sum(day.delivering)).toBe(100_000);
    expect(counts.dropped).toBeGreaterThan(85_000);
    expect(counts.delivered).toBeGreaterThan(9_000);
    expect(isAscending(day.got.map(({ sequence }) => sequence))).toBe(true);
  });

  test("for a target that takes each at once: all, in order, a few hundred held", async () => {
    const day = aDelivery(() => undefined);
    for (let step = 0; step < 100; step += 1) {
      day.happen(1000);
      await vi.advanceTimersByTimeAsync(second);
    }
    expect(day.delivering.counts).toMatchObject({ delivered: 100_000, failed: 0, dropped: 0 });
    expect(day.most()).toBe(200);
    expect(day.lines).toEqual([]);
  });
});

test("a slow target gets everything in its order and is not down", async () => {
  const day = aDelivery(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, 4 * second);
      }),
  );
  day.happen(100);
  await vi.advanceTimersByTimeAsync(410 * second);
  expect(day.delivering.counts).toMatchObject({ delivered: 100, failed: 0, dropped: 0 });
  expect(day.lines).toEqual([]);
  for (const group of groups) {
    const ofGroup = day.got.filter((fact) => "group" in fact && fact.group === group);
    expect(isAscending(ofGroup.map(({ sequence }) => sequence))).toBe(true);
  }
});
