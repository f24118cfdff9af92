/** What a described group may have: weights, hooks, protection, standby, times, and its limits. */

import { describe, expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { planAnswerSchema } from "../../src/preview/plan-answer.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";

const planned = (request: object) => planDescribed(readPlanRequest(request));

test("R-141: with weights the figures are capacity units, and matching instances stay", () => {
  const plan = planned({
    describedGroup: {
      size: 24,
      instanceTypes: [
        { type: "m5.large", weight: 2, count: 4 },
        { type: "m5.xlarge", weight: 4, count: 4 },
      ],
      matchingInstances: 2,
    },
    preferences: { MinHealthyPercentage: 75, InstanceWarmup: 60, SkipMatching: true },
  });
  expect(plan).toMatchObject({ desiredCapacity: 24, floor: 18, terminations: 6 });
  expect(plan.lowestReady).toMatchObject({ units: 18, percentage: 75 });
});

test("R-168: a protected instance is waited for, and the refresh fails after an hour", () => {
  const request = {
    describedGroup: { size: 2, protectedInstances: 1 },
    preferences: { MinHealthyPercentage: 50, InstanceWarmup: 60 },
  };
  const waits = planned(request);
  expect(waits.status).toBe("Failed");
  expect(waits.steps.map(({ waitsFor }) => waitsFor)).toContain("protected instances");
  const preferences = { ...request.preferences, ScaleInProtectedInstances: "Ignore" };
  expect(planned({ ...request, preferences })).toMatchObject({ status: "Successful", launches: 1 });
});

test("R-172: instances in standby are beside the size, and end where that is said", () => {
  const plan = planned({
    describedGroup: { size: 2, standbyInstances: 1 },
    preferences: { MinHealthyPercentage: 50, StandbyInstances: "Terminate", InstanceWarmup: 60 },
  });
  expect(plan).toMatchObject({ status: "Successful", launches: 2, terminations: 3 });
  expect(plan.highestTotal.units).toBe(2);
});

test("hooks hold an instance until the answer that is asked for, or until they time out", () => {
  const describedGroup = { size: 1, hooks: [{ name: "warm", transition: "launching" }] };
  const preferences = { MinHealthyPercentage: 0, InstanceWarmup: 0 };
  const answered = (afterSeconds: number) => {
    const hookAnswers = [{ hook: "warm", afterSeconds }];
    return planned({ describedGroup, preferences, hookAnswers }).durationSeconds;
  };
  expect(answered(600) - answered(100)).toBe(500);
  const plan = planned({ describedGroup, preferences });
  expect(plan.failedLaunches).toBeGreaterThan(0);
});

test("boot, settle and terminate seconds are taken instead of the profile's", () => {
  const durationOf = (timing: object) =>
    planned({
      describedGroup: { size: 1 },
      preferences: { MinHealthyPercentage: 0 },
      timing: { profile: "aws", ...timing },
    }).durationSeconds;
  expect(durationOf({ bootSeconds: 305 }) - durationOf({ bootSeconds: 5 })).toBe(300);
  expect(durationOf({ settleSeconds: 375 }) - durationOf({ settleSeconds: 75 })).toBe(300);
  expect(durationOf({ terminateSeconds: 900 })).toBeGreaterThan(900);
});

test("an answer keeps to its schema, and its chart never shows more than was ready", () => {
  const plan = planned({
    describedGroup: { size: 20 },
    preferences: { MinHealthyPercentage: 90, InstanceWarmup: 300 },
  });
  expect(planAnswerSchema.parse(plan)).toEqual(plan);
  expect(plan.chart.length).toBeLessThanOrEqual(200);
  expect(Math.min(...plan.chart.map(({ ready }) => ready))).toBe(plan.lowestReady.units);
  expect(Math.max(...plan.chart.map(({ total }) => total))).toBe(plan.highestTotal.units);
});

test("the same request gives the same plan", () => {
  const request = { describedGroup: { size: 7 }, preferences: { InstanceWarmup: 10 } };
  expect(planned(request)).toEqual(planned(request));
});

describe("refused, with what would be accepted:", () => {
  const described = (members: object) => ({ describedGroup: { size: 4, ...members } });
  test.each([
    [{}, "expected either group, the name of one that exists, or describedGroup"],
    [{ group: "web", ...described({}) }, "expected either group"],
    [null, "expected object"],
    [{ describedGroup: {} }, "describedGroup.size: expected number"],
    [described({ size: 100_001 }), "<=100000"],
    [described({ sise: 3 }), "unknown sise; accepted: name, size,"],
    [described({ maxSize: 3 }), "describedGroup.maxSize: expected at least size, 4"],
    [described({ minSize: 5 }), "describedGroup.minSize: expected at most size, 4"],
    [described({ matchingInstances: 5 }), "expected at most 4, all instances"],
    [described({ protectedInstances: 5 }), "expected at most 4, all instances"],
    [described({ availabilityZones: [] }), "availabilityZones: Too small: expected array"],
    [
      described({ availabilityZones: ["mars-1a"] }),
      "availabilityZones: expected one of us-east-1a",
    ],
    [described({ instanceTypes: [{ type: "a" }, { type: "b" }] }), "expected a count for every"],
    [
      described({
        instanceTypes: [
          { type: "a", weight: 1, count: 1 },
          { type: "b", count: 3 },
        ],
      }),
      "expected a weight for every type or for none",
    ],
    [
      described({ instanceTypes: [{ type: "a", count: 3 }] }),
      "expected instances of 4 to 4 units; got 3",
    ],
    [
      described({ hooks: [{ name: "a", transition: "start" }] }),
      'one of "launching"|"terminating"',
    ],
    [{ ...described({}), account: "000000000000" }, "account: accepted with group only"],
    [{ ...described({}), desiredConfiguration: {} }, "desiredConfiguration: accepted with group"],
    [{ group: "web", timing: {} }, "timing: accepted with describedGroup only"],
    [{ ...described({}), timing: { profile: "slow" } }, 'one of "aws"|"fast"|"instant"'],
    [{ ...described({}), behaviors: [{ broken: true }] }, "unknown broken; accepted: group,"],
    [{ ...described({}), strategy: "BlueGreen" }, 'one of "Rolling"|"ReplaceRootVolume"'],
    [{ ...described({}), preferences: { MinHealthyPercentage: 101 } }, "less than or equal to 100"],
    [{ ...described({}), preferences: { CheckpointDelay: 60 } }, "ValidationError: "],
    [
      { ...described({}), hookAnswers: [{ hook: "a", afterSeconds: 1 }] },
      "no hook a; expected the group has no hooks",
    ],
  ])("%j", (request, text) => {
    const plan = () => planDescribed(readPlanRequest(request));
    expect(plan).toThrow(PlanRefusal);
    expect(plan).toThrow(text);
  });
});
