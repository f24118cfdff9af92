/** Checkpoints: how many instances one needs, which is reached, how far a refresh may go. */
import { describe, expect, test } from "vitest";
import {
  isPartEnd,
  neededFor,
  newAllowedBeforePause,
  reachedCheckpoint,
} from "../../src/planner/checkpoints.ts";

describe("neededFor", () => {
  test.each([
    ["R-159 rounds up: 20 percent of 4 is one instance, not less", 20, 4, 1],
    ["R-159 needs no rounding at a whole number", 20, 10, 2],
    ["R-159 1 percent is one instance", 1, 4, 1],
    ["R-159 34 percent of 3 is two", 34, 3, 2],
    ["R-158 100 percent is the whole group", 100, 7, 7],
    ["R-158 of an empty group none", 50, 0, 0],
  ])("%s", (_, percentage, groupSize, expected) => {
    expect(neededFor(percentage, groupSize)).toBe(expected);
  });
});

describe("reachedCheckpoint", () => {
  const rows: [string, number[], number, number, number][] = [
    ["R-161 none before enough are ready", [20, 50, 100], 10, 1, 0],
    ["R-161 the first when enough are ready", [20, 50, 100], 10, 2, 20],
    ["R-161 still the first in between", [20, 50, 100], 10, 4, 20],
    ["R-162 the highest that one step passes", [10, 40, 100], 2, 1, 40],
    ["R-162 of worked example D after the first of three", [10, 40, 100], 3, 1, 10],
    ["R-162 of worked example D after the second of three", [10, 40, 100], 3, 2, 40],
    ["R-163 the last when all are ready", [20, 50, 100], 10, 10, 100],
    ["R-165 an earlier one again when the group has grown", [20, 50, 100], 20, 5, 20],
    ["R-158 the last in an empty group", [20, 50], 0, 0, 50],
    ["R-158 none without checkpoints", [], 10, 5, 0],
  ];
  test.each(rows)("%s", (_, percentages, groupSize, readyUpdated, expected) => {
    const question = { percentages, groupSize, readyUpdated, passedPercentage: 0 };
    expect(reachedCheckpoint(question)).toBe(expected);
  });
});

describe("newAllowedBeforePause", () => {
  const rows: [string, number[], number, number, number | undefined][] = [
    ["R-160 without checkpoints nothing bounds", [], 0, 10, undefined],
    ["R-160 the first checkpoint", [20, 50, 100], 0, 10, 2],
    ["R-160 worked example A: after 20 percent only five of ten", [20, 50, 100], 20, 10, 5],
    ["R-160 after the last before 100 all", [20, 50, 100], 50, 10, 10],
    ["R-164 after a last one below 100 no more", [20, 50], 50, 10, 5],
    ["R-160 worked example C: one of four for 1 percent", [1, 50, 100], 0, 4, 1],
    ["R-165 more when the group has grown", [20, 50, 100], 20, 20, 10],
  ];
  test.each(rows)("%s", (_, percentages, passedPercentage, groupSize, expected) => {
    const question = { percentages, passedPercentage, groupSize, readyUpdated: 0 };
    expect(newAllowedBeforePause(question)).toBe(expected);
  });
});

describe("isPartEnd", () => {
  const rows: [string, number[], number, boolean][] = [
    ["R-164 a passed last checkpoint below 100 ends the refresh", [20, 50], 50, true],
    ["R-164 not before it is passed", [20, 50], 20, false],
    ["R-163 100 ends nothing early", [20, 100], 100, false],
    ["R-164 without checkpoints there is no early end", [], 0, false],
  ];
  test.each(rows)("%s", (_, percentages, passed, expected) => {
    expect(isPartEnd(percentages, passed)).toBe(expected);
  });
});
