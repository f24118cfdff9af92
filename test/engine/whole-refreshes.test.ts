/** Whole refreshes over the engine: how many instances each step replaces. */
import { describe, expect, test } from "vitest";
import type { JournalEntry } from "../../src/domain/journal-entry.ts";
import { timings } from "../../src/domain/timing.ts";
import { type CapacityRow, capacityTable } from "../support/capacity-table.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  type Input,
  start,
  startRefresh,
} from "../support/in-process.ts";

interface Steps {
  /** Launches of the refresh by moment, in order. */
  readonly launched: readonly number[];
  readonly ended: readonly number[];
  /** Minutes after the start of each moment at which the refresh launched. */
  readonly minutes: readonly number[];
  readonly checkpoints: readonly number[];
}

function stepsOf(story: InProcess): Steps {
  const entries = story.journal().filter(({ at }) => at >= story.refresh().requestedAt);
  const launched = byMoment(entries, ({ change }) => change.type === "LaunchRequested");
  const ended = byMoment(entries, ({ change }) => change.type === "TerminationStarted");
  const begun = story.refresh().startTime ?? 0;
  return {
    launched: [...launched.values()],
    ended: [...ended.values()],
    minutes: [...launched.keys()].map((at) => (at - begun) / 60_000),
    checkpoints: entries.flatMap(({ change }) =>
      change.type === "CheckpointReached" ? [change.percentage] : [],
    ),
  };
}

function byMoment(
  entries: readonly JournalEntry[],
  isMeant: (entry: JournalEntry) => boolean,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const entry of entries.filter(isMeant))
    counts.set(entry.at, (counts.get(entry.at) ?? 0) + 1);
  return counts;
}

/** Nothing takes time but what the preferences say. */
function wholeRefresh(size: number, preferences: Input): InProcess {
  const story = aSettledFleet({ size, timing: timings.instant });
  startRefresh(story, preferences);
  advanceUntil(story, hasEnded(story), { within: 400_000, step: 60 });
  return story;
}

describe("the examples of checkpoints", () => {
  test("R-158 R-160 A: 10 instances, [20, 50, 100], min 80, max 100", () => {
    const story = wholeRefresh(10, {
      MinHealthyPercentage: 80,
      MaxHealthyPercentage: 100,
      InstanceWarmup: 60,
      CheckpointPercentages: [20, 50, 100],
    });
    const { launched, ended, checkpoints } = stepsOf(story);
    expect(launched).toEqual([2, 2, 1, 2, 2, 1]);
    expect(ended).toEqual([2, 2, 1, 2, 2, 1]);
    expect(checkpoints).toEqual([20, 50]);
    expect(story.refresh()).toMatchObject({ status: "Successful", percentageComplete: 100 });
  });

  test("R-161 R-164 B: 10 instances, [20, 50], delay 15 minutes, min 80, warmup 10 minutes", () => {
    const story = wholeRefresh(10, {
      MinHealthyPercentage: 80,
      InstanceWarmup: 600,
      CheckpointPercentages: [20, 50],
      CheckpointDelay: 900,
    });
    const { launched, minutes, checkpoints } = stepsOf(story);
    expect(launched).toEqual([2, 2, 1]);
    expect(minutes).toEqual([0, 25, 35]);
    expect(checkpoints).toEqual([20, 50]);
    const { startTime = 0, endTime = 0, ...refresh } = story.refresh();
    expect((endTime - startTime) / 60_000).toBe(45);
    expect(refresh).toMatchObject({
      status: "Successful",
      percentageComplete: 50,
      instancesToUpdate: 5,
    });
  });

  test("R-159 C: 4 instances, [1, 50, 100], min 75", () => {
    const story = wholeRefresh(4, {
      MinHealthyPercentage: 75,
      InstanceWarmup: 60,
      CheckpointPercentages: [1, 50, 100],
    });
    const { launched, checkpoints, minutes } = stepsOf(story);
    expect(launched).toEqual([1, 1, 1, 1]);
    expect(checkpoints).toEqual([1, 50]);
    expect(minutes).toEqual([0, 61, 122, 123]);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-159 D: 3 instances, [10, 40, 100], min 90, no maximum", () => {
    const story = wholeRefresh(3, {
      MinHealthyPercentage: 90,
      InstanceWarmup: 60,
      CheckpointPercentages: [10, 40, 100],
    });
    const { launched, checkpoints, minutes } = stepsOf(story);
    expect(launched).toEqual([1, 1, 1]);
    expect(checkpoints).toEqual([10, 40]);
    expect(minutes).toEqual([0, 61, 122]);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-162 two instances, [10, 40, 100]: 40 is announced, 10 is not", () => {
    const story = wholeRefresh(2, {
      MinHealthyPercentage: 50,
      CheckpointPercentages: [10, 40, 100],
      CheckpointDelay: 600,
    });
    expect(stepsOf(story)).toEqual({
      launched: [1, 1],
      ended: [1, 1],
      minutes: [0, 10],
      checkpoints: [40],
    });
  });

  test("R-163 [100] makes no pause and no announcement", () => {
    const story = wholeRefresh(2, {
      CheckpointPercentages: [100],
      CheckpointDelay: 3600,
      InstanceWarmup: 60,
    });
    expect(stepsOf(story)).toEqual({
      launched: [1, 1],
      ended: [1, 1],
      minutes: [0, 1],
      checkpoints: [],
    });
  });

  test("R-165 a group that grows reaches the checkpoint again, and waits again", () => {
    const story = aSettledFleet({ size: 4, timing: timings.instant, group: { MaxSize: 12 } });
    startRefresh(story, {
      MinHealthyPercentage: 75,
      CheckpointPercentages: [50, 100],
      CheckpointDelay: 600,
      InstanceWarmup: 60,
    });
    const isPaused = () => story.refresh().pausedUntil !== undefined;
    advanceUntil(story, isPaused, { within: 600, step: 10 });
    advanceUntil(story, () => !isPaused(), { within: 700, step: 10 });
    const grown = { AutoScalingGroupName: "web", DesiredCapacity: 12 };
    story.call("autoscaling", "SetDesiredCapacity", grown);
    advanceUntil(story, isPaused, { within: 600, step: 10 });
    expect(stepsOf(story).checkpoints).toEqual([50, 50]);
    advanceUntil(story, hasEnded(story), { within: 3000, step: 10 });
    expect(story.refresh()).toMatchObject({ status: "Successful", percentageComplete: 100 });
  });

  test("R-159 launching first, a checkpoint is not announced below its percentage", () => {
    const story = aSettledFleet({ size: 10, timing: timings.instant });
    startRefresh(story, {
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 110,
      CheckpointPercentages: [50, 100],
      InstanceWarmup: 60,
    });
    advanceUntil(story, () => story.refresh().passedCheckpointPercentage === 50, {
      within: 6000,
      step: 10,
    });
    expect(story.refresh().percentageComplete).toBeGreaterThanOrEqual(50);
    expect(
      story.instances().filter(({ lifecycleState }) => lifecycleState === "InService"),
    ).toHaveLength(10);
  });
});

