/** The step of ReplaceRootVolume: which instances get a new root volume now, and how many. */
import { describe, expect, test } from "vitest";
import type { RootVolumeReplacement } from "../../src/domain/instance.ts";
import { replaceNextInstances } from "../../src/planner/replace.ts";
import { replaceRootVolumes } from "../../src/planner/replace-root-volumes.ts";
import { aView, instances, now, rollingBack, type ViewParts } from "../support/builders.ts";

const strategy = "ReplaceRootVolume" as const;
const old = (count: number) => instances("old", "ready", count);
const updated = (count: number) => instances("updated", "ready", count);

/** The ViewParts of a refresh of root volumes. */
function inPlace({ refresh, ...parts }: ViewParts): ViewParts {
  return { ...parts, refresh: { ...refresh, strategy } };
}

function step(parts: ViewParts) {
  const decision = replaceRootVolumes(aView(inPlace(parts)));
  return {
    replaced: decision?.rootVolumes.length ?? 0,
    terminated: decision?.terminations.length ?? 0,
    launched: decision?.launches.length ?? 0,
  };
}

const of = (replaced: number, terminated = 0) => ({ replaced, terminated, launched: 0 });

describe("R-276 max(1, D - minHealthy) at once, and a maximum makes no difference", () => {
  test.each([
    [1, 90, 1],
    [1, 100, 1],
    [2, 50, 1],
    [3, 66, 1],
    [4, 0, 4],
    [5, 60, 2],
    [10, 90, 1],
    [10, 85, 1],
    [10, 80, 2],
    [20, 90, 2],
    [100, 90, 10],
    [100, 100, 1],
  ])("%i desired, minimum %i: %i", (desired, minHealthyPercentage, expected) => {
    const parts = (maximum: object) => ({
      instances: old(desired),
      refresh: { preferences: { minHealthyPercentage, ...maximum } },
    });
    expect(step(parts({}))).toEqual(of(expected));
    expect(step(parts({ maxHealthyPercentage: 100 }))).toEqual(of(expected));
    expect(step(parts({ maxHealthyPercentage: minHealthyPercentage + 100 }))).toEqual(of(expected));
  });

  test("launch-first as the meaning of 100 makes no difference either", () => {
    const parts: ViewParts = {
      instances: old(3),
      settings: { min100: "launch-first" },
      refresh: { preferences: { minHealthyPercentage: 100 } },
    };
    expect(step(parts)).toEqual(of(1));
  });
});

