/** Random stories kept on disk: a restart at any point finds the world of that point. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Recorder } from "../../src/domain/engine-input.ts";
import { repairFolder } from "../../src/durable/repair-folder.ts";
import type { Emulator } from "../../src/emulator.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { anyStory, opening, type Story, settingsOf } from "../simulation/workload.ts";
import {
  ask,
  bytesOf,
  copyOf,
  cutLog,
  keep,
  newFolder,
  newWorld,
  onlyLiving,
  open,
  type PlayedWorld,
  play,
  restarted,
  setCount,
  startErrorOf,
  whenOnDisk,
  worldText,
} from "./kept-story.ts";

const stories = fc.sample(anyStory, { numRuns: 25, seed: 20261120 });

/** Tells the story up to this step, and keeps it in a folder. */
async function told(
  story: Story,
  { steps = story.steps.length, mostLogBytes = 1e9, pieceBytes = 1000 } = {},
) {
  const folder = newFolder();
  const world = newWorld(settingsOf(story));
  const kept = await keep(folder, world, { mostLogBytes, pieceBytes });
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

  test.each([...stories.entries()])(
    "R-293 story %i, with a snapshot after each step, goes on as if it had not been killed",
    async (_, story) => {
      const half = Math.floor(story.steps.length / 2);
      const { folder } = await told(story, { steps: half, mostLogBytes: 0 });
      const world = restarted(folder, settingsOf(story));
      for (const step of story.steps.slice(half)) play(world, step);
      expect(worldText(world) === uninterrupted(story)).toBe(true);
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

function watchedBy(world: PlayedWorld, watch: () => void): PlayedWorld {
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

/** How many whole records a log of this length has after its first line. */
function recordsIn(log: Buffer, length: number): number {
  return log.subarray(0, length).reduce((sum, byte) => sum + (byte === 0x0a ? 1 : 0), -1);
}

test.each([0, 1, 2, 3, 4, 5])(
  "a log of story %i cut at any byte is dropped or refused, and a repair keeps what is whole",
  async (nth) => {
    const story = stories[nth] as Story;
    const short = { ...story, steps: story.steps.slice(0, 14) };
    const { folder, worlds } = await worldsOf(short);
    const log = bytesOf(folder, "log-1.jsonl");
    const { length } = log;
    const cuts = fc.oneof(fc.nat(length), fc.nat(Math.min(length, 300)));
    let repaired = 0;
    fc.assert(
      fc.property(cuts, fc.nat(20), (cut, unacknowledged) => {
        const copy = copyOf(folder);
        cutLog(copy, 1, cut);
        // As if the last ones had been written and the process had been killed before it counted.
        const all = recordsIn(log, length);
        setCount(copy, 1, { records: Math.max(0, all - unacknowledged), bytes: length });
        const left = recordsIn(log, cut);
        const isWhole = left >= Math.max(0, all - unacknowledged);
        const refusal = startErrorOf(() => open(copy).release());
        expect(refusal === undefined).toBe(isWhole);
        if (refusal !== undefined) {
          expect(refusal).toMatch(/`asg-local data repair .*` keeps what is whole/);
          const repair = repairFolder(copy, onlyLiving(0));
          repaired += 1;
          expect(repair?.kept.records).toBe(Math.max(0, left));
          expect(repair?.lost.bytes).toBe(
            cut - (repair?.aside === undefined ? cut : keptBytes(log, cut)),
          );
        }
        const again = restarted(copy, settingsOf(story));
        const found = JSON.stringify(again.emulator.snapshot());
        expect(worlds.includes(found)).toBe(true);
        if (cut === length) expect(found === worlds.at(-1)).toBe(true);
      }),
      {
        numRuns: 40,
        examples: [
          [0, 0],
          [length, 0],
          [length - 1, 0],
          [1, 20],
        ],
      },
    );
    expect(repaired).toBeGreaterThan(10);
  },
);

/** Up to the last line that is whole. */
function keptBytes(log: Buffer, cut: number): number {
  return log.subarray(0, cut).lastIndexOf(0x0a) + 1;
}
