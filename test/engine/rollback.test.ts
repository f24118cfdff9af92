/** Whole rollbacks and cancels over the engine. */
import { describe, expect, test } from "vitest";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };
const rollBack = (story: InProcess) => story.call("autoscaling", "RollbackInstanceRefresh", group);
const cancel = (story: InProcess, isWaiting = true) =>
  story.call("autoscaling", "CancelInstanceRefresh", {
    ...group,
    WaitForTransitioningInstances: isWaiting,
  });
const versions = (story: InProcess) =>
  story.instances().map(({ launchTemplate }) => launchTemplate?.version);
const end = (story: InProcess) =>
  advanceUntil(story, hasEnded(story), { within: 4 * 3600, step: 5 });
const hasNew = (story: InProcess, count: number) => () =>
  story.instances().filter(({ refreshRole, isSettled }) => refreshRole === "updated" && isSettled)
    .length >= count;

function launchesSince(story: InProcess, at: number) {
  return story
    .journal()
    .filter((entry) => entry.at >= at)
    .flatMap(({ change }) => (change.type === "LaunchRequested" ? [change.instance] : []));
}

describe("rollback", () => {
  test("R-212 R-213 replaces just what the refresh deployed, with the saved configuration", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75 });
    advanceUntil(story, hasNew(story, 2), { within: 1000 });
    const untouched = story.instances().filter(({ refreshRole }) => refreshRole === "old");
    rollBack(story);
    end(story);
    story.advance(300);
    expect(story.refresh().status).toBe("RollbackSuccessful");
    expect(versions(story)).toEqual(["1", "1", "1", "1"]);
    const kept = story.instances().filter((member) => untouched.includes(member));
    expect(kept.length).toBeGreaterThan(0);
    expect(story.group().launchSource).toMatchObject({ specification: { version: "1" } });
  });

  test("R-222 R-226 pending launches end first; what comes for them says instance refresh", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(
      story,
      () =>
        story
          .instances()
          .some(
            ({ refreshRole, launchedAt }) => refreshRole === "updated" && launchedAt !== undefined,
          ),
      { within: 100 },
    );
    const at = Math.max(...story.journal().map((entry) => entry.at));
    rollBack(story);
    end(story);
    const launches = launchesSince(story, at);
    expect(launches.map(({ purpose }) => purpose)).toEqual(["refresh", "refresh"]);
    expect(launches.map(({ launchTemplate }) => launchTemplate?.version)).toEqual(["1", "1"]);
    expect(story.refresh().status).toBe("RollbackSuccessful");
  });

  test("R-221 a scale-out during it has the saved configuration", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(story, hasNew(story, 1), { within: 1000 });
    rollBack(story);
    story.advance(5);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 4 });
    end(story);
    story.advance(300);
    expect(versions(story)).toEqual(["1", "1", "1", "1"]);
  });

  test("R-214 R-215 R-220 keeps its id, its configuration and its start", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { BakeTime: 600 });
    advanceUntil(story, () => story.refresh().status === "Baking", { within: 1000 });
    const { id, startTime } = story.refresh();
    rollBack(story);
    end(story);
    expect(story.group().refreshes).toHaveLength(1);
    expect(story.refresh()).toMatchObject({
      id,
      startTime,
      desiredConfiguration: { specification: { version: "2" } },
      percentageComplete: 0,
      instancesToUpdate: 1,
      rollbackDetails: { percentageComplete: 100, instancesToUpdate: 0 },
    });
  });
});

describe("cancel", () => {
  test("R-083 R-228 R-230 waits for what it began and leaves what is replaced", () => {
    const story = aSettledFleet({ size: 4 });
    startRefresh(story, { MinHealthyPercentage: 75 });
    advanceUntil(story, hasNew(story, 1), { within: 1000 });
    story.advance(5);
    cancel(story);
    const { percentageComplete } = story.refresh();
    end(story);
    expect(story.refresh()).toMatchObject({ status: "Cancelled", percentageComplete });
    const busy = story
      .instances()
      .filter(
        ({ purpose, lifecycleState }) => purpose === "refresh" && lifecycleState !== "InService",
      );
    expect(busy).toEqual([]);
    expect(versions(story)).toContain("2");
    expect(story.group().launchSource).toMatchObject({ specification: { version: "1" } });
  });

  test("R-084 without waiting it is over while instances still come and go", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(
      story,
      () => story.instances().some(({ lifecycleState }) => lifecycleState === "Terminating"),
      { within: 100 },
    );
    cancel(story, false);
    story.advance(11);
    expect(story.refresh().status).toBe("Cancelled");
    expect(story.instances().some(({ lifecycleState }) => lifecycleState === "Terminating")).toBe(
      true,
    );
  });

  test("R-231 R-232 afterwards the surplus goes, and launches have the saved configuration", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 });
    advanceUntil(story, () => story.instances().length === 3, { within: 100 });
    cancel(story, false);
    story.advance(300);
    expect(story.instances()).toHaveLength(2);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 3 });
    story.advance(300);
    const [newest] = launchesSince(story, 0).slice(-1);
    expect(newest?.launchTemplate?.version).toBe("1");
  });

  test("R-233 of a pending refresh begins nothing", () => {
    const story = aSettledFleet({ size: 2 });
    const before = story.journal().length;
    startRefresh(story, {});
    cancel(story);
    end(story);
    const types = story
      .journal()
      .slice(before)
      .map(({ change }) => change.type);
    expect(types).not.toContain("RefreshBegun");
    expect(types).not.toContain("LaunchRequested");
    expect(types).not.toContain("TerminationStarted");
    expect(story.refresh()).toMatchObject({ status: "Cancelled" });
    expect(story.refresh().startTime).toBeUndefined();
  });

  test("R-224 a rollback can be cancelled, and keeps its details", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    advanceUntil(story, hasNew(story, 1), { within: 1000 });
    rollBack(story);
    story.advance(20);
    cancel(story);
    end(story);
    expect(story.refresh()).toMatchObject({
      status: "Cancelled",
      rollbackDetails: { reason: "Rollback triggered due to user request." },
    });
  });
});

test("R-210 R-324 there is no way back to a launch configuration", () => {
  const story = aSettledFleet({ size: 1 });
  const named = { LaunchConfigurationName: "old" };
  const source = { ImageId: "ami-00000000000000001", InstanceType: "t3.nano" };
  story.call("autoscaling", "CreateLaunchConfiguration", { ...named, ...source });
  story.call("autoscaling", "UpdateAutoScalingGroup", { ...group, ...named });
  startRefresh(story, { MinHealthyPercentage: 0 });
  story.advance(10);
  const code = story.codeOf("autoscaling", "RollbackInstanceRefresh", group);
  expect(code).toBe("IrreversibleInstanceRefresh");
});
