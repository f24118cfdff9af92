/** Plans with faults: the schema of everywhere else, for what can happen to a described group. */

import { describe, expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";

const preferences = { MinHealthyPercentage: 75, InstanceWarmup: 0 };
const hooks = [{ name: "init", transition: "launching" }];
const planned = (faults: readonly object[], group: object = {}) =>
  planDescribed(readPlanRequest({ describedGroup: { size: 4, ...group }, preferences, faults }));

const undisturbed = planned([]);

describe("a plan foresees", () => {
  test("R-155 a launch that fails, which costs a retry", () => {
    const launchError = "InsufficientInstanceCapacity";
    const plan = planned([{ kind: "launch", nthLaunch: 3, launchError }]);
    expect(plan).toMatchObject({ status: "Successful", failedLaunches: 1, launches: 4 });
    expect(plan.durationSeconds).toBeGreaterThan(undisturbed.durationSeconds);
  });

  test("R-180 a version that is never healthy, which fails after the hour", () => {
    const fault = { kind: "launch", launchTemplateVersion: 2, health: "never" };
    expect(planned([fault])).toMatchObject({ hasEnded: true, status: "Failed" });
  });

  test("an impaired zone, from and until times of a clock that begins with the year 2026", () => {
    const between = { from: "2026-01-01T00:00:00Z", until: "2026-01-01T00:10:00Z" };
    const plan = planned([{ kind: "zone", availabilityZone: "us-east-1a", ...between }]);
    expect(plan.failedLaunches).toBeGreaterThan(0);
    expect(plan.lowestReady.units).toBeLessThan(undisturbed.lowestReady.units);
    expect(plan).toMatchObject({ status: "Successful" });
    // After the refusals launches go to other zones, so that the end of the fault is not awaited.
    expect(plan.durationSeconds).toBeLessThan(600);
  });

  test("G-156 a hook that answers itself after 40 seconds", () => {
    const fault = { kind: "hook", hook: "init", result: "CONTINUE", afterSeconds: 40 };
    const plan = planned([fault], { hooks });
    expect(plan).toMatchObject({ status: "Successful", failedLaunches: 0 });
    const late = plan.durationSeconds - undisturbed.durationSeconds;
    expect(late).toBeGreaterThanOrEqual(4 * 30);
    expect(late).toBeLessThanOrEqual(4 * 50);
  });
});

test.each([
  [{ kind: "api", error: "Throttling" }, "faults.0.kind: expected one of launch, zone, hook"],
  [{ kind: "alarm", alarm: "errors" }, "faults.0.kind: expected one of launch, zone, hook"],
  [{ kind: "launch", group: "web", health: "never" }, "faults.0.group: expected group, the group"],
  [{ kind: "launch" }, "faults.0: has no effect; expected one of bootSeconds"],
])("%j is refused", (fault, message) => {
  expect(() => planned([fault])).toThrow(PlanRefusal);
  expect(() => planned([fault])).toThrow(message);
});

test("a group that exists has its emulator's faults, and no others", () => {
  const request = { group: "web", faults: [] };
  expect(() => readPlanRequest(request)).toThrow("faults: accepted with describedGroup only");
});
