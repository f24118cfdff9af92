/** Scaling policies, scheduled actions and cooldowns: to which capacity each leads, and when. */
import { describe, expect, test } from "vitest";
import { causes, type ScalingActivity } from "../../src/domain/scaling-activity.ts";
import type { ScalingPolicy } from "../../src/domain/scaling-policy.ts";
import type { ScheduledAction } from "../../src/domain/scheduled-action.ts";
import { timings } from "../../src/domain/timing.ts";
import { blockingActivity, isCoolingDown } from "../../src/planner/cooldown.ts";
import { adjustedCapacity, executionChanges, stepFor } from "../../src/planner/policies.ts";
import { nextTime, reachScheduledAction } from "../../src/planner/scheduled-actions.ts";
import { aGroup, now } from "../support/builders.ts";

const timing = timings.aws;

describe("stepFor", () => {
  const steps = [
    { upperBound: -10, adjustment: 1 },
    { lowerBound: -10, upperBound: 0, adjustment: 2 },
    { lowerBound: 0, upperBound: 10, adjustment: 3 },
    { lowerBound: 10, adjustment: 4 },
  ];
  test.each([
    ["above, at the threshold", 0, false, 3],
    ["above, at an upper bound", 10, false, 4],
    ["above, just below it", 9, false, 3],
    ["below, at the threshold", 0, true, 2],
    ["below, at a lower bound", -10, true, 1],
    ["below, just above it", -9, true, 2],
    ["far above", 1000, false, 4],
    ["far below", -1000, true, 1],
  ])("%s", (_, difference, isBelow, expected) => {
    expect(stepFor({ steps }, { difference, isBelow })?.adjustment).toBe(expected);
  });

  test("none where no step reaches", () => {
    expect(stepFor({ steps: [] }, { difference: 1, isBelow: false })).toBeUndefined();
  });
});

describe("adjustedCapacity", () => {
  const percent = "PercentChangeInCapacity" as const;
  const rows: [string, Parameters<typeof adjustedCapacity>[1], number, number, number][] = [
    ["a change", { adjustmentType: "ChangeInCapacity" }, 10, 3, 13],
    ["a change downwards", { adjustmentType: "ChangeInCapacity" }, 10, -3, 7],
    ["an exact capacity", { adjustmentType: "ExactCapacity" }, 10, 3, 3],
    ["no less than the minimum", { adjustmentType: "ExactCapacity" }, 10, 1, 2],
    ["no more than the maximum", { adjustmentType: "ChangeInCapacity" }, 10, 30, 20],
    ["percent, rounded towards 0", { adjustmentType: percent }, 11, 25, 13],
    ["percent, below 1 is 1", { adjustmentType: percent }, 4, 10, 5],
    ["percent, exactly 1", { adjustmentType: percent }, 4, 25, 5],
    ["percent, downwards", { adjustmentType: percent }, 11, -25, 9],
    ["percent, nothing is nothing", { adjustmentType: percent }, 11, 0, 11],
    ["at least a magnitude", { adjustmentType: percent, minAdjustmentMagnitude: 2 }, 4, 25, 6],
    [
      "at least a magnitude down",
      { adjustmentType: percent, minAdjustmentMagnitude: 2 },
      8,
      -13,
      6,
    ],
    ["at least a step of old", { adjustmentType: percent, minAdjustmentStep: 3 }, 4, 25, 7],
    [
      "a magnitude before a step",
      { adjustmentType: percent, minAdjustmentMagnitude: 2, minAdjustmentStep: 3 },
      4,
      25,
      6,
    ],
  ];
  test.each(rows)("%s", (_, policy, desiredCapacity, adjustment, expected) => {
    const group = { desiredCapacity, minSize: 2, maxSize: 20 };
    expect(adjustedCapacity(group, policy, adjustment)).toBe(expected);
  });
});

test("a policy changes the capacity and says so, or nothing", () => {
  const group = aGroup([], { desiredCapacity: 3 });
  const policy = { name: "out", cooldownSeconds: 60 } as ScalingPolicy;
  const sentence = "At noon.";
  expect(executionChanges(group, policy, { to: 3, sentence, timing })).toEqual([]);
  expect(executionChanges(group, policy, { to: 4, sentence, timing })).toEqual([
    {
      type: "DesiredCapacityChanged",
      group: "web",
      to: 4,
      sentence,
      reactionSeconds: timing.scalingReactionSeconds,
    },
    { type: "ScalingPolicyExecuted", group: "web", name: "out", cooldownSeconds: 60 },
  ]);
});

