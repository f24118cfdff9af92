/** Checkpoint delays and suspended processes: when a refresh stands still on purpose. */
import { describe, expect, test } from "vitest";
import { firstDecision } from "../../src/planner/rules.ts";
import { aView, instances, now, rollingBack, type ViewParts } from "../support/builders.ts";

const old = (count: number) => instances("old", "ready", count);
const updated = (count: number) => instances("updated", "ready", count);
const decision = (parts: ViewParts) => firstDecision(aView(parts));
const checkpoints = (percentages: number[], delay = 900) => ({
  checkpointPercentages: percentages,
  checkpointDelaySeconds: delay,
  minHealthyPercentage: 50,
});

describe("a reached checkpoint", () => {
  const reached = (percentage: number) => ({
    type: "CheckpointReached",
    percentage,
    pausedUntil: now + 900_000,
  });
  const rows: [string, ViewParts, number | undefined][] = [
    [
      "R-161 is announced when enough are ready",
      {
        instances: [...old(8), ...updated(2)],
        refresh: { preferences: checkpoints([20, 50, 100]) },
      },
      20,
    ],
    [
      "R-161 not while one of them warms up",
      {
        instances: [...old(8), ...updated(1), ...instances("updated", "warming")],
        refresh: { preferences: checkpoints([20, 50, 100]) },
      },
      undefined,
    ],
    [
      "R-147 R-161 not before their health results",
      {
        instances: [...old(8), ...updated(1), ...instances("updated", "unsettled")],
        refresh: { preferences: checkpoints([20, 50, 100]) },
      },
      undefined,
    ],
    [
      "R-162 the highest one passed is announced: 40 of [10, 40, 100] with two instances",
      {
        instances: [...old(1), ...updated(1)],
        refresh: { preferences: checkpoints([10, 40, 100]) },
      },
      40,
    ],
    [
      "R-161 once",
      {
        instances: [...old(8), ...updated(2)],
        refresh: { passedCheckpointPercentage: 20, preferences: checkpoints([20, 50, 100]) },
      },
      undefined,
    ],
    [
      "R-163 not the one at 100 percent",
      { instances: updated(4), refresh: { preferences: checkpoints([100]) } },
      undefined,
    ],
    [
      "R-118 R-326 matching instances count as new",
      {
        instances: [...old(5), ...instances("matching", "ready", 5)],
        refresh: { preferences: { ...checkpoints([50, 100]), skipMatching: true } },
      },
      50,
    ],
    [
      "R-218 not in a rollback",
      {
        instances: [...old(2), ...updated(2)],
        refresh: { ...rollingBack, preferences: checkpoints([50, 100]) },
      },
      undefined,
    ],
    [
      "R-165 again when the group has grown",
      {
        instances: [...old(10), ...updated(10)],
        refresh: { passedCheckpointPercentage: 20, preferences: checkpoints([20, 50, 100]) },
      },
      50,
    ],
    [
      "R-159 R-161 not while the old ones that it launched before are still there: 5 of 11 is less than 50 percent",
      {
        instances: [...old(6), ...updated(5)],
        group: { desiredCapacity: 10 },
        refresh: {
          preferences: {
            ...checkpoints([50, 100]),
            minHealthyPercentage: 100,
            maxHealthyPercentage: 110,
          },
        },
      },
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    const first = decision(parts).changes.find(({ type }) => type === "CheckpointReached");
    if (expected === undefined) expect(first).toBeUndefined();
    else expect(first).toMatchObject(reached(expected));
  });

  test("R-161 is waited for with a reason, and looked at when the delay is over", () => {
    const parts = {
      instances: [...old(8), ...updated(2)],
      refresh: { preferences: checkpoints([20, 100]) },
    };
    expect(decision(parts)).toMatchObject({
      changes: [
        { type: "CheckpointReached" },
        {
          type: "RefreshWaits",
          reason: { kind: "checkpointDelay", since: now, until: now + 900_000 },
        },
      ],
      terminations: [],
      launches: [],
      wakeAt: now + 900_000,
      isFurtherNow: false,
    });
  });

  test("R-161 nothing is replaced a moment before the delay is over", () => {
    const refresh = {
      passedCheckpointPercentage: 20,
      checkpointGroupSize: 10,
      pausedUntil: now + 1,
      statusReason: { kind: "checkpointDelay", since: now - 899_999, until: now + 1 },
      preferences: checkpoints([20, 100]),
    } as const;
    expect(decision({ instances: [...old(8), ...updated(2)], refresh })).toMatchObject({
      rule: "stopAtCheckpoint",
      changes: [],
      terminations: [],
      launches: [],
      wakeAt: now + 1,
    });
  });

  test("R-161 when it is over the refresh goes on at once", () => {
    const refresh = {
      passedCheckpointPercentage: 20,
      pausedUntil: now,
      preferences: checkpoints([20, 100]),
    };
    expect(decision({ instances: [...old(8), ...updated(2)], refresh })).toMatchObject({
      changes: [{ type: "PauseEnded" }],
      isFurtherNow: true,
    });
  });

  test("R-164 a last one below 100 is announced without a delay", () => {
    const parts = {
      instances: [...old(2), ...updated(2)],
      refresh: { preferences: checkpoints([50]) },
    };
    expect(decision(parts)).toMatchObject({
      changes: [{ type: "CheckpointReached", percentage: 50, pausedUntil: undefined }],
      isFurtherNow: true,
    });
  });

  test("R-161 a delay of 0 does not pause", () => {
    const parts = {
      instances: [...old(2), ...updated(2)],
      refresh: { preferences: checkpoints([50, 100], 0) },
    };
    expect(decision(parts)).toMatchObject({
      changes: [{ type: "CheckpointReached", percentage: 50, pausedUntil: undefined }],
      isFurtherNow: true,
    });
  });

  test("R-165 is not lost when a new instance is, but the group has not grown", () => {
    const refresh = {
      passedCheckpointPercentage: 50,
      checkpointGroupSize: 10,
      preferences: checkpoints([20, 50, 100]),
    };
    const members = [...old(5), ...updated(4), ...instances("updated", "unhealthy")];
    const types = decision({ instances: members, refresh }).changes.map(({ type }) => type);
    expect(types).not.toContain("CheckpointLost");
  });

  test.each([undefined, now + 1])(
    "R-165 is lost when the group grows (pause until %s)",
    (until) => {
      const parts = {
        instances: [...old(15), ...updated(5)],
        refresh: {
          passedCheckpointPercentage: 50,
          checkpointGroupSize: 10,
          ...(until === undefined ? {} : { pausedUntil: until }),
          preferences: checkpoints([20, 50, 100]),
        },
      };
      expect(decision(parts)).toMatchObject({
        changes: [{ type: "CheckpointLost", percentage: 20 }],
        isFurtherNow: true,
      });
    },
  );
});

