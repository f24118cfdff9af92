/** What the past of a group tells of how long things take, and plans that rest on it. */
import { expect, test } from "vitest";
import { timings } from "../../src/domain/timing.ts";
import { learnTiming } from "../../src/dry-run/learn-timing.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, group, happening, planned, read } from "./as-aws.ts";

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
const named = { ActivityId: "1", AutoScalingGroupName: group };
const byRefresh = "At 2026 an instance was launched in response to an instance refresh.";

const launch = (start: number, end: number, Cause = "") => ({
  ...named,
  Cause,
  StatusCode: "Successful" as const,
  Description: "Launching a new EC2 instance: i-1",
  StartTime: at(start),
  EndTime: at(end),
});
const termination = (start: number, end: number, Cause = "") => ({
  ...launch(start, end, Cause),
  Description: "Terminating EC2 instance: i-0",
});

test("launches and terminations are told in the median and in the slowest tenth", () => {
  const activities = [
    ...Array.from({ length: 10 }, (_, nth) => launch(0, nth + 1)),
    termination(0, 30),
    termination(0, 40),
    termination(0, 90),
  ];
  expect(learnTiming({ activities, refreshes: [] })).toEqual({
    launch: { median: 6, slowestTenth: 10, count: 10 },
    ready: undefined,
    termination: { median: 40, slowestTenth: 90, count: 3 },
  });
});

test.each([
  ["failed or are under way", { StatusCode: "Failed" as const }],
  ["have no end", { EndTime: undefined }],
  ["are of a warm pool", { Description: "Launching a new EC2 instance into warm pool: i-1" }],
])("activities that %s tell nothing", (_, members) => {
  const activities = [{ ...launch(0, 5), ...members }];
  expect(learnTiming({ activities, refreshes: [] }).launch).toBeUndefined();
});

const past = { InstanceRefreshId: "1", Status: "Successful" as const, StartTime: at(0) };
const moves = [
  termination(0, 30, byRefresh),
  launch(2, 10, byRefresh),
  termination(100, 130, byRefresh),
  termination(101, 131, byRefresh),
];

test("the time from InService to the next step of a refresh tells when instances are ready", () => {
  const Preferences = { InstanceWarmup: 0 };
  const refreshes = [{ ...past, EndTime: at(200), Preferences }];
  const { ready } = learnTiming({ activities: moves, refreshes });
  expect(ready).toEqual({ median: 90, slowestTenth: 90, count: 1 });
});

test.each([
  ["waited for its warmup", { InstanceWarmup: 85 }],
  ["waited at checkpoints", { InstanceWarmup: 0, CheckpointPercentages: [50, 100] }],
])("a refresh that %s does not tell it", (_, Preferences) => {
  const refreshes = [{ ...past, EndTime: at(200), Preferences }];
  expect(learnTiming({ activities: moves, refreshes }).ready).toBeUndefined();
});

const slowly = { bootSeconds: 40, settleSeconds: 120, terminateSeconds: 70 };

/** A group in which all takes longer than usually, with a refresh in its past. */
async function aSlowGroup() {
  const emulated = await startEmulator({
    timing: "aws",
    startTime: "2026-09-27T12:00:00Z",
    settings: { timing: { ...timings.aws, ...slowly } },
  });
  aGroup(emulated);
  const refresh = { preferences: { MinHealthyPercentage: 60, InstanceWarmup: 0 } };
  await happening(emulated, refresh);
  emulated.advance(7200);
  return { emulated, refresh };
}

test("the plan of a group with a past goes by it, and comes true within a step", async () => {
  const { emulated, refresh } = await aSlowGroup();
  const run = await read(emulated, refresh);
  expect(run.learnt).toMatchObject({
    launch: { median: slowly.bootSeconds, count: 10 },
    termination: { median: slowly.terminateSeconds, count: 5 },
  });
  const plan = planned(run, refresh);
  const slow = run.slowPlan(readPlanRequest({ group, ...refresh }));
  const usual = planned(await read(emulated, refresh, "aws"), refresh);
  const happened = await happening(emulated, refresh);
  expect(Math.abs(plan.durationSeconds - happened.durationSeconds)).toBeLessThanOrEqual(30);
  expect(plan.lowestReady.units).toBe(happened.lowestReady.units);
  expect(slow?.durationSeconds).toBeGreaterThanOrEqual(plan.durationSeconds);
  expect(usual.durationSeconds).toBeLessThan(happened.durationSeconds - 60);
});

test("without a past there is no slow plan", async () => {
  const emulated = await startEmulator({ timing: "instant", startTime: "2026-09-27T12:00:00Z" });
  aGroup(emulated, { DesiredCapacity: 0 });
  const run = await read(emulated, { preferences: {} });
  expect(run.slowPlan(readPlanRequest({ group, preferences: {} }))).toBeUndefined();
});
