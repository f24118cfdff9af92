/** Random stories kept on disk: a restart at any point finds the world of that point. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Recorder } from "../../src/domain/engine-input.ts";
import type { KeptWorld } from "../../src/durable/data-folder.ts";
import type { Emulator } from "../../src/emulator.ts";
import { anyStory, opening, type Story, settingsOf } from "../simulation/workload.ts";
import { complaintsAbout } from "../support/checkers.ts";
import {
  ask,
  bytesOf,
  copyOf,
  cutLog,
  keep,
  newFolder,
  newWorld,
  play,
  restarted,
  whenOnDisk,
  worldText,
} from "./kept-story.ts";

const stories = fc.sample(anyStory, { numRuns: 25, seed: 20261120 });

/** Tells the story up to this step, and keeps it in a folder. */
async function told(story: Story, { steps = story.steps.length, mostLogBytes = 1e9 } = {}) {
  const folder = newFolder();
  const world = newWorld(settingsOf(story));
  const kept = await keep(folder, world, { mostLogBytes });
  for (const call of opening) ask(world, call);
  for (const step of story.steps.slice(0, steps)) {
    play(world, step);
    await whenOnDisk(kept);
  }
  // Once more, because a snapshot may be begun when everything is on disk.
  await whenOnDisk(kept);
  return { folder, world };
}

function uninterrupted(story: Story): string {
  const world = newWorld(settingsOf(story));
  for (const call of opening) ask(world, call);
  for (const step of story.steps) play(world, step);
  return worldText(world);
}

describe("25 stories", () => {
  test.each([...stories.entries()])(
    "R-293 story %i, killed at its end, is found byte for byte as it was",
    async (_, story) => {
      const { folder, world } = await told(story);
      const again = restarted(folder, settingsOf(story));
      expect(worldText(again) === worldText(world)).toBe(true);
      expect(complaintsAbout(again.emulator.world)).toEqual([]);
      expect(again.pacer.describe()).toEqual(world.pacer.describe());
    },
  );

  test.each([...stories.entries()])(
    "R-293 story %i, killed in the middle, goes on as if it had not been",
    async (nth, story) => {
      const half = Math.floor((story.steps.length * (1 + (nth % 3))) / 4);
      const { folder } = await told(story, { steps: half });
      const world = restarted(folder, settingsOf(story));
      for (const step of story.steps.slice(half)) play(world, step);
      expect(worldText(world) === uninterrupted(story)).toBe(true);
    },
  );

  // A snapshot keeps the members of a record, but not always their order.
  test.each([...stories.entries()])(
    "R-293 story %i, with a snapshot after each step, goes on as if it had not been killed",
    async (_, story) => {
      const half = Math.floor(story.steps.length / 2);
      const { folder } = await told(story, { steps: half, mostLogBytes: 0 });
      const world = restarted(folder, settingsOf(story));
      for (const step of story.steps.slice(half)) play(world, step);
      expect(JSON.parse(worldText(world))).toEqual(JSON.parse(uninterrupted(story)));
    },
  );
});

/** The worlds after each input, beginning with the one before the first. */
async function worldsOf(story: Story) {
  const folder = newFolder();
  const world = newWorld(settingsOf(story));
  const worlds = [JSON.stringify(world.emulator.snapshot())];
  const watched = watchedBy(world, () => worlds.push(JSON.stringify(world.emulator.snapshot())));
  const kept = await keep(folder, watched);
  for (const call of opening) ask(world, call);
  for (const step of story.steps) play(world, step);
  await whenOnDisk(kept);
  return { folder, worlds };
}

function watchedBy(world: KeptWorld, watch: () => void): KeptWorld {
  const recordTo = (recorder: Recorder) =>
    world.emulator.recordTo({
      ...recorder,
      onInput: (input) => {
        watch();
        recorder.onInput(input);
      },
    });
  const emulator: Emulator = Object.create(world.emulator, { recordTo: { value: recordTo } });
  return { ...world, emulator };
}

test.each([0, 1, 2, 3, 4, 5])(
  "a log of story %i cut at any byte is a story up to some input, and its torn end is told",
  async (nth) => {
    const story = stories[nth] as Story;
    const short = { ...story, steps: story.steps.slice(0, 14) };
    const { folder, worlds } = await worldsOf(short);
    const { length } = bytesOf(folder, "log-1.jsonl");
    const cuts = fc.oneof(fc.nat(length), fc.nat(Math.min(length, 300)));
    let torn = 0;
    fc.assert(
      fc.property(cuts, (cut) => {
        const copy = copyOf(folder);
        cutLog(copy, 1, cut);
        const isTorn = bytesOf(copy, "log-1.jsonl").at(-1) !== 0x0a && cut > 0;
        const again = restarted(copy, settingsOf(story));
        expect(again.tornAt !== undefined).toBe(isTorn);
        torn += isTorn ? 1 : 0;
        const found = JSON.stringify(again.emulator.snapshot());
        expect(worlds.includes(found)).toBe(true);
        if (cut === length) expect(found === worlds.at(-1)).toBe(true);
      }),
      { numRuns: 60, examples: [[0], [length], [length - 1], [1]] },
    );
    expect(torn).toBeGreaterThan(20);
  },
);
