/** The log of events: what is kept, how it is numbered, and what a reset or a restore does. */
import { describe, expect, test } from "vitest";
import { present } from "../../src/domain/assert.ts";
import { typeOf } from "../../src/domain/event-bridge.ts";
import { isOnBus } from "../../src/domain/event-fact.ts";
import { emulatorOf } from "../../src/emulator.ts";
import { emptyEventLog, factsAfter, factsInOrder, keepFact } from "../../src/engine/event-log.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  inProcess,
  startRefresh,
} from "../support/in-process.ts";

const place = { account: "1", region: "r", group: "web", groupArn: "arn" };
const step = { ...place, kind: "refresh", what: "Started", refreshId: "1" } as const;

describe("a full log", () => {
  const log = emptyEventLog(3);
  for (const at of [10, 20, 30, 40, 50]) keepFact(log, { ...step, at, sequence: at / 10 });

  test("keeps the newest and counts the others", () => {
    expect(factsInOrder(log).map(({ sequence, at }) => [sequence, at])).toEqual([
      [3, 30],
      [4, 40],
      [5, 50],
    ]);
    expect(log).toMatchObject({ dropped: 2, lastDropped: 2 });
  });

  test.each([
    [0, 9, [3, 4, 5]],
    [3, 9, [4, 5]],
    [3, 1, [4]],
    [5, 9, []],
    [99, 9, []],
  ])("after %i, at most %i", (sequence, most, expected) => {
    expect(factsAfter(log, sequence, most).map((fact) => fact.sequence)).toEqual(expected);
  });
});

test("nothing is after anything in an empty log", () => {
  expect(factsAfter(emptyEventLog(), 0, 5)).toEqual([]);
});

describe("events of a world", () => {
  const aStory = () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(story, hasEnded(story), { within: 4000, step: 5 });
    return story;
  };

  test("a restored snapshot has them, and they go on in the same way", () => {
    const story = aStory();
    const other = inProcess();
    other.emulator.restore(JSON.parse(JSON.stringify(story.emulator.snapshot())));
    expect(other.events()).toEqual(story.events());
    const { last } = story.emulator.eventCounts();
    // What is restored is its past, which nobody is sent.
    expect(other.emulator.eventCounts()).toEqual({ ...story.emulator.eventCounts(), past: last });
  });

  test("a snapshot before events were kept has none", () => {
    const story = aStory();
    const { events: _, ...old } = story.emulator.snapshot();
    const other = inProcess();
    other.emulator.restore({ ...old, version: 2 });
    expect(other.events()).toEqual([]);
    expect(other.group().refreshes).toHaveLength(1);
  });

  test("no sequence is given twice, whatever is reset or restored", () => {
    const story = aStory();
    const { emulator } = story;
    const early = emulator.snapshot();
    const { last } = emulator.eventCounts();
    startRefresh(story, {});
    story.advance(60);
    const later = emulator.eventCounts().last;
    expect(later).toBeGreaterThan(last);
    emulator.restore(early);
    expect(emulator.eventCounts().last).toBe(later);
    expect(emulator.eventsAfter(last)).toEqual([]);
    emulator.reset();
    expect(emulator.eventsAfter(0)).toEqual([]);
    expect(emulator.eventCounts().last).toBe(later);
  });

  test("who listens is told of new ones, and of a world that is replaced", () => {
    const story = aStory();
    const heard: string[] = [];
    const stop = story.emulator.listenToEvents({
      onSent: () => heard.push(`sent ${story.emulator.eventCounts().last}`),
      onReplaced: () => heard.push("replaced"),
    });
    const { last } = story.emulator.eventCounts();
    startRefresh(story, {});
    expect(heard).toEqual([]);
    story.advance(10);
    expect(heard).toEqual([`sent ${last + 1}`]);
    story.emulator.restore(story.emulator.snapshot());
    expect(heard.at(-1)).toBe("replaced");
    stop();
    story.advance(600);
    expect(heard).toHaveLength(2);
  });

  test("a plan of a group sends nothing", () => {
    const story = aStory();
    startRefresh(story, {});
    const { last } = story.emulator.eventCounts();
    const place = { account: "123456789012", region: "us-east-1", group: "web" };
    const excerpt = structuredClone(present(story.emulator.excerpt(place), "the group"));
    const alone = emulatorOf(excerpt, () => excerpt.now + 3_600_000);
    alone.catchUp();
    expect(alone.eventsAfter(0).filter(isOnBus).map(typeOf)).toContain(
      "EC2 Auto Scaling Instance Refresh Succeeded",
    );
    expect(story.emulator.eventCounts().last).toBe(last);
  });
});
