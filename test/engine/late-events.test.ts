/** Events that arrive late and out of order, by the seed, in a world whose story is the same. */
import { describe, expect, test } from "vitest";
import type { EngineInput } from "../../src/domain/engine-input.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  inProcess,
  start,
  startRefresh,
} from "../support/in-process.ts";

const late = { settings: { lateEvents: true } };

/** The seconds by which each event of a refresh arrived after it had happened, in their order. */
function lateness(story: InProcess): readonly number[] {
  let seen = story.emulator.eventCounts().last;
  const seconds: number[] = [];
  startRefresh(story, { MinHealthyPercentage: 50 });
  for (let step = 0; step < 1500; step += 1) {
    story.advance(1);
    for (const { at, sequence } of story.emulator.eventsAfter(seen)) {
      seconds.push(story.elapsedSeconds() - (at - start) / 1000);
      seen = sequence;
    }
  }
  return seconds;
}

const settled = (options: object = {}) => aSettledFleet({ size: 6, ...late, ...options });

describe("R-243 G-150 late events", () => {
  test("R-243 G-150 arrive 3 to 103 seconds after they happened, and not in that order", () => {
    const story = settled();
    const late = lateness(story);
    expect(late.length).toBeGreaterThan(10);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(3);
    // Looked at once a second.
    expect(Math.max(...late)).toBeLessThanOrEqual(104);
    expect(new Set(late.map(Math.round)).size).toBeGreaterThan(5);
    const times = story.facts().map(({ at }) => at);
    expect(times).not.toEqual([...times].sort((a, b) => a - b));
    const sequences = story.facts().map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  });

  test("R-243 are the same events, and change nothing else of the story", () => {
    const [story, punctual] = [settled(), aSettledFleet({ size: 6 })];
    for (const one of [story, punctual]) {
      startRefresh(one, { MinHealthyPercentage: 50 });
      one.advance(3600);
    }
    expect(story.journal()).toEqual(punctual.journal());
    const ids = (one: InProcess) =>
      one
        .events()
        .map(({ id }) => id)
        .sort();
    expect(ids(story)).toEqual(ids(punctual));
  });

  test("R-243 come in an order of the seed", () => {
    const orderOf = (seed: string) => lateness(settled({ seed }));
    expect(orderOf("a")).toEqual(orderOf("a"));
    expect(orderOf("a")).not.toEqual(orderOf("b"));
  });

  test("R-243 under way are in a snapshot, and in what is given again", () => {
    const story = settled();
    const before = story.emulator.snapshot();
    const told: EngineInput[] = [];
    story.emulator.recordTo({ onInput: (input) => told.push(input), onReplaced: () => undefined });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(story, hasEnded(story), { within: 4000, step: 5 });
    const middle = JSON.parse(JSON.stringify(story.emulator.snapshot()));
    expect(middle.events.pending.length).toBeGreaterThan(0);
    const restored = inProcess(late);
    restored.emulator.restore(middle);
    const again = inProcess(late);
    again.emulator.restore(before);
    for (const input of told) again.emulator.replay(input);
    expect(again.emulator.snapshot()).toEqual(story.emulator.snapshot());
    const behind = story.elapsedSeconds() + 200;
    restored.advance(behind);
    story.advance(200);
    expect(restored.events().map(({ id }) => id)).toEqual(story.events().map(({ id }) => id));
    expect(restored.emulator.snapshot().events).not.toHaveProperty("pending");
  });
});
