/** A plan costs what happens in it; the work of large groups is bounded, and all of it is told. */
import { expect, test } from "vitest";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";

/** Milliseconds of processor time, which other work on the machine does not lengthen much. */
function processorTimeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const planned = (size: number, preferences: Record<string, unknown>) =>
  planDescribed(readPlanRequest({ describedGroup: { size }, preferences }));

/** A busy machine with cold caches takes twice the time of a quiet one; `npm run bench` tells. */
test.each([
  ["min 90", { MinHealthyPercentage: 90, InstanceWarmup: 300 }],
  ["100 to 110", { MinHealthyPercentage: 100, MaxHealthyPercentage: 110, InstanceWarmup: 300 }],
  ["checkpoints", { CheckpointPercentages: [10, 50, 100], CheckpointDelay: 600 }],
])(
  "10,000 instances, %s, are planned within a second, or little more on a busy machine",
  (_, given) => {
    planned(1000, given);
    let launches = 0;
    const milliseconds = processorTimeOf(() => {
      launches = planned(10_000, given).launches;
    });
    expect(launches).toBe(10_000);
    expect(milliseconds).toBeLessThan(3000);
  },
);

test("everything at once loses no launch and no termination of 3,000", () => {
  const plan = planned(3000, { MinHealthyPercentage: 0, InstanceWarmup: 0 });
  expect(plan).toMatchObject({ launches: 3000, terminations: 3000, status: "Successful" });
  expect(plan.lowestReady.units).toBe(0);
});

test("a refresh of days lists its first and last steps and counts all of them", () => {
  const plan = planned(1200, { MinHealthyPercentage: 100, InstanceWarmup: 0 });
  expect(plan.stepCount).toBeGreaterThan(1000);
  expect(plan.steps).toHaveLength(1000);
  expect(plan.steps.at(-1)?.status).toBe("Successful");
});
