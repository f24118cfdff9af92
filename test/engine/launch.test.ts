/** Launches: zones, tags, causes, and when each step is seen. */
import { describe, expect, test } from "vitest";
import type { JournalEntry } from "../../src/domain/journal-entry.ts";
import { timings } from "../../src/domain/timing.ts";
import {
  advanceUntil,
  aSettledFleet,
  type InProcess,
  inProcess,
  start,
  startRefresh,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };

/** The first change of a type since some seconds, in seconds after them. */
function secondsTo(
  story: InProcess,
  type: JournalEntry["change"]["type"],
  since: number,
): number | undefined {
  const entry = story
    .journal()
    .find(({ at, change }) => change.type === type && at >= start + since * 1000);
  return entry && (entry.at - start) / 1000 - since;
}

const zonesOf = (story: InProcess) =>
  story
    .instances()
    .filter(({ lifecycleState }) => lifecycleState !== "Terminating")
    .map(({ availabilityZone }) => availabilityZone.at(-1))
    .sort()
    .join("");

const countIn = (letters: string) => ["a", "b", "c"].map((zone) => letters.split(zone).length - 1);

describe("zones", () => {
  test.each([
    [1, "a"],
    [3, "abc"],
    [4, "aabc"],
    [10, "aaaabbbccc"],
  ])("R-121 %i instances are spread evenly: %s", (size, expected) => {
    expect(zonesOf(aSettledFleet({ size }))).toBe(expected);
  });

  test("R-121 a replacement goes to the zone with fewest instances after the removal", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75 });
    advanceUntil(story, () => secondsTo(story, "LaunchAccepted", 600) !== undefined, {
      within: 60,
    });
    expect(zonesOf(story)).toBe("aabc");
  });

  test("R-121 a whole refresh keeps the zones balanced", () => {
    const story = aSettledFleet({ size: 9 });
    startRefresh(story, { MinHealthyPercentage: 66 });
    advanceUntil(story, () => story.refresh().status === "Successful", { within: 7200, step: 5 });
    expect(countIn(zonesOf(story))).toEqual([3, 3, 3]);
  });
});

test("R-122 the first step takes the oldest first, though they joined in another order", () => {
  const story = aSettledFleet({ size: 2, group: { AvailabilityZones: ["us-east-1a"] } });
  const [older, younger] = story.instances();
  story.call("autoscaling", "EnterStandby", {
    ...group,
    InstanceIds: [younger?.id ?? ""],
    ShouldDecrementDesiredCapacity: true,
  });
  story.advance(60);
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
  story.advance(300);
  story.call("autoscaling", "ExitStandby", { ...group, InstanceIds: [younger?.id ?? ""] });
  story.advance(300);
  startRefresh(story, { MinHealthyPercentage: 66 });
  story.advance(15);
  const leaving = story
    .instances()
    .filter(({ lifecycleState }) => lifecycleState === "Terminating");
  expect(leaving.map(({ id }) => id)).toEqual([older?.id]);
});