describe("the step", () => {
  const half = { preferences: { minHealthyPercentage: 50 } };
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    [
      "R-276 those under way count",
      { instances: [...old(7), ...instances("updated", "replacingRootVolume", 3)], refresh: half },
      of(2),
    ],
    [
      "R-138 R-276 so do those that warm up, and those without a health result",
      {
        instances: [
          ...old(5),
          ...instances("updated", "warming", 3),
          ...instances("updated", "unsettled", 2),
        ],
        refresh: half,
      },
      of(0),
    ],
    [
      "R-276 a surplus does not make the number larger",
      { instances: old(14), group: { desiredCapacity: 10 }, refresh: half },
      of(5),
    ],
    [
      "R-139 the next as soon as one is ready",
      {
        instances: [...old(6), ...updated(1), ...instances("updated", "warming", 3)],
        refresh: { preferences: { minHealthyPercentage: 60 } },
      },
      of(1),
    ],
    [
      "R-140 not below the minimum",
      { instances: [...old(4), ...instances("updated", "unhealthy", 4)], refresh: half },
      of(0),
    ],
    [
      "R-154 an unhealthy one is left to the group's own replacement",
      {
        instances: [...old(2), ...instances("old", "unhealthy", 2)],
        refresh: { preferences: { minHealthyPercentage: 25 } },
      },
      of(1),
    ],
    [
      "R-203 also when that is suspended: it stays, and blocks the minimum",
      {
        instances: [...old(2), ...instances("old", "unhealthy", 2)],
        group: { suspendedProcesses: new Map([["ReplaceUnhealthy", now]]) },
        refresh: half,
      },
      of(0),
    ],
    [
      "R-160 R-276 the next checkpoint bounds it",
      {
        instances: old(10),
        refresh: { preferences: { minHealthyPercentage: 0, checkpointPercentages: [30, 100] } },
      },
      of(3),
    ],
    [
      "R-160 those under way count as new",
      {
        instances: [...old(8), ...instances("updated", "replacingRootVolume", 2)],
        refresh: { preferences: { minHealthyPercentage: 0, checkpointPercentages: [30, 100] } },
      },
      of(1),
    ],
    [
      "R-118 R-275 matching ones count as new for a checkpoint",
      {
        instances: [...old(6), ...instances("matching", "ready", 4)],
        refresh: {
          preferences: {
            minHealthyPercentage: 0,
            skipMatching: true,
            checkpointPercentages: [50, 100],
          },
        },
      },
      of(1),
    ],
    [
      "R-168 protected ones stay with Wait",
      { instances: instances("old", "ready", 2, { protectedFromScaleIn: true }), refresh: half },
      of(0),
    ],
    [
      "R-170 protected ones are replaced with Refresh",
      {
        instances: instances("old", "ready", 2, { protectedFromScaleIn: true }),
        refresh: {
          preferences: { minHealthyPercentage: 50, scaleInProtectedInstances: "Refresh" },
        },
      },
      of(1),
    ],
    [
      "R-171 protected ones are left alone with Ignore",
      {
        instances: [...old(1), ...instances("old", "ready", 1, { protectedFromScaleIn: true })],
        refresh: { preferences: { minHealthyPercentage: 0, scaleInProtectedInstances: "Ignore" } },
      },
      of(1),
    ],
    [
      "R-172 standby instances end with Terminate, after those in service",
      {
        instances: [...updated(2), ...instances("old", "standby")],
        group: { desiredCapacity: 2 },
        refresh: { preferences: { standbyInstances: "Terminate" } },
      },
      of(0, 1),
    ],
    [
      "R-125 R-172 not before them",
      {
        instances: [...old(2), ...instances("old", "standby")],
        group: { desiredCapacity: 2 },
        refresh: { preferences: { standbyInstances: "Terminate" } },
      },
      of(1),
    ],
    [
      "R-201 nothing while Launch is suspended",
      { instances: old(2), group: { suspendedProcesses: new Map([["Launch", now]]) } },
      of(0),
    ],
    [
      "R-201 nothing while Terminate is suspended",
      { instances: old(2), group: { suspendedProcesses: new Map([["Terminate", now]]) } },
      of(0),
    ],
    [
      "R-217 R-277 the same number in a rollback, without checkpoints",
      {
        instances: updated(10),
        refresh: {
          ...rollingBack,
          preferences: { minHealthyPercentage: 80, checkpointPercentages: [10, 100] },
        },
      },
      of(2),
    ],
    [
      "R-213 a rollback leaves what was not replaced",
      {
        instances: [...old(3), ...updated(1)],
        refresh: { ...rollingBack, preferences: { minHealthyPercentage: 0 } },
      },
      of(1),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(step(parts)).toEqual(expected);
  });

  test("R-141 with weights the number is one of units", () => {
    const heavy = instances("old", "ready", 5, { weight: 4 });
    const parts = (minHealthyPercentage: number) => ({
      instances: heavy,
      group: { desiredCapacity: 20 },
      refresh: { preferences: { minHealthyPercentage } },
    });
    expect([100, 90, 80, 60].map((minimum) => step(parts(minimum)).replaced)).toEqual([1, 1, 1, 2]);
  });

  test("R-222 R-277 one on its way back with the new image is turned back first", () => {
    const rootVolumeReplacement: RootVolumeReplacement = {
      imageId: "ami-2",
      launchTemplate: undefined,
      isBroken: false,
      failure: undefined,
    };
    const returning = instances("updated", "pending", 1, { rootVolumeReplacement });
    const launched = instances("updated", "pending", 1);
    const parts: ViewParts = { instances: [...old(8), ...returning, ...launched] };
    const back = replaceRootVolumes(aView(inPlace({ ...parts, refresh: rollingBack })));
    expect(back?.rootVolumes.map(({ instance }) => instance.id)).toEqual([returning[0]?.id]);
    expect(step(parts)).toEqual(of(0));
  });
});

test("R-273 names the refresh in its cause, and the choice is progress", () => {
  const [instance] = old(1);
  const decision = replaceRootVolumes(aView(inPlace({ instances: instance ? [instance] : [] })));
  expect(decision?.rootVolumes).toEqual([
    {
      instance,
      cause:
        "At 2026-09-27T12:00:00Z the root volume of an instance was replaced in response to an " +
        "instance refresh.",
    },
  ]);
  expect(decision?.changes).toMatchObject([{ type: "RefreshActed", isProgress: true }]);
});

test("each strategy has its own step", () => {
  const parts: ViewParts = { instances: old(4) };
  expect(replaceRootVolumes(aView(parts))).toBeUndefined();
  expect(replaceNextInstances(aView(inPlace(parts)))).toBeUndefined();
});
