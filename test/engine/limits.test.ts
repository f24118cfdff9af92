/** Refreshes that cannot go on: failing launches, sick instances, suspended processes, and time. */
import { describe, expect, test } from "vitest";
import { timings } from "../../src/domain/timing.ts";
import type { LaunchBehavior } from "../../src/domain/world.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../support/in-process.ts";

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

const broken: LaunchBehavior = { launchTemplateVersion: 2, isBroken: true };
const refused: LaunchBehavior = { launchTemplateVersion: 2, launchRefusal: "No capacity" };

const fleetWith = (...behaviors: LaunchBehavior[]) =>
  aSettledFleet({ size: 4, settings: { behaviors } });

function endsWithin(story: InProcess, hours: number): number {
  const since = story.elapsedSeconds();
  advanceUntil(story, hasEnded(story), { within: hours * hourSeconds, step: 30 });
  return (story.elapsedSeconds() - since) / hourSeconds;
}

const statusReason = (story: InProcess) => {
  const answer = story.call("autoscaling", "DescribeInstanceRefreshes", {
    AutoScalingGroupName: "web",
  });
  return (answer.InstanceRefreshes as { StatusReason?: string }[])[0]?.StatusReason;
};

const process = (story: InProcess, operation: string, name: string) =>
  story.call("autoscaling", operation, { AutoScalingGroupName: "web", ScalingProcesses: [name] });

describe("one hour without progress", () => {
  const rows: [string, LaunchBehavior, number][] = [
    ["R-155 R-176 launches that EC2 refuses", refused, 0],
    ["R-153 R-176 new instances that fail their first check", broken, 0],
    ["R-153 R-177 the same when they warm up before it", broken, 30],
    ["R-153 R-177 the same when they warm up after it", broken, 300],
  ];
  test.each(rows)("%s fail the refresh", (_, behavior, warmup) => {
    const story = fleetWith(behavior);
    startRefresh(story, { InstanceWarmup: warmup });
    const hours = endsWithin(story, 3);
    expect(story.refresh().status).toBe("Failed");
    expect(hours).toBeGreaterThan(1);
    expect(hours).toBeLessThan(1.2);
    expect(statusReason(story)).toMatch(/^Instance refresh timed out after making no progress/);
  });

  test("R-179 failure leaves the saved configuration, and three of four old instances", () => {
    const story = fleetWith(refused);
    startRefresh(story, {});
    endsWithin(story, 3);
    expect(story.group().launchSource).toMatchObject({ specification: { version: "1" } });
    const ended = story.journal().filter(({ change: { type } }) => type === "TerminationStarted");
    expect(ended).toHaveLength(1);
  });

  test("R-180 R-223 auto rollback brings the group back instead", () => {
    const story = fleetWith(refused);
    startRefresh(story, { AutoRollback: true });
    endsWithin(story, 4);
    expect(story.refresh().status).toBe("RollbackSuccessful");
    story.advance(600);
    const versions = story.instances().map(({ launchTemplate }) => launchTemplate?.version);
    expect(versions).toEqual(["1", "1", "1", "1"]);
  });

  test("R-168 R-176 protected instances are waited for, then it fails", () => {
    const story = aSettledFleet({ size: 2, group: { NewInstancesProtectedFromScaleIn: true } });
    startRefresh(story, {});
    expect(endsWithin(story, 3)).toBeLessThan(1.1);
    expect(story.refresh()).toMatchObject({ status: "Failed", instancesToUpdate: 2 });
  });

  test("R-174 protection that is taken away in time is honoured at once", () => {
    const story = aSettledFleet({ size: 2, group: { NewInstancesProtectedFromScaleIn: true } });
    startRefresh(story, {});
    story.advance(1800);
    story.call("autoscaling", "SetInstanceProtection", {
      AutoScalingGroupName: "web",
      InstanceIds: story.instances().map(({ id }) => id),
      ProtectedFromScaleIn: false,
    });
    endsWithin(story, 1);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-177 each step of a long refresh begins the hour anew", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75, InstanceWarmup: 3000 });
    expect(endsWithin(story, 6)).toBeGreaterThan(3);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-177 a warmup longer than the hour is no lack of progress", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { InstanceWarmup: 2 * hourSeconds });
    endsWithin(story, 4);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-177 nor is a checkpoint delay", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { CheckpointPercentages: [50, 100], CheckpointDelay: 5 * hourSeconds });
    expect(endsWithin(story, 8)).toBeGreaterThan(5);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-177 nor is the bake time", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { BakeTime: 20 * hourSeconds });
    expect(endsWithin(story, 24)).toBeGreaterThan(20);
    expect(story.refresh().status).toBe("Successful");
  });
});