describe("a suspended process", () => {
  const suspended = (process: "InstanceRefresh" | "Launch" | "Terminate"): ViewParts => ({
    instances: old(4),
    group: { suspendedProcesses: new Map([[process, now]]) },
  });

  test.each([
    ["R-200", "InstanceRefresh"],
    ["R-201", "Launch"],
    ["R-201", "Terminate"],
  ] as const)("%s %s: nothing is replaced, and the reason says so", (_, process) => {
    expect(decision(suspended(process))).toMatchObject({
      changes: [{ type: "RefreshWaits", reason: { kind: "suspended", process } }],
      terminations: [],
      launches: [],
    });
  });

  test.each([
    "HealthCheck",
    "ReplaceUnhealthy",
    "AlarmNotification",
    "ScheduledActions",
    "AZRebalance",
  ] as const)("R-204 %s: the refresh goes on", (process) => {
    const parts = { instances: old(4), group: { suspendedProcesses: new Map([[process, now]]) } };
    expect(decision(parts)).toMatchObject({
      rule: "replaceNextInstances",
      terminations: [{ purpose: "refresh" }],
    });
  });

  test("R-200 R-202 InstanceRefresh asks for no look at a deadline: its limits stand still", () => {
    expect(decision(suspended("InstanceRefresh")).wakeAt).toBeUndefined();
  });

  test("R-107 R-200 a resumed bake shows the bake time again", () => {
    const refresh = {
      status: "Baking",
      pausedUntil: now + 30_000,
      statusReason: { kind: "suspended", process: "InstanceRefresh" },
      preferences: { bakeTimeSeconds: 60 },
    } as const;
    expect(decision({ instances: updated(2), refresh })).toMatchObject({
      changes: [{ type: "RefreshWaits", reason: { kind: "bakeTime" } }],
    });
  });

  test("R-107 R-200 a resumed checkpoint delay shows the delay again", () => {
    const refresh = {
      pausedUntil: now + 30_000,
      passedCheckpointPercentage: 50,
      statusReason: { kind: "suspended", process: "InstanceRefresh" },
      preferences: checkpoints([50, 100]),
    } as const;
    expect(decision({ instances: [...old(2), ...updated(2)], refresh })).toMatchObject({
      changes: [{ type: "RefreshWaits", reason: { kind: "checkpointDelay" } }],
    });
  });
});
