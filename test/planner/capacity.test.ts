/** Minimum and maximum healthy percentages: the arithmetic, and the first step that follows. */
import { describe, expect, test } from "vitest";
import type { RefreshPreferences } from "../../src/domain/instance-refresh.ts";
import { capacityBounds, launchable } from "../../src/planner/capacity.ts";
import { replaceNextInstances } from "../../src/planner/replace.ts";
import { aView, instances } from "../support/builders.ts";
import { type CapacityRow, capacityTable, type Mode } from "../support/capacity-table.ts";

const healthyOf = ({ min, max }: Pick<CapacityRow, "min" | "max">): Partial<RefreshPreferences> =>
  max === undefined
    ? { minHealthyPercentage: min }
    : { minHealthyPercentage: min, maxHealthyPercentage: max };

const view = (row: CapacityRow) =>
  aView({
    instances: instances("old", "ready", row.desired),
    refresh: { preferences: healthyOf(row) },
  });

/** What the first step of a fresh refresh does; nothing for an empty group. */
function firstStep(row: CapacityRow) {
  const decision = replaceNextInstances(view(row));
  const launched = decision?.launches.reduce((sum, { units }) => sum + units, 0) ?? 0;
  return { launched, terminated: decision?.terminations.length ?? 0 };
}

function modeOf({ launched, terminated }: ReturnType<typeof firstStep>): Mode {
  if (launched === 0) return "none";
  if (terminated === 0) return "L→T";
  return launched > terminated ? "mixed" : "T+L";
}

test("R-128 the table of the bounds has all its 53 rows", () => {
  expect(capacityTable).toHaveLength(53);
});

test.each(capacityTable)(
  "R-128 R-129 R-130 R-131 R-132 R-133 R-134 R-135 R-136 $desired instances, min $min, max $max: $mode",
  (row) => {
    const step = firstStep(row);
    const { minHealthy, maxCapacity } = view(row).bounds;
    const { desired, min, max, ...expected } = row;
    expect({
      minHealthy,
      maxCapacity,
      mode: modeOf(step),
      inReplacementAtOnce: step.launched,
      terminatedBeforeAnyNewIsReady: step.terminated,
    }).toEqual(expected);
  },
);

describe("capacityBounds", () => {
  const rows = [
    ["R-128 rounds the minimum up", 3, 67, undefined, { minHealthy: 3, floor: 2, ceiling: 3 }],
    ["R-128 needs no rounding at a whole number", 10, 70, undefined, { minHealthy: 7, floor: 7 }],
    ["R-129 rounds the maximum down", 15, 100, 110, { maxCapacity: 16, ceiling: 16 }],
    [
      "R-131 min 100 alone stops one with the old reading",
      10,
      100,
      undefined,
      { floor: 9, ceiling: 10 },
    ],
    ["R-135 without room launches first when a maximum is in force", 3, 90, 120, { ceiling: 4 }],
    ["R-135 without room stops one when none is", 3, 90, undefined, { floor: 2, ceiling: 3 }],
    ["R-058 an empty group needs nothing", 0, 100, 200, { floor: 0, ceiling: 0 }],
  ] as const;
  test.each(rows)("%s", (_, desired, minHealthyPercentage, maxHealthyPercentage, expected) => {
    const question = { desired, minHealthyPercentage, maxHealthyPercentage };
    expect(capacityBounds({ ...question, unit: 1, min100: "terminate-first" })).toMatchObject(
      expected,
    );
  });

  test("R-310 min 100 without a maximum launches one first", () => {
    const question = { desired: 10, minHealthyPercentage: 100, maxHealthyPercentage: undefined };
    expect(capacityBounds({ ...question, unit: 1, min100: "launch-first" })).toEqual({
      minHealthy: 10,
      maxCapacity: 10,
      floor: 10,
      ceiling: 11,
    });
  });

  test("R-310 the reading of min 100 changes nothing for other minimums", () => {
    const question = { desired: 2, minHealthyPercentage: 90, maxHealthyPercentage: undefined };
    expect(capacityBounds({ ...question, unit: 1, min100: "launch-first" })).toEqual(
      capacityBounds({ ...question, unit: 1, min100: "terminate-first" }),
    );
  });
});

describe("R-141 in capacity units", () => {
  const rows = [
    [
      "the same arithmetic",
      40,
      90,
      110,
      2,
      { minHealthy: 36, maxCapacity: 44, floor: 36, ceiling: 44 },
    ],
    [
      "too little room for one instance stops one anyway",
      10,
      90,
      undefined,
      2,
      { floor: 8, ceiling: 10 },
    ],
    [
      "too little room for one instance launches one first",
      10,
      100,
      110,
      4,
      { floor: 10, ceiling: 14 },
    ],
    [
      "one that is worth the whole group leaves no floor",
      4,
      90,
      undefined,
      4,
      { floor: 0, ceiling: 4 },
    ],
  ] as const;
  test.each(rows)(
    "%s",
    (_, desired, minHealthyPercentage, maxHealthyPercentage, unit, expected) => {
      const question = { desired, minHealthyPercentage, maxHealthyPercentage, unit };
      expect(capacityBounds({ ...question, min100: "terminate-first" })).toMatchObject(expected);
    },
  );
});

describe("launchable", () => {
  const bounds = { minHealthy: 9, maxCapacity: 12, floor: 9, ceiling: 12 };
  test.each([
    ["R-133 fills up to the ceiling", { live: 9, replaceable: 9, desired: 10 }, 3],
    [
      "R-132 launches above desired only for instances that are left",
      { live: 10, replaceable: 1, desired: 10 },
      1,
    ],
    ["R-139 launches nothing at the ceiling", { live: 12, replaceable: 8, desired: 10 }, 0],
    ["R-129 never asks for less than nothing", { live: 14, replaceable: 8, desired: 10 }, 0],
    ["R-130 makes up for what is missing", { live: 8, replaceable: 0, desired: 10 }, 2],
  ])("%s", (_, stock, expected) => {
    expect(launchable(bounds, stock)).toBe(expected);
  });
});
