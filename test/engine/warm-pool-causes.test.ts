/** What activities of a warm pool say, byte for byte, for each way in which its size changes. */
import { describe, expect, test } from "vitest";
import { aPoolStory, type PoolStory } from "../support/pool-story.ts";

const running = { PoolState: "Running", InstanceReusePolicy: { ReuseOnScaleIn: true } };
const aPool = (put: Record<string, unknown> | undefined, group = {}) =>
  aPoolStory({ isHooked: false, group, ...(put && { put: { ...running, ...put } }) });

/** The newest cause, its times and ids left out, one sentence each. */
const causeIn = (story: PoolStory) =>
  story
    .newest()
    .cause.replaceAll(/At \S+Z /g, "")
    .replaceAll(/i-\w+/g, "I")
    .split("  ");

const started = (from: number, to: number) =>
  "an instance was started in response to a difference between desired and actual capacity, " +
  `increasing the capacity from ${from} to ${to}.`;
const taken =
  "an instance was taken out of service in response to a difference between desired and actual " +
  "capacity, shrinking the capacity.";
const selected = "instance I was selected for termination.";
const sized = (from: number, to: number) =>
  `changing the capacity of WarmPool from ${from} to ${to}.`;

describe("the pool grows", () => {
  test("G-311 the first put tells both sizes, null for no prepared capacity", () => {
    const story = aPool({});
    story.until("Warmed:Running");
    expect(story.newest().description).toMatch(/^Launching a new EC2 instance into warm pool: i-/);
    expect(causeIn(story)).toEqual([
      `a user request put a new WarmPool with MinSize: 0 and MaxGroupPreparedCapacity: null ${sized(0, 1)}`,
      started(0, 1),
    ]);
  });

  test.each([
    [{ MaxGroupPreparedCapacity: 1 }, "MaxGroupPreparedCapacity from max: 0 to max: 1"],
    [
      { MinSize: 1, MaxGroupPreparedCapacity: 2 },
      "MinSize and MaxGroupPreparedCapacity from min: 0 to min: 1, max: 0 to max: 2",
    ],
    [{ MaxGroupPreparedCapacity: -1 }, "MaxGroupPreparedCapacity from max: 0 to max: null"],
  ])("G-312 a later put of %j", (later, words) => {
    const story = aPool({ MaxGroupPreparedCapacity: 0 });
    story.advance(30);
    story.do("PutWarmPool", later);
    story.until("Warmed:Running");
    const [first, second] = causeIn(story);
    expect(first).toMatch(`a user request update of WarmPool ${words} changing the capacity of`);
    expect(second).toMatch(/^an instance was started/);
  });

  test("G-312 a later put of a minimum alone", () => {
    const story = aPool({}, { MaxSize: 0 });
    story.do("PutWarmPool", { MinSize: 1 });
    story.until("Warmed:Running");
    expect(causeIn(story)).toEqual([
      `a user request update of WarmPool MinSize from min: 0 to min: 1 ${sized(0, 1)}`,
      started(0, 1),
    ]);
  });

  test("G-312 another maximum of the group", () => {
    const story = aPool({}, { MaxSize: 0 });
    story.advance(30);
    story.do("UpdateAutoScalingGroup", { MaxSize: 1 });
    story.until("Warmed:Running");
    expect(causeIn(story)).toEqual([
      `a user request update of AutoScalingGroup max capacity from max: 0 to max: 1 ${sized(0, 1)}`,
      started(0, 1),
    ]);
  });

  test("G-312 with a prepared capacity another maximum changes nothing", () => {
    const story = aPool({ MaxGroupPreparedCapacity: 0 }, { MaxSize: 0 });
    story.do("UpdateAutoScalingGroup", { MaxSize: 1 });
    expect(story.group().warmPool?.sentence).toBeUndefined();
  });
});

describe("the pool shrinks", () => {
  test("G-309 G-310 a lower minimum", () => {
    const story = aPool({ MinSize: 1 }, { MaxSize: 0 });
    story.until("Warmed:Running");
    story.advance(10);
    story.do("PutWarmPool", { MinSize: 0 });
    story.until("Warmed:Terminating");
    expect(story.newest().description).toMatch(/^Terminating EC2 instance from warm pool: i-/);
    expect(causeIn(story)).toEqual([
      `a user request update of WarmPool MinSize from min: 1 to min: 0 ${sized(1, 0)}`,
      taken,
      selected,
    ]);
  });

  test.each([
    [{ MaxGroupPreparedCapacity: 1 }, "1"],
    [{}, "null"],
  ])("G-313 its deletion counts as lowering the prepared capacity: %j", (put, before) => {
    const story = aPool(put);
    story.until("Warmed:Running");
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.until("Warmed:Terminating");
    expect(causeIn(story)).toEqual([
      `a user request update of WarmPool MaxGroupPreparedCapacity from max: ${before} to max: 0 ${sized(1, 0)}`,
      taken,
      selected,
    ]);
  });

  test("G-314 the deletion of its group has no sentence of its own", () => {
    const story = aPool({});
    story.until("Warmed:Running");
    story.do("DeleteAutoScalingGroup", { ForceDelete: true });
    story.until("Warmed:Terminating");
    expect(story.newest().description).toMatch(/^Terminating EC2 instance from warm pool: i-/);
    expect(causeIn(story)).toEqual([taken, selected]);
  });
});

describe("between pool and group", () => {
  const desired = (from: number, to: number) =>
    "a user request explicitly set group desired capacity changing the desired capacity from " +
    `${from} to ${to}.`;

  test("G-308 G-315 the draw and the return are one activity each", () => {
    const story = aPool({});
    story.until("Warmed:Running");
    story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
    story.until("InService");
    expect(story.newest().description).toMatch(/^Launching a new EC2 instance from warm pool: i-/);
    expect(causeIn(story)).toEqual([desired(0, 1), started(0, 1)]);
    story.do("SetDesiredCapacity", { DesiredCapacity: 0 });
    story.until("Warmed:Running");
    expect(story.newest()).toMatchObject({
      description: `Scaling in EC2 instance into warm pool: ${story.one().id}`,
      status: "Successful",
    });
    expect(causeIn(story)).toEqual([
      desired(1, 0),
      taken.replace("capacity.", "capacity from 1 to 0."),
      "instance I was selected for scale in to warm pool.",
    ]);
  });

  test("G-315 without reuse a scale-in is an ordinary termination", () => {
    const story = aPool({ InstanceReusePolicy: { ReuseOnScaleIn: false } });
    story.until("Warmed:Running");
    story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
    story.until("InService");
    story.do("SetDesiredCapacity", { DesiredCapacity: 0 });
    story.until("Terminating");
    const ends = [...story.group().activities.values()].filter(({ kind }) => kind === "terminate");
    expect(ends).toHaveLength(1);
  });

  test("G-324 with Launch suspended nothing leaves the pool; after the resumption it does", () => {
    const story = aPool({});
    story.until("Warmed:Running");
    story.do("SuspendProcesses", { ScalingProcesses: ["Launch"] });
    story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
    story.advance(65);
    expect(story.one().lifecycleState).toBe("Warmed:Running");
    story.do("ResumeProcesses", { ScalingProcesses: ["Launch"] });
    story.until("InService");
  });
});