describe("timing", () => {
  test("G-065 an instance is listed only from EC2's acceptance on", () => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
    const listed = () => {
      const answer = story.call("autoscaling", "DescribeAutoScalingGroups", {});
      const groups = answer.AutoScalingGroups as { Instances?: unknown[] }[];
      return groups[0]?.Instances?.length;
    };
    advanceUntil(story, () => secondsTo(story, "LaunchRequested", 600) !== undefined, {
      within: 30,
    });
    expect(listed()).toBe(1);
    story.advance(2);
    expect(listed()).toBe(2);
  });

  test("G-073 the engine reacts to a new desired capacity after 5 to 10 seconds, both ways", () => {
    const story = aSettledFleet({ size: 2 });
    story.advance(3);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 3 });
    story.advance(297);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 1 });
    story.advance(300);
    for (const seconds of [
      secondsTo(story, "LaunchRequested", 603),
      secondsTo(story, "TerminationStarted", 900),
    ]) {
      expect(seconds).toBeGreaterThanOrEqual(5);
      expect(seconds).toBeLessThanOrEqual(10);
    }
  });

  test("G-082 G-116 an unhealthy one goes after 10 to 15 s, the next starts 2 s later", () => {
    const story = aSettledFleet({ size: 2 });
    story.call("autoscaling", "SetInstanceHealth", {
      InstanceId: story.instances()[0]?.id,
      HealthStatus: "Unhealthy",
    });
    story.advance(60);
    const ended = secondsTo(story, "TerminationStarted", 600) ?? 0;
    expect(ended).toBeGreaterThanOrEqual(10);
    expect(ended).toBeLessThanOrEqual(15);
    expect(secondsTo(story, "LaunchAccepted", 600)).toBe(ended + 2);
  });

  test("G-096 the protected activity comes 5 to 10 seconds after the call, once", () => {
    const story = aSettledFleet({ size: 1, group: { NewInstancesProtectedFromScaleIn: true } });
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 0 });
    story.advance(300);
    const reports = story.journal().filter(({ change }) => change.type === "ProtectionReported");
    expect(reports).toHaveLength(1);
    expect(secondsTo(story, "ProtectionReported", 600)).toBeGreaterThanOrEqual(5);
    expect(secondsTo(story, "ProtectionReported", 600)).toBeLessThanOrEqual(10);
    const { Activities } = story.call("autoscaling", "DescribeScalingActivities", group);
    const [activity] = Activities as Record<string, unknown>[];
    expect(activity).toMatchObject({
      Description:
        "Could not scale to desired capacity because all remaining instances are protected from scale-in.",
      StatusCode: "Cancelled",
      Progress: 100,
      Details: "{}",
    });
  });

  test("R-147 R-149 an instance is ready after the settling time, which is a setting", () => {
    for (const settleSeconds of [0, 70]) {
      const story = inProcess({ timing: { settleSeconds } });
      story.call("ec2", "CreateLaunchTemplate", {
        LaunchTemplateName: "web",
        LaunchTemplateData: { ImageId: "ami-1" },
      });
      story.call("autoscaling", "CreateAutoScalingGroup", {
        ...group,
        MinSize: 1,
        MaxSize: 1,
        AvailabilityZones: ["us-east-1a"],
        LaunchTemplate: { LaunchTemplateName: "web" },
      });
      story.advance(200);
      const inService = secondsTo(story, "EnteredService", 0) ?? Number.NaN;
      expect(secondsTo(story, "HealthSettled", 0)).toBe(inService + settleSeconds);
    }
  });

  test("G-077 every duration is a setting; the instant profile has none but reactions", () => {
    const { profile: _, connectionDraining, ...seconds } = timings.instant;
    const { healthReactionSeconds, launchRetrySeconds, ...durations } = seconds;
    expect(new Set(Object.values(durations))).toEqual(new Set([0]));
    expect(connectionDraining).toBe(false);
    expect(healthReactionSeconds).toBeGreaterThan(0);
    expect(launchRetrySeconds).toBeGreaterThan(0);
    expect(Object.keys(timings.aws).sort()).toEqual(Object.keys(timings.instant).sort());
  });

  test("R-148 a young old instance settles before the refresh goes on", () => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
      InstanceId: story.instances()[0]?.id,
      ShouldDecrementDesiredCapacity: false,
    });
    advanceUntil(story, () => secondsTo(story, "EnteredService", 600) !== undefined, {
      within: 60,
    });
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 100 });
    const begun = story.elapsedSeconds();
    story.advance(300);
    const ends = story.journal().filter(({ change }) => change.type === "TerminationStarted");
    const ended = ((ends[1]?.at ?? 0) - start) / 1000 - begun;
    expect(ended).toBeGreaterThanOrEqual(70);
  });

  test("R-150 the warmup counts from InService, and the next step waits for it", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { InstanceWarmup: 200 });
    story.advance(400);
    const inService = secondsTo(story, "EnteredService", 600) ?? 0;
    expect(secondsTo(story, "WarmedUp", 600)).toBe(inService + 200);
    const ends = story.journal().filter(({ change }) => change.type === "TerminationStarted");
    const second = ((ends[1]?.at ?? 0) - start) / 1000 - 600;
    expect(second).toBeGreaterThanOrEqual(inService + 200);
    expect(second).toBeLessThanOrEqual(inService + 205);
  });

  test.each([
    [
      "the request",
      { InstanceWarmup: 40 },
      { DefaultInstanceWarmup: 50, HealthCheckGracePeriod: 60 },
      40,
    ],
    ["the group's default", {}, { DefaultInstanceWarmup: 50, HealthCheckGracePeriod: 60 }, 50],
    [
      "a default of 0 counts as set",
      {},
      { DefaultInstanceWarmup: 0, HealthCheckGracePeriod: 60 },
      0,
    ],
    ["the grace period", {}, { HealthCheckGracePeriod: 60 }, 60],
  ])("R-151 the warmup comes from %s", (_, preferences, members, expected) => {
    const story = aSettledFleet({ size: 1, group: members });
    startRefresh(story, preferences);
    expect(story.refresh().preferences.instanceWarmupSeconds).toBe(expected);
  });

  test("R-155 R-261 a refused launch leaves a failed activity and is tried again later", () => {
    const behaviors = [{ nthLaunch: 2, launchRefusal: "No capacity" }];
    const story = aSettledFleet({ size: 1, settings: { behaviors } });
    startRefresh(story, {});
    story.advance(200);
    const refused = secondsTo(story, "LaunchRefused", 600) ?? 0;
    expect(secondsTo(story, "LaunchRequested", 600 + refused)).toBeGreaterThanOrEqual(60);
    const { Activities } = story.call("autoscaling", "DescribeScalingActivities", group);
    const failed = (Activities as Record<string, unknown>[]).find(
      (one) => one.StatusCode === "Failed",
    );
    expect(failed).toMatchObject({
      Description:
        "Launching a new EC2 instance.  Status Reason: No capacity. Launching EC2 instance failed.",
      StatusMessage: "No capacity. Launching EC2 instance failed.",
      Progress: 100,
    });
    expect(story.instances().some(({ refreshRole }) => refreshRole === "updated")).toBe(true);
  });

  test("R-153 a sick new instance is replaced with the target until one stays", () => {
    const behaviors = [{ nthLaunch: 2, isBroken: true }];
    const story = aSettledFleet({ size: 1, settings: { behaviors } });
    startRefresh(story, {});
    advanceUntil(story, () => story.refresh().status === "Successful", { within: 600, step: 5 });
    const launched = story
      .journal()
      .flatMap(({ change }) => (change.type === "LaunchRequested" ? [change.instance] : []));
    expect(
      launched.map(({ launchTemplate, purpose }) => [launchTemplate?.version, purpose]),
    ).toEqual([
      ["1", "scaling"],
      ["2", "refresh"],
      ["2", "health"],
    ]);
  });

  test("R-154 R-167 an old instance that gets sick in a pause is replaced with the target", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75, CheckpointPercentages: [25, 100] });
    advanceUntil(story, () => story.refresh().passedCheckpointPercentage === 25, { within: 300 });
    const sick = story.instances().find(({ refreshRole }) => refreshRole === "old");
    story.call("autoscaling", "SetInstanceHealth", {
      InstanceId: sick?.id,
      HealthStatus: "Unhealthy",
    });
    story.advance(30);
    const replacement = story
      .instances()
      .find(({ purpose, refreshRole }) => purpose === "health" && refreshRole === "updated");
    expect(replacement?.launchTemplate?.version).toBe("2");
  });
});

test("R-143 G-079 a replacement carries the tags of template, group and AWS", () => {
  const story = aSettledFleet({
    size: 1,
    group: {
      Tags: [
        { Key: "app", Value: "web", PropagateAtLaunch: true },
        { Key: "cost", Value: "1", PropagateAtLaunch: false },
      ],
    },
  });
  startRefresh(story, {});
  advanceUntil(
    story,
    () => story.instances().some(({ refreshRole }) => refreshRole === "updated"),
    { within: 30 },
  );
  const replacement = story.instances().find(({ refreshRole }) => refreshRole === "updated");
  expect(replacement?.tags).toEqual([
    { key: "app", value: "web" },
    { key: "aws:autoscaling:groupName", value: "web" },
    { key: "aws:ec2launchtemplate:id", value: replacement?.launchTemplate?.id },
    { key: "aws:ec2launchtemplate:version", value: "2" },
  ]);
});
