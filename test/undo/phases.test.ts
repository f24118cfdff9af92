/** The phases of an undo: Harness's example, 100,000 random cases, and where the engine stops. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkpointPercentages,
  checkpointsOf,
  deployedInPhases,
  type Phased,
  undoPhases,
} from "../../src/undo/phases.ts";
import { aSettledFleet } from "../support/in-process.ts";

const harness = [10, 30, 60, 100];
const split = (phased: Phased) => {
  const phases = undoPhases(phased);
  const checkpoints = checkpointsOf(phases, phased);
  return {
    instances: phases.map(({ instances }) => instances),
    percentages: checkpointPercentages(checkpoints),
    counts: checkpoints.map(({ count }) => count),
  };
};

test.each([
  ["8 of Harness's example", harness, 8, [1, 2, 2, 3]],
  ["a last percentage below 100 is stretched", [50, 80], 10, [5, 5]],
  ["one phase", [100], 7, [7]],
  ["more phases than instances", [10, 20, 30, 100], 2, [1, 0, 0, 1]],
] as const)("what the phases deployed: %s (U-050)", (_, percentages, deployed, expected) => {
  expect(deployedInPhases({ checkpointPercentages: percentages, deployed })).toEqual(expected);
});

describe("what the phases take back", () => {
  const of8 = { checkpointPercentages: harness, deployed: 8 };

  test("15 of 8: 6, 4, 4 and the rest (U-052, U-054)", () => {
    expect(split({ ...of8, total: 15, matching: 0 })).toEqual({
      instances: [6, 4, 4, 1],
      percentages: [40, 66, 93, 100],
      counts: [6, 10, 14, 15],
    });
    const [first] = undoPhases({ ...of8, total: 15, matching: 0 });
    expect(first).toMatchObject({
      number: 4,
      deployed: 3,
      exact: { numerator: 45, denominator: 8 },
    });
  });

  test("those that have the target already are not taken back (U-052, U-054)", () => {
    expect(split({ ...of8, total: 15, matching: 3 })).toMatchObject({
      instances: [5, 3, 3, 1],
      percentages: [53, 73, 93, 100],
    });
  });

  test("empty phases are dropped (U-053)", () => {
    expect(split({ ...of8, total: 4, matching: 0 }).instances).toEqual([2, 1, 1]);
    expect(split({ ...of8, total: 1, matching: 0 })).toMatchObject({
      instances: [1],
      percentages: [100],
    });
  });

  test("above 100 instances the nearest whole percentage counts (U-054)", () => {
    expect(split({ ...of8, total: 333, matching: 0 })).toMatchObject({
      counts: [124, 207, 290, 333],
      instances: [125, 83, 83, 42],
    });
  });
});

const percentages = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
  .map((drawn) => drawn.sort((a, b) => a - b));
const cases = fc
  .record({
    checkpointPercentages: percentages,
    deployed: fc.integer({ min: 1, max: 400 }),
    total: fc.integer({ min: 1, max: 1000 }),
    share: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ share, ...phased }) => ({
    ...phased,
    matching: Math.floor((phased.total * share) / 100),
  }));

test("100,000 cases: all are taken back, percentages ascend to 100 (U-050 to U-054)", () => {
  fc.assert(
    fc.property(cases, (phased) => {
      const { instances, percentages: sent, counts } = split(phased);
      const wrong = [
        instances.reduce((sum, count) => sum + count, 0) !== phased.total - phased.matching,
        instances.some((count) => count < 1),
        sent.some((percentage, nth) => percentage <= (sent[nth - 1] ?? 0)),
        sent.at(-1) !== 100,
        phased.total <= 100 && !isExact(phased, instances, counts),
      ];
      return !wrong.includes(true);
    }),
    { numRuns: 100_000, seed: 15 },
  );
});

/** Whether AWS stops at exactly the counts that were wanted. */
function isExact({ matching }: Phased, instances: readonly number[], counts: readonly number[]) {
  let wanted = matching;
  return counts.every((count, nth) => {
    wanted += instances[nth] ?? 0;
    return count === wanted;
  });
}

const groups = fc.record({
  checkpointPercentages: percentages,
  deployed: fc.integer({ min: 1, max: 40 }),
  active: fc.integer({ min: 1, max: 30 }),
  matching: fc.integer({ min: 0, max: 10 }),
});

test("200 groups: the engine stops at each of these counts (U-054)", () => {
  fc.assert(
    fc.property(groups, ({ active, ...drawn }) => {
      const phased = { ...drawn, total: active + drawn.matching };
      const { percentages: sent, counts } = split(phased);
      expect(stopsOfEngine(phased, sent)).toEqual([...new Set(counts)]);
    }),
    { numRuns: 200, seed: 15 },
  );
});

/** How many instances have version 1 when the refresh has waited at each of its checkpoints. */
function stopsOfEngine({ total, matching }: Phased, sent: readonly number[]): readonly number[] {
  const story = aSettledFleet({ size: total - matching });
  const group = { AutoScalingGroupName: "web" };
  const save = (Version: string) =>
    story.call("autoscaling", "UpdateAutoScalingGroup", {
      ...group,
      MaxSize: 100,
      LaunchTemplate: { LaunchTemplateName: "web", Version },
    });
  const refresh = (Version: string, Preferences: object) =>
    story.call("autoscaling", "StartInstanceRefresh", {
      ...group,
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version } },
      Preferences: { MinHealthyPercentage: 0, InstanceWarmup: 0, ...Preferences },
    });
  refresh("2", {});
  story.advance(3600);
  save("1");
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: total });
  story.advance(3600);
  save("2");
  refresh("1", { SkipMatching: true, CheckpointPercentages: sent, CheckpointDelay: 3600 });
  return sent.map(() => {
    story.advance(3500);
    const back = story.instances().filter(({ launchTemplate: has }) => has?.version === "1");
    story.advance(100);
    return back.length;
  });
}