describe("G-072 the cooldown", () => {
  const activity = (id: string, fields: Partial<ScalingActivity>): ScalingActivity => ({
    id,
    kind: "launch",
    cause: "",
    startTime: now - 90_000,
    statusCode: "Successful",
    progress: 100,
    ...fields,
  });
  const ended = (secondsAgo: number) => ({ endTime: now - secondsAgo * 1000 });
  const rows: [string, ScalingActivity[], string | undefined][] = [
    ["nothing has happened", [], undefined],
    ["one in progress", [activity("a", {})], "a"],
    ["one in progress before one that ended", [activity("a", {}), activity("b", ended(1))], "a"],
    ["the last that ended", [activity("a", ended(9)), activity("b", ended(1))], "b"],
    ["just before its end", [activity("a", ended(59))], "a"],
    ["at its end", [activity("a", ended(60))], undefined],
    ["from the warm pool", [activity("a", { kind: "launchFromWarmPool" })], "a"],
    ["a termination", [activity("a", { kind: "terminate" })], "a"],
    ["a return", [activity("a", { kind: "returnToWarmPool" })], "a"],
    ["not into the warm pool", [activity("a", { kind: "launchIntoWarmPool" })], undefined],
  ];
  test.each(rows)("%s", (_, activities, expected) => {
    const group = aGroup([], {
      defaultCooldownSeconds: 60,
      activities: new Map(activities.map((one) => [one.id, one])),
    });
    expect(blockingActivity(group, now)?.id).toBe(expected);
    expect(isCoolingDown(group, now)).toBe(expected !== undefined);
  });

  test("is the policy's before the group's", () => {
    const activities = new Map([["a", activity("a", ended(61))]]);
    const group = aGroup([], { defaultCooldownSeconds: 60, cooldownSeconds: 62, activities });
    expect(isCoolingDown(group, now)).toBe(true);
  });
});

describe("R-187 R-204 a scheduled action", () => {
  const anAction = (fields: Partial<ScheduledAction>): ScheduledAction => ({
    name: "night",
    arn: "arn",
    nextAt: now,
    ...fields,
  });
  const group = (fields = {}) =>
    aGroup([], { minSize: 1, maxSize: 9, desiredCapacity: 4, ...fields });
  const types = (fields: Partial<ScheduledAction>, ofGroup = {}) =>
    reachScheduledAction(group(ofGroup), anAction(fields), { now, timing }).map((change) =>
      change.type === "DesiredCapacityChanged" ? change.to : change.type,
    );
  const reached = "ScheduledActionReached";
  const rows: [string, Partial<ScheduledAction>, object, unknown[]][] = [
    ["changes the capacity", { desiredCapacity: 6 }, {}, [reached, 6]],
    ["changes nothing that is so already", { desiredCapacity: 4 }, {}, [reached]],
    ["changes the bounds", { minSize: 2, maxSize: 8 }, {}, [reached, "GroupUpdated"]],
    ["changes the minimum alone", { minSize: 2 }, {}, [reached, "GroupUpdated"]],
    ["lifts the capacity to the minimum", { minSize: 5 }, {}, [reached, "GroupUpdated", 5]],
    ["lowers it to the maximum", { maxSize: 3 }, {}, [reached, "GroupUpdated", 3]],
    ["not with a minimum over the maximum", { minSize: 10 }, {}, [reached]],
    ["not below the minimum", { desiredCapacity: 0 }, {}, [reached]],
    ["not above the maximum", { desiredCapacity: 10 }, {}, [reached]],
    ["at the minimum", { desiredCapacity: 1 }, {}, [reached, 1]],
    ["at the maximum", { desiredCapacity: 9 }, {}, [reached, 9]],
    [
      "is skipped while suspended",
      { desiredCapacity: 6 },
      { suspendedProcesses: new Map([["ScheduledActions", now]]) },
      [reached],
    ],
    ["not in deletion", { desiredCapacity: 6 }, { deletionBegunAt: now }, []],
  ];
  test.each(rows)("%s", (_, fields, ofGroup, expected) => {
    expect(types(fields, ofGroup)).toEqual(expected);
  });

  test("tells its bounds and when it runs next", () => {
    const action = anAction({ minSize: 2, desiredCapacity: 6, recurrence: "0 13 * * *" });
    expect(reachScheduledAction(group(), action, { now, timing })).toEqual([
      { type: reached, group: "web", name: "night", nextAt: now + 3_600_000 },
      {
        type: "GroupUpdated",
        group: "web",
        settings: { minSize: 2, maxSize: 9 },
        cleared: [],
      },
      {
        type: "DesiredCapacityChanged",
        group: "web",
        to: 6,
        sentence: causes.scheduledAction(now, { min: 2, max: 9, from: 4, to: 6 }),
        reactionSeconds: timing.scalingReactionSeconds,
      },
    ]);
  });

  test.each([
    ["never without a recurrence", {}, undefined],
    ["at its end", { recurrence: "0 13 * * *", endTime: now + 3_600_000 }, now + 3_600_000],
    ["not after its end", { recurrence: "0 13 * * *", endTime: now + 3_599_999 }, undefined],
  ])("runs again: %s", (_, fields, expected) => {
    expect(nextTime(fields, now)).toBe(expected);
  });
});