describe("suspended processes", () => {
  test.each(["Launch", "Terminate"])(
    "R-201 R-202 %s: it waits, and fails after the hour",
    (name) => {
      const story = aSettledFleet({ size: 2 });
      process(story, "SuspendProcesses", name);
      startRefresh(story, {});
      endsWithin(story, 3);
      expect(story.refresh().status).toBe("Failed");
      const touched = story
        .journal()
        .filter(({ change: { type } }) => type === "TerminationStarted");
      expect(touched).toEqual([]);
    },
  );

  test("R-200 R-202 InstanceRefresh: it waits for days and goes on", () => {
    const story = aSettledFleet({ size: 2 });
    process(story, "SuspendProcesses", "InstanceRefresh");
    startRefresh(story, {});
    story.advance(2 * daySeconds);
    expect(story.refresh().status).toBe("InProgress");
    process(story, "ResumeProcesses", "InstanceRefresh");
    endsWithin(story, 1);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-178 suspension is inside the 14 days", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, {});
    story.advance(20);
    process(story, "SuspendProcesses", "InstanceRefresh");
    story.advance(15 * daySeconds);
    process(story, "ResumeProcesses", "InstanceRefresh");
    endsWithin(story, 1);
    expect(story.refresh().status).toBe("Failed");
  });

  test("R-057 a suspended process does not keep a refresh from being started", () => {
    const story = aSettledFleet({ size: 1 });
    process(story, "SuspendProcesses", "Launch");
    startRefresh(story, {});
    expect(story.refresh().status).toBe("Pending");
  });

  test("R-203 with HealthCheck suspended a failing check marks nothing", () => {
    const story = fleetWith(broken);
    process(story, "SuspendProcesses", "HealthCheck");
    startRefresh(story, {});
    endsWithin(story, 2);
    expect(story.instances().map(({ healthStatus }) => healthStatus)).toEqual(
      Array(4).fill("Healthy"),
    );
    expect(story.refresh().status).toBe("Successful");
  });
});

describe("14 days", () => {
  test("R-178 checkpoint delays are inside them", () => {
    const story = aSettledFleet({ size: 10 });
    startRefresh(story, {
      CheckpointPercentages: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
      CheckpointDelay: 2 * daySeconds,
    });
    advanceUntil(story, hasEnded(story), { within: 15 * daySeconds, step: 600 });
    const refresh = story.refresh();
    expect(refresh.status).toBe("Failed");
    const lasted = ((refresh.endTime ?? 0) - (refresh.startTime ?? 0)) / 1000;
    expect(lasted).toBeGreaterThanOrEqual(14 * daySeconds);
    expect(lasted).toBeLessThan(14 * daySeconds + 10);
  });
});

describe("changes of the capacity", () => {
  test("R-191 a decrease that was taken back before it had an effect is forgotten", () => {
    const story = aSettledFleet({ size: 2 });
    for (const desired of [4, 2]) {
      story.call("autoscaling", "SetDesiredCapacity", {
        AutoScalingGroupName: "web",
        DesiredCapacity: desired,
      });
    }
    story.advance(300);
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 });
    endsWithin(story, 2);
    const purposes = story
      .journal()
      .flatMap(({ change }) => (change.type === "TerminationStarted" ? [change.purpose] : []));
    expect(purposes).toEqual(["refresh", "refresh"]);
  });

  test("R-187 R-188 R-189 a scale-out has the target, and D is the desired capacity of now", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75 });
    story.advance(60);
    story.call("autoscaling", "SetDesiredCapacity", {
      AutoScalingGroupName: "web",
      DesiredCapacity: 8,
    });
    endsWithin(story, 2);
    const launches = story
      .journal()
      .flatMap(({ change }) => (change.type === "LaunchRequested" ? [change.instance] : []));
    const during = launches.slice(4);
    expect(during.map(({ launchTemplate }) => launchTemplate?.version)).toEqual(Array(8).fill("2"));
    expect(story.instances()).toHaveLength(8);
    expect(story.group().desiredCapacity).toBe(8);
  });

  test("R-190 a scale-in takes old instances, which then need no replacement", () => {
    const story = aSettledFleet({ size: 4, group: { AvailabilityZones: ["us-east-1a"] } });
    startRefresh(story, { MinHealthyPercentage: 75, InstanceWarmup: 300 });
    story.advance(60);
    story.call("autoscaling", "SetDesiredCapacity", {
      AutoScalingGroupName: "web",
      DesiredCapacity: 2,
    });
    endsWithin(story, 2);
    const purposes = story
      .journal()
      .flatMap(({ change }) => (change.type === "TerminationStarted" ? [change.purpose] : []));
    expect(purposes.toSorted()).toEqual(["refresh", "refresh", "scaling", "scaling"]);
    expect(story.refresh().status).toBe("Successful");
  });
});

test("R-153 with the instant profile a broken version does not stop the clock", () => {
  const story = aSettledFleet({
    size: 2,
    timing: timings.instant,
    settings: { behaviors: [{ launchTemplateVersion: 2, isBroken: true, nthLaunch: 3 }] },
  });
  startRefresh(story, {});
  advanceUntil(story, () => story.refresh().endTime !== undefined, { within: 600 });
  const ends = story
    .journal()
    .filter(({ change }) => change.type === "TerminationStarted" && change.purpose === "health");
  expect(ends).toHaveLength(1);
  expect(ends[0]?.at).toBeGreaterThan(story.refresh().startTime ?? 0);
});