/** Highest number of new instances that are not ready, and ends before the first ready one. */
function replay(story: InProcess) {
  const unready = new Set<string>();
  let atOnce = 0;
  let endedBefore = 0;
  let hasReady = false;
  const ofRefresh = story.journal().filter(({ at }) => at >= start + 600_000);
  for (const { change } of ofRefresh) {
    if (change.type === "LaunchRequested") unready.add(change.instance.id);
    if (change.type === "WarmedUp" && unready.delete(change.id)) hasReady = true;
    if (change.type === "TerminationStarted" && !hasReady) endedBefore += 1;
    atOnce = Math.max(atOnce, unready.size);
  }
  return { atOnce, endedBefore };
}

describe("R-128 R-129 R-139 the table of the bounds as whole refreshes", () => {
  const title = ({ desired, min, max }: CapacityRow) => `${desired} ${min} ${max ?? "–"}`;
  test.each(capacityTable.map((row) => ({ row, name: title(row) })))("$name", ({ row }) => {
    const story = wholeRefresh(row.desired, {
      MinHealthyPercentage: row.min,
      ...(row.max === undefined ? {} : { MaxHealthyPercentage: row.max }),
      InstanceWarmup: 60,
    });
    expect(replay(story)).toEqual({
      atOnce: row.inReplacementAtOnce,
      endedBefore: row.terminatedBeforeAnyNewIsReady,
    });
    expect(story.refresh()).toMatchObject({ status: "Successful", percentageComplete: 100 });
    expect(story.instances().map(({ launchTemplate }) => launchTemplate?.version)).toEqual(
      Array(row.desired).fill("2"),
    );
    expect(story.group()).toMatchObject({ desiredCapacity: row.desired, minSize: 0 });
  });
});

test("R-136 min 0 replaces all at once", () => {
  expect(
    stepsOf(wholeRefresh(10, { MinHealthyPercentage: 0, InstanceWarmup: 60 })).launched,
  ).toEqual([10]);
});

test("R-137 launching first goes above MaxSize and changes no size", () => {
  const story = aSettledFleet({ size: 1, group: { MinSize: 1, MaxSize: 1 } });
  startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 });
  let most = 0;
  advanceUntil(
    story,
    () => {
      const { desiredCapacity, minSize, maxSize } = story.group();
      expect({ desiredCapacity, minSize, maxSize }).toEqual({
        desiredCapacity: 1,
        minSize: 1,
        maxSize: 1,
      });
      most = Math.max(most, story.instances().length);
      return story.refresh().endTime !== undefined;
    },
    { within: 1000 },
  );
  expect(most).toBe(2);
  expect(story.instances()).toHaveLength(1);
});

test("R-130 without a maximum the replacement is launched in the same moment", () => {
  const { launched, ended, minutes } = stepsOf(
    wholeRefresh(4, { MinHealthyPercentage: 75, InstanceWarmup: 60 }),
  );
  expect({ launched, ended, minutes }).toEqual({
    launched: [1, 1, 1, 1],
    ended: [1, 1, 1, 1],
    minutes: [0, 1, 2, 3],
  });
});

test("R-234 R-235 success saves the desired configuration on the group", () => {
  expect(wholeRefresh(1, {}).group().launchSource).toMatchObject({
    specification: { version: "2" },
  });
});
