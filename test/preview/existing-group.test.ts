/** The plan for a group that exists: it comes true, and the emulator does not notice it. */

import { describe, expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planExcerpt } from "../../src/preview/run-plan.ts";
import {
  account,
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  regionName as region,
  startRefresh,
  toVersion,
} from "../support/in-process.ts";

function planned(story: InProcess, request: object) {
  const asked = readPlanRequest({ group: "web", ...request });
  const place = { account, region, group: "web" };
  const excerpt = structuredClone(story.emulator.excerpt(place));
  if (excerpt === undefined) throw new Error("no such group");
  return planExcerpt(asked, excerpt, place);
}

/** All that a plan could leave behind. */
const tracesOf = ({ emulator, region: regionNow }: InProcess) => ({
  sequence: emulator.lastSequence(),
  nextDueAt: emulator.nextDueAt(),
  queue: emulator.queueLength(),
  snapshot: JSON.stringify(emulator.snapshot()),
  instances: [...regionNow().instances.keys()],
  refreshes: regionNow().groups.get("web")?.refreshes.length,
});

const preferences = { MinHealthyPercentage: 75, InstanceWarmup: 120 };
const desiredConfiguration = toVersion("2");

test("a plan leaves journal, queue, instances and generators of the emulator as they are", () => {
  const story = aSettledFleet({ size: 8 });
  const before = tracesOf(story);
  expect(planned(story, { preferences, desiredConfiguration })).toMatchObject({
    group: "web",
    from: "emulator",
    status: "Successful",
    launches: 8,
    terminations: 8,
    lowestReady: { units: 6, percentage: 75 },
  });
  expect(tracesOf(story)).toEqual(before);
});

test("the ids that the emulator draws next are those it would have drawn without the plan", () => {
  const idsOf = (hasPlan: boolean) => {
    const story = aSettledFleet({ size: 3 });
    if (hasPlan) planned(story, { preferences, desiredConfiguration });
    startRefresh(story, preferences);
    advanceUntil(story, hasEnded(story), { within: 3600, step: 5 });
    return story.instances().map(({ id }) => id);
  };
  expect(idsOf(true)).toEqual(idsOf(false));
});

test("what is planned is what then happens", () => {
  const story = aSettledFleet({ size: 7 });
  const plan = planned(story, { preferences, desiredConfiguration });
  const startedAt = story.elapsedSeconds();
  const sequence = story.emulator.lastSequence();
  startRefresh(story, preferences);
  advanceUntil(story, hasEnded(story), { within: 7200 });
  const changes = story.emulator.journalAfter(sequence).map(({ change }) => change.type);
  expect(story.elapsedSeconds() - startedAt).toBe(plan.durationSeconds);
  expect(story.refresh().status).toBe(plan.status);
  expect(changes.filter((type) => type === "LaunchAccepted")).toHaveLength(plan.launches);
  expect(changes.filter((type) => type === "CheckpointReached")).toHaveLength(0);
});

test("a group in the middle of a scale-out is planned for with what is still under way", () => {
  const story = aSettledFleet({ size: 4 });
  story.call("autoscaling", "SetDesiredCapacity", {
    AutoScalingGroupName: "web",
    DesiredCapacity: 6,
  });
  story.advance(8);
  const before = tracesOf(story);
  const plan = planned(story, { preferences, desiredConfiguration });
  expect(plan).toMatchObject({ status: "Successful", desiredCapacity: 6 });
  expect(tracesOf(story)).toEqual(before);
});

test("hooks of the group are answered when the request says so", () => {
  const story = aSettledFleet({ size: 2 });
  story.call("autoscaling", "PutLifecycleHook", {
    AutoScalingGroupName: "web",
    LifecycleHookName: "drain",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    HeartbeatTimeout: 1800,
  });
  const durationOf = (afterSeconds: number) => {
    const hookAnswers = [{ hook: "drain", afterSeconds }];
    return planned(story, { preferences, desiredConfiguration, hookAnswers }).durationSeconds;
  };
  expect(durationOf(900) - durationOf(300)).toBe(600);
});

describe("refused:", () => {
  test("a group that does not exist has no plan", () => {
    const { emulator } = aSettledFleet({ size: 1 });
    expect(emulator.excerpt({ account, region, group: "api" })).toBeUndefined();
    expect(emulator.excerpt({ account, region: "eu-west-1", group: "web" })).toBeUndefined();
  });

  test.each([
    [{ preferences: { MaxHealthyPercentage: 90 } }, "ValidationError: "],
    [{ desiredConfiguration: toVersion("9") }, "ValidationError: "],
    [{ hookAnswers: [{ hook: "drain", afterSeconds: 1 }] }, "the group has no hooks"],
  ])("%j is refused, and changes nothing", (request, text) => {
    const story = aSettledFleet({ size: 2 });
    const before = tracesOf(story);
    expect(() => planned(story, request)).toThrow(PlanRefusal);
    expect(() => planned(story, request)).toThrow(text);
    expect(tracesOf(story)).toEqual(before);
  });

  test("R-076: a group whose refresh is active is refused in AWS's words", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, preferences);
    expect(() => planned(story, { preferences })).toThrow("InstanceRefreshInProgress: ");
  });
});
