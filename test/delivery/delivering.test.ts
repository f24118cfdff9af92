/** Deliveries to one target: order, tries, what is given up, and what is waited for. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Deliveries, deliveriesOf } from "../../src/delivery/deliveries.ts";
import type { Delivery, Target } from "../../src/delivery/target.ts";
import { typeOf } from "../../src/domain/event-bridge.ts";
import { isOnBus } from "../../src/domain/event-fact.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../support/in-process.ts";

const stopped: AbortController[] = [];
afterEach(() => {
  for (const stopping of stopped.splice(0)) stopping.abort();
});

/** What was logged, a line each. */
let lines: string[] = [];
const log = {
  info: (text: string) => void lines.push(text),
  warn: (text: string) => void lines.push(text),
  error: (error: unknown, text: string) => void lines.push(`${text}: ${error}`),
};
beforeEach(() => {
  lines = [];
});

function aPost(story: InProcess, timeout = 5000): Deliveries {
  const stopping = new AbortController();
  stopped.push(stopping);
  return deliveriesOf({
    emulator: story.emulator,
    turns: {
      stopping: stopping.signal,
      runFreely: () => () => undefined,
      take: (work) => work() as never,
    },
    whenOnDisk: (callBack) => callBack(),
    patience: { timeout, firstPause: 1 },
    log,
  });
}

type Send = (delivery: Delivery) => Promise<void> | void;

function aTarget(send: Send, members: Partial<Target> = {}): Target {
  return {
    name: "target",
    isMeant: () => true,
    isWaitedFor: true,
    mostAtOnce: 1,
    send: async (batch) => {
      for (const delivery of batch) await send(delivery);
      return [];
    },
    ...members,
  };
}

function refreshed(): InProcess {
  const story = aSettledFleet({ size: 3 });
  startRefresh(story, { MinHealthyPercentage: 50 });
  return story;
}

const end = (story: InProcess) => advanceUntil(story, hasEnded(story), { within: 4000, step: 5 });

test("each event that is meant comes once and in order; nothing of the past", async () => {
  const story = refreshed();
  const deliveries = aPost(story);
  const got: string[] = [];
  const { counts } = deliveries.add(
    aTarget(({ event }) => void got.push(event?.["detail-type"] ?? ""), {
      isMeant: ({ event }) => event?.["detail-type"].includes("Launch") === true,
    }),
  );
  const before = story.emulator.eventCounts().last;
  end(story);
  await deliveries.answers();
  const meant = story.emulator
    .eventsAfter(before)
    .filter(isOnBus)
    .map(typeOf)
    .filter((type) => type.includes("Launch"));
  expect(got).toEqual(meant);
  expect(got).toHaveLength(3);
  expect(counts).toMatchObject({ delivered: 3, failed: 0, dropped: 0 });
  expect(deliveries.answers()).toBeUndefined();
});

describe("a target that does not take what it gets", () => {
  test("gets it again, up to five times, before the next one", async () => {
    const story = refreshed();
    const deliveries = aPost(story);
    const tried: number[] = [];
    const { deadLetters, counts, isDown, lastFailure } = deliveries.add(
      aTarget(({ fact }) => {
        tried.push(fact.sequence);
        throw new Error("HTTP 500");
      }),
    );
    story.advance(10);
    const first = story.emulator.eventCounts().last;
    await deliveries.answers();
    expect(tried).toEqual(Array(5).fill(first));
    expect(counts).toMatchObject({ delivered: 0, failed: 1 });
    expect(deadLetters().map(({ reason }) => reason)).toEqual(["HTTP 500"]);
    expect(lastFailure()).toBe("HTTP 500");
    expect(isDown()).toBe(true);
    expect(deliveries.isWaitedFor()).toBe(false);
  });

  test("is asked once where a second try is in vain, and is waited for still", async () => {
    const story = refreshed();
    const deliveries = aPost(story);
    let tries = 0;
    const { counts } = deliveries.add(
      aTarget(() => {
        tries += 1;
        throw Object.assign(new Error("NotAuthorizedForSource"), { isFinal: true });
      }),
    );
    story.advance(10);
    await deliveries.answers();
    expect([tries, counts.failed]).toEqual([1, 1]);
    expect(deliveries.isWaitedFor()).toBe(true);
  });

  test("is back when it takes one again", async () => {
    const story = refreshed();
    const deliveries = aPost(story);
    let isBroken = true;
    const { counts, isDown, whenDone } = deliveries.add(
      aTarget(() => {
        if (isBroken) throw new Error("connection refused");
      }),
    );
    story.advance(10);
    await deliveries.answers();
    expect(isDown()).toBe(true);
    isBroken = false;
    end(story);
    await expect.poll(() => isDown()).toBe(false);
    await whenDone(story.emulator.eventCounts().last);
    expect(counts).toMatchObject({ failed: 1, delivered: story.events().length - 4 });
    expect(lines).toEqual(["target target is down: connection refused", "target target is back"]);
  });

  test("and never answers is waited for as long as the timeout, and no more", async () => {
    const story = refreshed();
    const deliveries = aPost(story, 60);
    deliveries.add(aTarget(() => new Promise(() => undefined)));
    story.advance(10);
    await deliveries.answers();
    expect(deliveries.isWaitedFor()).toBe(false);
    expect(deliveries.answers()).toBeUndefined();
  });
});

test("an event that cannot be made, by a bug of ours, is told and keeps no other", async () => {
  const story = refreshed();
  const deliveries = aPost(story);
  const got: number[] = [];
  const { counts, deadLetters } = deliveries.add(
    aTarget(({ fact }) => void got.push(fact.sequence), {
      isMeant: ({ fact }) => {
        if (fact.kind === "refresh") throw new TypeError("not a function");
        return true;
      },
    }),
  );
  const before = story.emulator.eventCounts().last;
  end(story);
  await deliveries.answers();
  const { last } = story.emulator.eventCounts();
  expect(counts).toMatchObject({ failed: 2, delivered: last - before - 2 });
  expect(deadLetters()[0]?.reason).toBe("a bug of asg-local: TypeError: not a function");
  expect(lines).toContainEqual(expect.stringMatching(/^target target is not sent event \d+: Type/));
  expect(got).toHaveLength(last - before - 2);
});

test("of a batch only what was refused goes again", async () => {
  const story = refreshed();
  const deliveries = aPost(story);
  const batches: number[] = [];
  deliveries.add(
    aTarget(() => undefined, {
      mostAtOnce: 10,
      send: async (batch) => {
        batches.push(batch.length);
        return batch.map((_, nth) =>
          batches.length === 1 && nth === 0 ? new Error("no") : undefined,
        );
      },
    }),
  );
  end(story);
  await deliveries.answers();
  expect(batches.slice(0, 2)).toEqual([expect.any(Number), 1]);
});

test("a world that is replaced ends what was waiting, and sends nothing of its past", async () => {
  const story = refreshed();
  const deliveries = aPost(story);
  const early = story.emulator.snapshot();
  const got: number[] = [];
  deliveries.add(aTarget(({ fact }) => void got.push(fact.sequence)));
  end(story);
  story.emulator.restore(early);
  await deliveries.answers();
  const count = got.length;
  expect(count).toBeLessThanOrEqual(1);
  end(story);
  await deliveries.answers();
  expect(got.length).toBeGreaterThan(count);
});
