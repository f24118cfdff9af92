/**
 * Appendix A: the recording of real AWS and the emulator side by side. The same requests are made
 * at the same times; what is seen must be the same in the same order, and each transition within
 * two engine ticks of the recorded one.
 */
import { describe, expect, test } from "vitest";
import { milliseconds, parseInstant } from "../../src/domain/time.ts";
import {
  activities,
  byUser,
  cancelled,
  eventTimes,
  firstRefresh,
  group,
  secondRefresh,
  thirdRefresh,
} from "./appendix-a-recording.ts";
import { instant, replayRecording, withoutTimes } from "./appendix-a-replay.ts";

const twoTicks = milliseconds(10);
const told = replayRecording();

describe("R-157 appendix A, the recording of 2026-09-27", () => {
  test.each([
    [
      0,
      "ActiveInstanceRefreshNotFound",
      "No in progress, baking, pending, or cancelling Instance Refresh found for Auto Scaling group my-asg.",
    ],
    [
      1,
      "ActiveInstanceRefreshNotFound",
      "No in progress or baking Instance Refresh found for Auto Scaling group my-asg.",
    ],
    [
      2,
      "ValidationError",
      "The request isn't valid. The DesiredConfiguration parameter must be specified when using ReplaceRootVolume. Add the DesiredConfiguration parameter and try again.",
    ],
    [
      3,
      "ValidationError",
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the DesiredConfiguration parameter is empty. Set AutoRollback to false or specify a desired configuration and try again.",
    ],
    [
      4,
      "ValidationError",
      "Checkpoint percentages must be sorted in ascending order with no duplicates.",
    ],
    [
      5,
      "ValidationError",
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or equal to 100.",
    ],
    [
      6,
      "InstanceRefreshInProgress",
      "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
    ],
  ])("error %i: %s (R-038, R-039, R-042, R-045, R-046)", (nth, code, message) => {
    expect(told.errors[nth]).toEqual({ code, message });
  });

  test("14:41:30.4 no refresh yet: an empty list (R-016)", () => {
    expect(told.emptyList).toEqual([]);
  });

  test("14:41:34.4 Pending shows preferences and strategy only (R-077, R-089, R-095)", () => {
    expect(told.looks.get("14:41:34.4")).toEqual({
      InstanceRefreshId: "refresh-1",
      AutoScalingGroupName: group,
      Status: "Pending",
      Strategy: "Rolling",
      Preferences: {
        MinHealthyPercentage: 90,
        InstanceWarmup: 0,
        SkipMatching: false,
        AutoRollback: false,
        AlarmSpecification: {},
      },
    });
  });

  test("14:41:39 start #1: StartTime equals EndTime (R-079)", () => {
    const first = told.looks.get("14:41:50");
    expect(first?.StartTime).toEqual(first?.EndTime);
  });

  test("14:42:00 the present launch template sent again is accepted (R-193)", () => {
    expect(told.errors).toHaveLength(7);
  });

  test("14:42:06.6 start #2 is Pending or has just begun (R-077)", () => {
    expect(["Pending", "InProgress"]).toContain(told.looks.get("14:42:06.6")?.Status);
  });

  test.each([
    ["#1", "refresh-1", firstRefresh],
    ["#2", "refresh-2", secondRefresh],
    ["#3", "refresh-3", thirdRefresh],
  ])("start %s shows what was seen, in the same order (R-096, R-097, 3.3)", (_, id, recorded) => {
    const shown = told.sights.filter((sight) => sight.id === id);
    expect(shown.map(withoutTimes)).toEqual(recorded.map(withoutTimes));
  });

  const allSights = [...firstRefresh, ...secondRefresh, ...thirdRefresh];

  test.each(allSights.map((sight, nth) => [nth, `${sight.seen} ${sight.status}`, sight] as const))(
    "sight %i, %s, within two engine ticks (R-288)",
    (nth, _, { after, seen }) => {
      expectWithin(told.sights[nth]?.at, after ?? seen, seen);
    },
  );

  test("14:42:09 and 14:46:21 StartTime and EndTime of start #2 (R-220)", () => {
    const end = told.looks.get("14:46:22");
    expectWithin(end?.StartTime?.getTime(), "14:42:09", "14:42:09");
    expectWithin(end?.EndTime?.getTime(), "14:46:21", "14:46:21");
  });

  test("14:44:00 Baking with 59 seconds left, group at version 1, B at version 2 (R-181)", () => {
    expect(told.looks.get("14:44:00")).toMatchObject({
      Status: "Baking",
      StatusReason: expect.stringMatching(/There are (59|49) seconds left\.$/),
    });
    expect(told.groups.get("14:44:00")).toEqual({ saved: "1", instances: [["B", "2"]] });
  });

  test("14:44:02.3 no RollbackDetails before the engine begins (R-086)", () => {
    expect(told.looks.get("14:44:02.3")?.Status).toBe("RollbackInProgress");
    expect(told.looks.get("14:44:02.3")?.RollbackDetails).toBeUndefined();
  });

  test("14:46:21 RollbackDetails, and a group of C at version 1 (R-104, R-212)", () => {
    const end = told.looks.get("14:46:22");
    expect(end?.RollbackDetails).toMatchObject({
      RollbackReason: byUser,
      PercentageCompleteOnRollback: 100,
      InstancesToUpdateOnRollback: 0,
    });
    expectWithin(end?.RollbackDetails?.RollbackStartTime?.getTime(), "14:44:04", "14:44:04.9");
    expect(told.groups.get("14:46:22")).toEqual({ saved: "1", instances: [["C", "1"]] });
  });

  test("appendix B: preferences and desired configuration as echoed (R-090, R-093, R-215)", () => {
    expect(told.looks.get("14:46:22")).toMatchObject({
      Preferences: {
        MinHealthyPercentage: 100,
        InstanceWarmup: 0,
        CheckpointPercentages: [100],
        CheckpointDelay: 0,
        SkipMatching: false,
        AutoRollback: false,
        AlarmSpecification: {},
        MaxHealthyPercentage: 100,
        BakeTime: 60,
      },
      DesiredConfiguration: {
        LaunchTemplate: {
          LaunchTemplateId: "lt-my-template",
          LaunchTemplateName: "my-template",
          Version: "2",
        },
      },
      Strategy: "Rolling",
    });
  });

  test("14:46:34.9 to :35.2 cancel answers the id and shows Cancelling (R-082, R-227)", () => {
    expect(told.answers).toEqual(["refresh-1", "refresh-2", "refresh-2", "refresh-3", "refresh-3"]);
    expect(told.looks.get("14:46:35.2")).toMatchObject({
      Status: "Cancelling",
      StatusReason: cancelled,
    });
  });

  test("14:46:41 the newest entry and a NextToken (R-064, R-066)", () => {
    expect(told.lastPage).toEqual({ ids: ["refresh-3"], hasToken: true });
  });

  test("activities: the same ones in the same order (R-226, R-252, R-253, R-259)", () => {
    expect(told.activities.map(({ description }) => description)).toEqual(
      activities.map(({ description }) => description),
    );
    for (const [nth, recorded] of activities.entries()) {
      if (!("cause" in recorded)) continue;
      expect(told.activities[nth]?.cause.replace(/\d{4}-\S+Z/, "{t}")).toBe(recorded.cause);
    }
  });

  test.each(activities.map((activity, nth) => [activity.description, nth, activity] as const))(
    "activity times: %s, within two engine ticks",
    (_, nth, recorded) => {
      const shown = told.activities[nth];
      expectWithin(shown?.start, recorded.start, recorded.start);
      expectWithin(shown?.end, recorded.end, recorded.end);
      if (!("causeTime" in recorded)) return;
      const causeTime = parseInstant(/\d{4}-\S+Z/.exec(shown?.cause ?? "")?.[0] ?? "");
      expectWithin(causeTime, recorded.causeTime, recorded.causeTime);
    },
  );

  test.each(eventTimes)("event %s: %s at %s, within two engine ticks (R-247)", (_, what, time) => {
    expectWithin(told.milestones.get(what), time, time);
  });
});

function expectWithin(at: number | undefined, after: string, until: string): void {
  expect(at).toBeGreaterThanOrEqual(instant(after) - twoTicks);
  expect(at).toBeLessThanOrEqual(instant(until) + twoTicks);
}
