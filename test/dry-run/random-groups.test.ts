/** Fifty random groups that are read by AWS's calls only: each plan is what then happens. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Emulated, startEmulator } from "../support/emulator.ts";
import { callsOn, happening, planned, type Refresh, read } from "./as-aws.ts";
import { desiredOf, makeGroup, randomGroup, randomPreferences } from "./random-group.ts";

const seeds = Array.from({ length: 50 }, (_, nth) => nth + 1);

function drawn(seed: number) {
  const [story] = fc.sample(
    fc.record({
      group: randomGroup,
      preferences: randomPreferences,
      target: fc.constantFrom("none", "2", "3", "$Latest", "$Default"),
    }),
    { seed, numRuns: 1 },
  );
  if (story === undefined) throw new Error("nothing was drawn");
  return story;
}

async function made(seed: number): Promise<{ emulated: Emulated; refresh: Refresh }> {
  const { group, preferences, target } = drawn(seed);
  const { timing } = group;
  const emulated = await startEmulator({ timing, startTime: "2026-09-27T12:00:00Z" });
  makeGroup(group, { ...callsOn(emulated), advance: emulated.advance });
  const desiredConfiguration = target === "none" ? undefined : desiredOf(group, target);
  return { emulated, refresh: { preferences, desiredConfiguration } };
}

/** What AWS refuses the plan refuses, with the same code and sentence. */
async function orRefusal<T>(run: () => T | Promise<T>): Promise<T | string> {
  try {
    return await run();
  } catch (error) {
    return String(error).replace(/^PlanRefusal: /, "");
  }
}

/** Nobody can know the ids that instances will have; a reason may name one as an example. */
function masked<T>(plan: T): T {
  return JSON.parse(JSON.stringify(plan).replaceAll(/\bi-[0-9a-f]{17}\b/g, "i-…")) as T;
}

describe.each(seeds)("seed %i", (seed) => {
  test("what is planned is what then happens", async () => {
    const { emulated, refresh } = await made(seed);
    const run = await read(emulated, refresh, drawn(seed).group.timing);
    const plan = await orRefusal(() => planned(run, refresh));
    const happened = await orRefusal(() => happening(emulated, refresh));
    expect(masked(plan)).toEqual(masked(happened));
  });
});
