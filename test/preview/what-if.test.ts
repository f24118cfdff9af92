/** Plans in which one thing goes wrong, said in a few words. */
import { describe, expect, test } from "vitest";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed, planExcerpt } from "../../src/preview/run-plan.ts";
import { parseWhatIf } from "../../src/preview/what-if.ts";
import { account, aSettledFleet, regionName, toVersion } from "../support/in-process.ts";

const preferences = {
  MinHealthyPercentage: 75,
  InstanceWarmup: 60,
  AutoRollback: true,
  AlarmSpecification: { Alarms: ["errors", "latency"] },
};
const planned = (whatIf?: string, more: object = {}) =>
  planDescribed(readPlanRequest({ describedGroup: { size: 8 }, preferences, whatIf, ...more }));

const usual = planned();

describe("a plan has", () => {
  test("R-155 a launch that fails, and one retry more", () => {
    const plan = planned("launch 3 fails");
    expect(plan).toMatchObject({ status: "Successful", failedLaunches: 1, launches: 8 });
    expect(plan.whatIf).toEqual({ says: "launch 3 fails", happened: true });
    expect(plan.durationSeconds).toBeGreaterThan(usual.durationSeconds);
  });

  test("R-180 a new version that is never healthy, and is rolled back to the old one", () => {
    const plan = planned("new version never healthy");
    expect(plan).toMatchObject({ status: "RollbackSuccessful", whatIf: { happened: true } });
  });

  test("an alarm at a percentage, whether there is a checkpoint or not", () => {
    const plan = planned("alarm at 50 %");
    expect(plan).toMatchObject({ status: "RollbackSuccessful", whatIf: { happened: true } });
    expect(plan.launches).toBeGreaterThan(4);
    expect(planned("alarm latency at 25%").launches).toBeLessThan(plan.launches);
    const failed = planned("alarm at 50 %", {
      preferences: { ...preferences, AutoRollback: false },
    });
    expect(failed).toMatchObject({ status: "Failed" });
  });

  test("a zone that is gone for a while from the start on", () => {
    const plan = planned("zone us-east-1a gone for 10m");
    expect(plan).toMatchObject({ status: "Successful", whatIf: { happened: true } });
    expect(plan.lowestReady.units).toBeLessThan(usual.lowestReady.units);
  });

  test("nothing wrong where it never comes to that", () => {
    expect(planned("launch 300 fails")).toEqual({
      ...usual,
      whatIf: { says: "launch 300 fails", happened: false },
    });
  });
});

test("a group of an emulator has its faults too, in the copy only", () => {
  const story = aSettledFleet({ size: 4 });
  const before = JSON.stringify(story.emulator.snapshot());
  const place = { account, region: regionName, group: "web" };
  const plan = (whatIf: string) => {
    const excerpt = structuredClone(story.emulator.excerpt(place));
    if (excerpt === undefined) throw new Error("no such group");
    const asked = { group: "web", desiredConfiguration: toVersion("2"), whatIf };
    return planExcerpt(readPlanRequest(asked), excerpt, place);
  };
  expect(plan("launch 2 fails")).toMatchObject({ failedLaunches: 1, status: "Successful" });
  expect(plan("new version never healthy")).toMatchObject({ status: "Failed" });
  expect(JSON.stringify(story.emulator.snapshot())).toBe(before);
});

describe("refused:", () => {
  test.each([
    ["zone us-east-1f gone for 10m", "group has no zone us-east-1f; expected one of us-east-1a"],
    ["alarm none at 50 %", "the refresh does not watch none, but errors, latency"],
    ["launch 3 fail", "whatIf: expected one of launch 3 fails; launch 3 fails with"],
  ])("%s", (whatIf, text) => {
    expect(() => planned(whatIf)).toThrow(text);
  });

  test("an alarm, where the refresh watches none", () => {
    expect(() => planned("alarm at 50 %", { preferences: {} })).toThrow("watches no alarm");
  });
});

test.each([
  "launch 0 fails",
  "launch 3 fails with Nonsense",
  "launch -1 fails",
  "alarm at 101 %",
  "alarm at %",
  "zone us-east-1a gone for soon",
  "zone us-east-1a gone for 0s",
  "zone ; gone for 1m",
  "",
])("%j is none of the forms", (text) => {
  expect(parseWhatIf(text)).toBeUndefined();
});

test.each([
  [" launch  3 fails ", { kind: "launch", nth: 3, error: "InsufficientInstanceCapacity" }],
  ["launch 3 fails with VcpuLimitExceeded", { nth: 3, error: "VcpuLimitExceeded" }],
  ["alarm at 50%", { kind: "alarm", alarm: undefined, percentage: 50 }],
  ["zone us-east-1a gone for 1h30m", { kind: "zone", lasts: 5_400_000 }],
])("%j is read", (text, read) => {
  expect(parseWhatIf(text)).toMatchObject(read);
});
