/** The plan of AWS's own examples of checkpoints: steps, pauses and durations. */
import { expect, test } from "vitest";
import type { PlanAnswer } from "../../src/preview/plan-answer.ts";
import { type PlanRequestInput, readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";

const planned = (size: number, preferences: Record<string, unknown>, more?: PlanRequestInput) =>
  planDescribed(
    readPlanRequest({
      describedGroup: { size, maxSize: 2 * size },
      preferences: { InstanceWarmup: 600, ...preferences },
      ...more,
    }),
  );

/** `replace 2`, `checkpoint 20`, `Successful`: the table without its times. */
const storyOf = ({ steps }: PlanAnswer) =>
  steps.map(({ kind, status, checkpoint, stopped }) =>
    kind === "status" ? status : kind === "checkpoint" ? `checkpoint ${checkpoint}` : stopped,
  );

test("R-158, R-160: ten instances with checkpoints 20, 50, 100 go 2, 2 and 1, and 2, 2, 1", () => {
  const plan = planned(10, {
    MinHealthyPercentage: 80,
    MaxHealthyPercentage: 100,
    CheckpointPercentages: [20, 50, 100],
    CheckpointDelay: 900,
  });
  expect(storyOf(plan)).toEqual([
    "Pending",
    "InProgress",
    2,
    "checkpoint 20",
    2,
    1,
    "checkpoint 50",
    2,
    2,
    1,
    "Successful",
  ]);
  expect(plan).toMatchObject({
    status: "Successful",
    percentageComplete: 100,
    launches: 10,
    terminations: 10,
    floor: 8,
    ceiling: 10,
    hasEnded: true,
    failedLaunches: 0,
    lowestReady: { units: 8, percentage: 80, atSeconds: 5 },
    highestTotal: { units: 10, percentage: 100 },
  });
});

test("R-164: checkpoints 20, 50 with delay 15 min and warmup 10 min end after 45 minutes", () => {
  const plan = planned(10, {
    MinHealthyPercentage: 80,
    CheckpointPercentages: [20, 50],
    CheckpointDelay: 900,
  });
  const minutes = plan.steps.slice(2).map(({ atSeconds }) => Math.floor(atSeconds / 60));
  const story = storyOf(plan).slice(2);
  expect(story).toEqual([2, "checkpoint 20", 2, 1, "checkpoint 50", "Successful"]);
  expect(minutes).toEqual([0, 10, 25, 35, 45, 45]);
  expect(plan.percentageComplete).toBe(50);
});

test("R-159: four instances with checkpoints 1, 50, 100 pause after one and after two", () => {
  const plan = planned(4, {
    MinHealthyPercentage: 75,
    CheckpointPercentages: [1, 50, 100],
    CheckpointDelay: 60,
  });
  expect(storyOf(plan).slice(2)).toEqual([
    1,
    "checkpoint 1",
    1,
    "checkpoint 50",
    1,
    1,
    "Successful",
  ]);
});

test("R-162: three instances with checkpoints 10, 40, 100 pause after the first and second", () => {
  const plan = planned(3, {
    MinHealthyPercentage: 90,
    CheckpointPercentages: [10, 40, 100],
    CheckpointDelay: 60,
  });
  expect(storyOf(plan).slice(2)).toEqual([1, "checkpoint 10", 1, "checkpoint 40", 1, "Successful"]);
  expect(plan.lowestReady).toMatchObject({ units: 2, percentage: 66.6 });
});

test.each([
  {
    mode: "terminate and launch together",
    preferences: { MinHealthyPercentage: 50 },
    first: { stopped: 2, launched: 2, readyLow: 2, totalHigh: 4 },
  },
  {
    mode: "launch before terminating",
    preferences: { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
    first: { stopped: 0, launched: 2, readyLow: 4, totalHigh: 6 },
  },
  {
    mode: "both at once",
    preferences: { MinHealthyPercentage: 75, MaxHealthyPercentage: 125 },
    first: { stopped: 1, launched: 2, readyLow: 3, totalHigh: 5 },
  },
])("R-130, R-131: the first batch of $preferences is that of $mode", ({ preferences, first }) => {
  const plan = planned(4, preferences);
  expect(plan.steps.find(({ kind }) => kind === "replace")).toMatchObject(first);
  expect(plan.status).toBe("Successful");
});

test("R-310: minimum healthy 100 alone launches first unless the old way is asked", () => {
  const preferences = { MinHealthyPercentage: 100 };
  const first = ({ steps }: PlanAnswer) => steps.find(({ kind }) => kind === "replace");
  expect(first(planned(3, preferences))).toMatchObject({ stopped: 0, readyLow: 3, totalHigh: 4 });
  const old = planned(3, preferences, { min100: "terminate-first" });
  expect(first(old)).toMatchObject({ stopped: 1, readyLow: 2, totalHigh: 3 });
});

test("R-180: broken new instances are rolled back after the hour, where that is wished", () => {
  const behaviors = [{ launchTemplateVersion: 2, isBroken: true }];
  const preferences = { MinHealthyPercentage: 50, InstanceWarmup: 60 };
  const back = planned(4, { ...preferences, AutoRollback: true }, { behaviors });
  expect(back.status).toBe("RollbackSuccessful");
  expect(storyOf(back)).toContain("RollbackInProgress");
  expect(back.secondsInStatus.InProgress).toBeGreaterThanOrEqual(3600);
  expect(back.secondsInStatus).not.toHaveProperty("RollbackSuccessful");
  const failed = planned(4, preferences, { behaviors });
  expect(failed.status).toBe("Failed");
  expect(failed.statusReason).not.toBe("");
  expect(failed.lowestReady).toMatchObject({ units: 2, percentage: 50 });
});

test("launches that EC2 refuses are counted, and named where they happen", () => {
  const behaviors = [{ nthLaunch: 1, launchRefusal: "no capacity" }];
  const plan = planned(2, { MinHealthyPercentage: 50 }, { behaviors });
  expect(plan).toMatchObject({ status: "Successful", failedLaunches: 1, launches: 2 });
  expect(plan.steps.filter(({ failedLaunches }) => failedLaunches > 0)).toHaveLength(1);
});
