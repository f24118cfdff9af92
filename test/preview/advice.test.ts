/** Advice: what is tried, what is given up, and what no other one beats. */
import { describe, expect, test } from "vitest";
import { beats, bestOf, brokenLimits, figuresOf, someOf } from "../../src/preview/advice.ts";
import { candidates } from "../../src/preview/candidates.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";
import { GivenUp, judgeBy } from "../../src/preview/trial.ts";
import { tryAll } from "../../src/preview/trials.ts";
import { planOfWorld } from "../../src/preview/world-plan.ts";
import { readWorld } from "../../src/world-file/read.ts";
import { fleetWorld } from "../support/fleet-world.ts";

const present = {
  MinHealthyPercentage: 90,
  MaxHealthyPercentage: 110,
  InstanceWarmup: 60,
  CheckpointPercentages: [50, 100],
  CheckpointDelay: 600,
};
const requestOf = (preferences: Readonly<Record<string, unknown>>) => ({
  describedGroup: { size: 12, maxSize: 24 },
  preferences,
});
const planned = (preferences: Readonly<Record<string, unknown>>) =>
  planDescribed(readPlanRequest(requestOf(preferences)));

describe("tried are", () => {
  test("healthy percentages within the limits, with the checkpoints and without", () => {
    const tried = candidates(present, { leastReady: 95, mostTotal: 120 });
    expect(tried).toContainEqual({ ...present, MinHealthyPercentage: 100 });
    expect(tried).toContainEqual({
      MinHealthyPercentage: 95,
      MaxHealthyPercentage: 120,
      InstanceWarmup: 60,
    });
    for (const { MinHealthyPercentage: min, MaxHealthyPercentage: max } of tried) {
      expect(min).toBeGreaterThanOrEqual(95);
      expect(max).toBeLessThanOrEqual(120);
    }
  });

  test("not the present ones again, nor what AWS refuses", () => {
    const tried = candidates(present, {});
    expect(tried.length).toBeGreaterThan(60);
    expect(tried).not.toContainEqual(present);
    for (const one of tried) expect(() => readPlanRequest(requestOf(one))).not.toThrow();
  });
});

test("the best are the same as if none had been given up", async () => {
  const all = candidates(present, {});
  const whole = all.map((preferences) => ({ preferences, plan: planned(preferences) }));
  let count = 0;
  const tried = await tryAll({
    candidates: all,
    requestFor: requestOf,
    limits: {},
    onTried: (now) => {
      count = now;
    },
  });
  expect(count).toBe(all.length);
  expect(tried.length).toBeLessThan(all.length);
  const best = bestOf(tried, {});
  expect(best.map(({ preferences }) => preferences)).toEqual(
    bestOf(whole, {}).map(({ preferences }) => preferences),
  );
  for (const { plan } of best) {
    expect(whole.some((other) => beats(figuresOf(other.plan), figuresOf(plan)))).toBe(false);
  }
});

test("a world that is read once gives each plan what a world of its own would", async () => {
  const content = fleetWorld(6, 12);
  const place = { account: "000000000000", region: "us-east-1", group: "web" };
  const desiredConfiguration = {
    LaunchTemplate: { LaunchTemplateName: "web", Version: "2" },
  };
  const requestFor = (preferences: Readonly<Record<string, unknown>>) => ({
    group: "web",
    desiredConfiguration,
    preferences,
  });
  const some = [50, 70, 90, 50].map((MinHealthyPercentage) => ({ MinHealthyPercentage }));
  const world = { content, place, from: "aws" } as const;
  const tried = await tryAll({
    candidates: some,
    requestFor,
    world,
    limits: {},
    onTried: () => undefined,
  });
  expect(tried.length).toBeGreaterThan(0);
  for (const { preferences, plan } of tried) {
    const own = readWorld({ world: content }, place);
    const request = readPlanRequest(requestFor(preferences));
    expect(plan).toEqual(planOfWorld(request, own, { ...place, from: "aws" }));
  }
});

describe("a plan is given up as soon as", () => {
  const judged = (rules: object) => () =>
    planDescribed(
      readPlanRequest(requestOf(present)),
      judgeBy({ earlier: [], later: [], ...rules }),
    );

  test.each([
    ["it takes longer", { mostSeconds: 60 }],
    ["too few are ready", { leastReady: 99 }],
    ["there are too many", { mostTotal: 100 }],
  ])("%s", (_, limits) => {
    expect(judged(limits)).toThrow(GivenUp);
  });

  test("another one is better, and not because one is the same", () => {
    const same = figuresOf(planned(present));
    const better = { ...same, durationSeconds: 1, extraInstanceHours: 0 };
    expect(judged({ earlier: [same], later: [same] })).not.toThrow();
    expect(judged({ earlier: [better] })).toThrow(GivenUp);
    expect(judged({ later: [better] })).toThrow(GivenUp);
  });
});

test("limits are told in words", () => {
  const plan = planned(present);
  expect(brokenLimits(plan, {})).toEqual([]);
  expect(brokenLimits(plan, { mostSeconds: 60, leastReady: 99, mostTotal: 100 })).toEqual([
    expect.stringContaining("more than 60 s"),
    expect.stringContaining("less than 99 %"),
    expect.stringContaining("more than 100 %"),
  ]);
});

test("of many some are shown, both ends among them", () => {
  const numbers = Array.from({ length: 20 }, (_, nth) => nth);
  expect(someOf(numbers, 5)).toEqual([0, 5, 10, 14, 19]);
  expect(someOf([1, 2], 5)).toEqual([1, 2]);
});
