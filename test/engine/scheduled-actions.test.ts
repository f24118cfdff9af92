/** Scheduled actions on the virtual clock: when they run, what they change, when they do not. */
import { expect, test } from "vitest";
import {
  advanceUntil,
  aSettledFleet,
  type InProcess,
  type Input,
  start,
  startRefresh,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };
const at = (seconds: number) => new Date(start + seconds * 1000);

/** A group of 2 that can have 4, settled at second 600. */
const aStory = () => aSettledFleet({ size: 2 });

const put = (story: InProcess, members: Input, name = "grow") =>
  story.call("autoscaling", "PutScheduledUpdateGroupAction", {
    ...group,
    ScheduledActionName: name,
    ...members,
  });

const suspend = (story: InProcess) =>
  story.call("autoscaling", "SuspendProcesses", {
    ...group,
    ScalingProcesses: ["ScheduledActions"],
  });

const names = (story: InProcess) => [...story.group().scheduledActions.keys()];
const nextTimes = (story: InProcess) =>
  [...story.group().scheduledActions.values()].map(({ nextAt }) => new Date(nextAt).toISOString());

/** When the desired capacity changed and to what, in seconds. */
const capacityChanges = (story: InProcess, since = 600) =>
  story.journal().flatMap(({ at: when, change }) => {
    const seconds = (when - start) / 1000;
    return change.type === "DesiredCapacityChanged" && seconds >= since
      ? [[seconds, change.to] as const]
      : [];
  });

test("R-187 a single action runs at its time, to the second, and is gone", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), DesiredCapacity: 4 });
  expect(names(story)).toEqual(["grow"]);
  story.advance(399.9);
  expect(capacityChanges(story)).toEqual([]);
  story.advance(0.1);
  expect(capacityChanges(story)).toEqual([[1000, 4]]);
  expect(names(story)).toEqual([]);
});

test("G-092 R-187 the launches tell of the action, with the sizes that result", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), MinSize: 3, MaxSize: 9 });
  story.advance(500);
  expect(story.group()).toMatchObject({ minSize: 3, maxSize: 9, desiredCapacity: 3 });
  const causes = [...story.group().activities.values()].map(({ cause }) => cause);
  expect(causes.at(-1)).toBe(
    "At 2026-09-27T12:16:40Z a scheduled action update of AutoScalingGroup constraints to min: " +
      "3, max: 9, desired: 3 changing the desired capacity from 2 to 3.  At 2026-09-27T12:16:45Z " +
      "an instance was started in response to a difference between desired and actual capacity, " +
      "increasing the capacity from 2 to 3.",
  );
});

test("R-187 a recurring action runs each time until its end", () => {
  const story = aStory();
  put(story, { Recurrence: "0 * * * *", EndTime: at(3 * 3600), DesiredCapacity: 4 });
  expect(nextTimes(story)).toEqual(["2026-09-27T13:00:00.000Z"]);
  story.advance(3600);
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 1 });
  story.advance(3600);
  expect(nextTimes(story)).toEqual(["2026-09-27T15:00:00.000Z"]);
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 1 });
  story.advance(3600);
  const byItself = capacityChanges(story).filter(([, to]) => to === 4);
  expect(byItself).toEqual([3600, 7200, 10_800].map((seconds) => [seconds, 4]));
  expect(names(story)).toEqual([]);
});

test("R-187 a start time of its own comes first, then the recurrence", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), Recurrence: "30 * * * *", MinSize: 1 });
  story.advance(500);
  expect(nextTimes(story)).toEqual(["2026-09-27T12:30:00.000Z"]);
});

test("R-187 nine in the morning stays so when daylight saving ends", () => {
  const story = aStory();
  put(story, { Recurrence: "0 9 * * *", TimeZone: "Europe/Berlin", MinSize: 1 });
  const seen = new Set<string>();
  for (let days = 0; days < 30; days++) {
    for (const time of nextTimes(story)) seen.add(time.slice(5, 16));
    story.advance(86_400);
  }
  expect([...seen].slice(26, 29)).toEqual(["10-24T07:00", "10-25T08:00", "10-26T08:00"]);
});

test("G-162 R-204 while ScheduledActions is suspended nothing runs or is made up for", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), DesiredCapacity: 4 });
  put(story, { Recurrence: "0 * * * *", DesiredCapacity: 3 }, "hourly");
  suspend(story);
  story.advance(3600);
  story.call("autoscaling", "ResumeProcesses", group);
  story.advance(60);
  expect(capacityChanges(story)).toEqual([]);
  expect(names(story)).toEqual(["hourly"]);
  story.advance(3600);
  expect(capacityChanges(story)).toEqual([[7200, 3]]);
});

test("R-187 an action that was put for another time does not run at the first one", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), DesiredCapacity: 4 });
  put(story, { StartTime: at(2000), DesiredCapacity: 3 });
  story.advance(900);
  expect(capacityChanges(story)).toEqual([]);
  story.advance(1000);
  expect(capacityChanges(story)).toEqual([[2000, 3]]);
});

test("R-187 an action that was put twice for the same time runs once", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), DesiredCapacity: 4 });
  put(story, { StartTime: at(1000), DesiredCapacity: 3 });
  story.advance(900);
  expect(capacityChanges(story)).toEqual([[1000, 3]]);
});

test("R-187 a deleted action, and one of a deleted group, does not run", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), DesiredCapacity: 4 });
  put(story, { StartTime: at(1010), DesiredCapacity: 3 }, "later");
  story.call("autoscaling", "DeleteScheduledAction", { ...group, ScheduledActionName: "grow" });
  story.advance(390);
  story.call("autoscaling", "DeleteAutoScalingGroup", { ...group, ForceDelete: true });
  story.advance(500);
  expect(capacityChanges(story)).toEqual([]);
  expect(story.region().groups.size).toBe(0);
});

test("G-042 sizes that an update would refuse by then change nothing", () => {
  const story = aStory();
  put(story, { StartTime: at(1000), MinSize: 9 });
  put(story, { StartTime: at(1001), DesiredCapacity: 9 }, "desired");
  story.advance(500);
  expect(story.group()).toMatchObject({ minSize: 0, maxSize: 4, desiredCapacity: 2 });
  expect(names(story)).toEqual([]);
});

test("G-095 sizes that leave the capacity as it is write no activity", () => {
  const story = aStory();
  const before = story.group().activities.size;
  put(story, { StartTime: at(1000), MaxSize: 8 });
  story.advance(500);
  expect(story.group().maxSize).toBe(8);
  expect(story.group().activities.size).toBe(before);
});

test("R-187 R-189 during a refresh the launches have its target and are not replaced again", () => {
  const story = aStory();
  put(story, { StartTime: at(700), DesiredCapacity: 4 });
  startRefresh(story, { MinHealthyPercentage: 50 });
  advanceUntil(story, () => story.refresh().status === "Successful", { within: 3600 });
  const versions = story.instances().map(({ launchTemplate }) => launchTemplate?.version);
  expect(versions).toEqual(["2", "2", "2", "2"]);
  const launched = [...story.group().activities.values()].filter(({ kind }) => kind === "launch");
  expect(launched).toHaveLength(6);
});
