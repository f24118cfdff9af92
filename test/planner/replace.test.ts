/** One step of the replacement: what ends now, what begins now. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { replaceNextInstances } from "../../src/planner/replace.ts";
import {
  anInstance,
  aView,
  instances,
  now,
  rollingBack,
  type ViewParts,
} from "../support/builders.ts";

function step(parts: ViewParts) {
  const decision = replaceNextInstances(aView(parts));
  if (decision === undefined) return { terminated: 0, launched: 0 };
  return {
    terminated: decision.terminations.length,
    launched: decision.launches.reduce((sum, { units }) => sum + units, 0),
  };
}

const of = (terminated: number, launched: number) => ({ terminated, launched });
const mixed = { minHealthyPercentage: 90, maxHealthyPercentage: 120 };
const launchFirst = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };
const old = (count: number) => instances("old", "ready", count);
const updated = (count: number) => instances("updated", "ready", count);

describe("R-139 the step", () => {
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    [
      "R-133 the rest goes as new ones become ready",
      {
        instances: [...old(9), ...updated(3)],
        group: { desiredCapacity: 10 },
        refresh: { preferences: mixed },
      },
      of(3, 3),
    ],
    [
      "R-133 nothing while the new ones warm up",
      {
        instances: [...old(9), ...instances("updated", "warming", 3)],
        group: { desiredCapacity: 10 },
        refresh: { preferences: mixed },
      },
      of(0, 0),
    ],
    [
      "R-132 one ready replacement above desired lets one old instance go",
      {
        instances: [...old(10), ...updated(1)],
        group: { desiredCapacity: 10 },
        refresh: { preferences: launchFirst },
      },
      of(1, 1),
    ],
    [
      "R-132 the last old instance goes without a launch",
      {
        instances: [...old(1), ...updated(10)],
        group: { desiredCapacity: 10 },
        refresh: { preferences: launchFirst },
      },
      of(1, 0),
    ],
    [
      "R-138 a pending instance counts against the maximum, not toward the minimum",
      {
        instances: [...old(10), ...instances("updated", "pending")],
        group: { desiredCapacity: 10 },
        refresh: { preferences: launchFirst },
      },
      of(0, 0),
    ],
    [
      "R-138 a new instance without a health result does not count toward the minimum",
      {
        instances: [...old(8), ...instances("updated", "unsettled", 2)],
        refresh: { preferences: { minHealthyPercentage: 80 } },
      },
      of(0, 0),
    ],
    [
      "R-140 unhealthy old ones are replaced below the minimum, healthy ones are not",
      {
        instances: [...old(7), ...instances("old", "unhealthy", 3)],
        group: { suspendedProcesses: new Map([["ReplaceUnhealthy", now]]) },
        refresh: { preferences: { minHealthyPercentage: 80 } },
      },
      of(3, 3),
    ],
    [
      "R-173 standby instances do not count as healthy",
      {
        instances: [...old(8), ...instances("old", "standby", 2)],
        group: { desiredCapacity: 10 },
        refresh: { preferences: { minHealthyPercentage: 80 } },
      },
      of(0, 2),
    ],
    [
      "R-187 the desired capacity of now counts",
      {
        instances: old(10),
        group: { desiredCapacity: 20 },
        refresh: { preferences: { minHealthyPercentage: 50 } },
      },
      of(0, 10),
    ],
    [
      "R-160 the checkpoint bounds the step below what health allows",
      {
        instances: [...old(6), ...updated(4)],
        refresh: {
          passedCheckpointPercentage: 20,
          preferences: { minHealthyPercentage: 80, checkpointPercentages: [20, 50, 100] },
        },
      },
      of(1, 1),
    ],
    [
      "R-160 instances on their way count as new",
      {
        instances: [...old(8), ...instances("updated", "pending", 2)],
        refresh: { preferences: { minHealthyPercentage: 50, checkpointPercentages: [20, 100] } },
      },
      of(0, 0),
    ],
    [
      "R-118 matching instances count as new for a checkpoint",
      {
        instances: [...old(6), ...instances("matching", "ready", 4)],
        refresh: {
          preferences: {
            minHealthyPercentage: 50,
            skipMatching: true,
            checkpointPercentages: [50, 100],
          },
        },
      },
      of(1, 1),
    ],
    [
      "R-155 nothing before the next attempt after a failed launch",
      { instances: old(4), group: { scalingNotBefore: now + 1 } },
      of(0, 0),
    ],
    [
      "R-168 protected instances stay with Wait",
      { instances: instances("old", "ready", 2, { protectedFromScaleIn: true }) },
      of(0, 0),
    ],
    [
      "R-218 checkpoints do not bound a rollback",
      {
        instances: updated(4),
        refresh: {
          ...rollingBack,
          preferences: { minHealthyPercentage: 0, checkpointPercentages: [25, 100] },
        },
      },
      of(4, 4),
    ],
    [
      "R-217 the same bounds govern a rollback",
      { instances: updated(10), refresh: { ...rollingBack, preferences: mixed } },
      of(1, 3),
    ],
    [
      "R-222 launches that are pending when a rollback begins are ended and made up for",
      {
        instances: [...old(9), ...instances("updated", "pending")],
        refresh: { ...rollingBack, preferences: mixed },
      },
      of(1, 1),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(step(parts)).toEqual(expected);
  });
});

describe("standby", () => {
  const standby = (fields: Partial<Instance> = {}) => instances("old", "standby", 1, fields);
  const terminate = { preferences: { standbyInstances: "Terminate" } } as const;
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    [
      "R-172 Terminate ends it, without a replacement when the group is at desired capacity",
      {
        instances: [...updated(2), ...standby()],
        group: { desiredCapacity: 2 },
        refresh: terminate,
      },
      of(1, 0),
    ],
    [
      "R-172 with a replacement when the group is below desired capacity",
      {
        instances: [...updated(2), ...standby()],
        group: { desiredCapacity: 3 },
        refresh: terminate,
      },
      of(1, 1),
    ],
    [
      "R-172 an instance on its way into standby is not replaced either",
      {
        instances: [...updated(2), ...standby({ lifecycleState: "EnteringStandby" })],
        group: { desiredCapacity: 2 },
        refresh: terminate,
      },
      of(1, 0),
    ],
    [
      "R-125 not before those in service",
      { instances: [...old(2), ...standby()], group: { desiredCapacity: 2 }, refresh: terminate },
      of(1, 1),
    ],
    [
      "R-168 R-172 it does not wait for protected instances: all others are replaced first",
      {
        instances: [...instances("old", "ready", 2, { protectedFromScaleIn: true }), ...standby()],
        group: { desiredCapacity: 2 },
        refresh: terminate,
      },
      of(1, 0),
    ],
    [
      "R-168 Wait leaves it",
      { instances: [...updated(2), ...standby()], group: { desiredCapacity: 2 } },
      of(0, 0),
    ],
    [
      "R-171 Ignore leaves it",
      {
        instances: [...updated(2), ...standby()],
        group: { desiredCapacity: 2 },
        refresh: { preferences: { standbyInstances: "Ignore" } },
      },
      of(0, 0),
    ],
    [
      "R-217 Terminate holds for deployed instances in a rollback",
      {
        instances: [...old(2), ...instances("updated", "standby")],
        group: { desiredCapacity: 2 },
        refresh: { ...rollingBack, ...terminate },
      },
      of(1, 0),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(step(parts)).toEqual(expected);
  });
});

describe("the decision", () => {
  test("R-252 R-253 names the refresh in its causes", () => {
    const decision = replaceNextInstances(aView({ instances: old(1) }));
    expect(decision?.launches).toEqual([
      {
        units: 1,
        isAtMost: true,
        purpose: "refresh",
        cause:
          "At 2026-09-27T12:00:00Z an instance was launched in response to an instance refresh.",
      },
    ]);
    expect(decision?.terminations.map(({ cause, purpose }) => ({ cause, purpose }))).toEqual([
      {
        purpose: "refresh",
        cause:
          "At 2026-09-27T12:00:00Z an instance was taken out of service in response to an " +
          "instance refresh.",
      },
    ]);
  });

  test.each([
    ["terminates first", { minHealthyPercentage: 90 }, true],
    ["launches first", { minHealthyPercentage: 50, maxHealthyPercentage: 150 }, false],
  ] as const)(
    "R-254 marks what was selected for termination just when it %s",
    (_, given, isSelected) => {
      const decision = replaceNextInstances(
        aView({ instances: old(2), refresh: { preferences: given } }),
      );
      expect(decision?.terminations.map((one) => one.isSelected)).toEqual([isSelected]);
    },
  );

  test("R-177 choosing an instance is progress, launching alone is not", () => {
    const acted = (parts: ViewParts) => replaceNextInstances(aView(parts))?.changes;
    expect(acted({ instances: old(1) })).toMatchObject([
      { type: "RefreshActed", isProgress: true },
    ]);
    expect(
      acted({ instances: [anInstance()], refresh: { preferences: launchFirst } }),
    ).toMatchObject([{ type: "RefreshActed", isProgress: false }]);
  });
});
