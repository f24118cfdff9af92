/** A snapshot at any moment of any story, restored, goes on as if nothing had happened. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complaintsAbout } from "../support/checkers.ts";
import { journalOf, teller } from "./stored-story.ts";
import { anyStory, type Story } from "./workload.ts";

/** Two of the sample launch a broken version thousands of times: minutes, and nothing new. */
const endless = new Set([21, 33]);
const stories = fc
  .sample(anyStory, { numRuns: 52, seed: 20261120 })
  .filter((_, nth) => !endless.has(nth));

function uninterrupted({ steps, ...story }: Story): string {
  const told = teller(story);
  for (const step of steps) told.play(step);
  return journalOf(told);
}

/** The journal is taken out each time: a long story is not to copy its past at each event. */
function storedAtEachEvent({ steps, ...story }: Story) {
  const journal: unknown[] = [];
  let moments = 0;
  const told = teller(story, {
    watch: (emulator) => {
      moments += 1;
      const { journal: past, ...snapshot } = JSON.parse(JSON.stringify(emulator.snapshot()));
      journal.push(...emulator.journalAfter(0));
      emulator.restore({ ...snapshot, journal: { ...past, entries: [] } });
    },
  });
  for (const step of steps) told.play(step);
  return { moments, journal: JSON.stringify(journal), world: told.emulator.world };
}

describe("50 stories", () => {
  test.each([...stories.entries()])(
    "R-293 story %i, stored and restored at every event, has the journal of the undisturbed one",
    (_, story) => {
      const stored = storedAtEachEvent(story);
      expect(stored.moments).toBeGreaterThan(story.steps.length);
      expect(stored.journal === uninterrupted(story), "journal").toBe(true);
      expect(complaintsAbout(stored.world)).toEqual([]);
    },
    60_000,
  );
});

describe("in a new process", () => {
  test.each([3, 11, 29])(
    "R-293 story %i goes on from the middle to the same journal",
    (nth) => {
      const { steps, ...story } = stories[nth] as Story;
      const half = Math.floor(steps.length / 2);
      const told = teller(story);
      for (const step of steps.slice(0, half)) told.play(step);
      const snapshot = told.emulator.snapshot();
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", "tsx", join(import.meta.dirname, "go-on.ts")],
        {
          input: JSON.stringify({ snapshot, story, steps: steps.slice(half) }),
          encoding: "utf8",
          maxBuffer: 2 ** 28,
        },
      );
      expect(stderr).toBe("");
      expect(stdout === uninterrupted({ steps, ...story }), "journal").toBe(true);
    },
    60_000,
  );
});
