/** What a plan says that a refresh costs, computed by hand from its steps. */
import { expect, test } from "vitest";
import { type PlanRequestInput, readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";

type Described = NonNullable<PlanRequestInput["describedGroup"]>;

/** Seconds of instances and of units: a launch takes 90 seconds here, all else no time. */
function secondsOf(describedGroup: Described, preferences: Record<string, unknown>) {
  const timing = { profile: "instant", bootSeconds: 90 } as const;
  const plan = planDescribed(readPlanRequest({ describedGroup, preferences, timing }));
  expect(plan.status).toBe("Successful");
  const { extraInstanceHours: extra, missingCapacityHours: missing } = plan;
  return { extra: Math.round(extra * 3600), missing: Math.round(missing * 3600) };
}

test("two at a time that boot and warm up: 2 units are missing for twice 150 seconds", () => {
  const costs = secondsOf({ size: 4 }, { MinHealthyPercentage: 50, InstanceWarmup: 60 });
  expect(costs).toEqual({ extra: 0, missing: 600 });
});

test("launching first costs two more instances for as long, and no capacity", () => {
  const preferences = { MinHealthyPercentage: 100, MaxHealthyPercentage: 150, InstanceWarmup: 60 };
  expect(secondsOf({ size: 4, maxSize: 8 }, preferences)).toEqual({ extra: 600, missing: 0 });
});

test("an instance that waits in a terminating hook still runs: 600 seconds each", () => {
  const hooks = [{ name: "drain", transition: "terminating" as const, timeoutSeconds: 600 }];
  const costs = secondsOf({ size: 2, hooks }, { MinHealthyPercentage: 50, InstanceWarmup: 60 });
  expect(costs).toEqual({ extra: 1200, missing: 300 });
});

test("with weights 4 of 12 units are one of three instances", () => {
  const group = { size: 8, instanceTypes: [{ type: "m5.xlarge", weight: 4, count: 2 }] };
  const preferences = { MinHealthyPercentage: 100, MaxHealthyPercentage: 150, InstanceWarmup: 60 };
  expect(secondsOf(group, preferences)).toEqual({ extra: 300, missing: 0 });
});

test("weights that do not add up to the desired capacity are beyond it all the time", () => {
  const group = { size: 6, instanceTypes: [{ type: "m5.xlarge", weight: 4, count: 2 }] };
  const costs = secondsOf(group, { MinHealthyPercentage: 50, InstanceWarmup: 0 });
  // Half an instance for 180 seconds; 2 of 6 units missing as long.
  expect(costs).toEqual({ extra: 90, missing: 360 });
});

test("a refresh without any duration costs nothing, and its one instant has been seen", () => {
  const plan = planDescribed(
    readPlanRequest({
      describedGroup: { size: 3 },
      timing: { profile: "instant" },
      preferences: { MinHealthyPercentage: 0, InstanceWarmup: 0 },
    }),
  );
  const nothing = { durationSeconds: 0, extraInstanceHours: 0, missingCapacityHours: 0 };
  expect(plan).toMatchObject({ status: "Successful", launches: 3, ...nothing });
  expect(plan.steps[0]).toMatchObject({ kind: "status", status: "Successful" });
});
