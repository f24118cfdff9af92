/** Which deployments form the line that undo goes back along. */
import { describe, expect, test } from "vitest";
import {
  deployed,
  group,
  history,
  onDay,
  policy,
  refresh,
  shown,
  version,
  versions,
} from "./builders.ts";

const [a1, b2, c1] = [
  deployed("aaaa", 11, "1"),
  deployed("bbbb", 12, "2"),
  deployed("cccc", 13, "1"),
];

describe("the line", () => {
  test("holds deployments only, the newest first, with positions (U-002, U-008)", () => {
    const failed = refresh("ffff", 14, { Status: "Failed", DesiredConfiguration: version("3") });
    const found = history(version("2"), [a1, b2, failed]);
    expect(shown(found)).toEqual(["0 bbbb current", "-1 aaaa"]);
    expect(found.others.map(({ refresh: one, position }) => [one?.Status, position])).toEqual([
      ["Failed", undefined],
    ]);
  });

  test.each([
    ["a rollback that succeeded", "RollbackSuccessful"],
    ["a cancelled refresh", "Cancelled"],
    ["an active refresh", "InProgress"],
  ] as const)("%s deployed nothing (U-002)", (_, Status) => {
    const other = refresh("dddd", 14, { Status, DesiredConfiguration: version("3") });
    expect(shown(history(version("1"), [a1, other]))).toEqual(["0 aaaa current"]);
  });

  test("the release is the version's description in EC2 (U-002)", () => {
    const { deployments } = history(version("2"), [a1, b2]);
    expect(deployments.map(({ release }) => release)).toEqual(["release 2", "release 1"]);
  });

  test("a configuration that comes back takes off all that came after it (U-007)", () => {
    const found = history(version("1"), [a1, b2, c1]);
    expect(shown(found)).toEqual(["0 cccc current", "- bbbb taken back", "- aaaa same"]);
  });

  test("one that is equal to the top of the line is the same (U-006, U-008)", () => {
    const again = deployed("dddd", 14, "2");
    const found = history(version("2"), [a1, b2, again]);
    expect(shown(found)).toEqual(["- dddd same", "0 bbbb current", "-1 aaaa"]);
  });

  test("an undo of an undo goes further back, never to what was taken back (U-007)", () => {
    const older = deployed("0000", 10, "5");
    const found = history(version("5"), [older, a1, b2, c1, deployed("eeee", 15, "5")]);
    expect(shown(found).slice(0, 2)).toEqual(["0 eeee current", "- cccc taken back"]);
    expect(found.deployments.filter(({ position = 0 }) => position < 0)).toEqual([]);
  });

  test("what an update saved is position 0, without an id (U-006)", () => {
    expect(shown(history(version("7"), [a1, b2]))).toEqual([
      "0 update current",
      "-1 bbbb",
      "-2 aaaa",
    ]);
  });

  test("an update to what is in the line takes off what came after it (U-007)", () => {
    expect(shown(history(version("1"), [a1, b2]))).toEqual([
      "0 update current",
      "- bbbb taken back",
      "- aaaa same",
    ]);
  });

  test("a launch configuration is position 0, and never in the line otherwise (U-027)", () => {
    const known = { group: group({}, { LaunchConfigurationName: "old" }) };
    expect(shown(history({}, [a1], known))).toEqual(["0 update current", "-1 aaaa"]);
  });

  test("marks a version that was deleted, and a template that was (U-006)", () => {
    const some = { versions: versions(2, 3) };
    expect(shown(history(version("2"), [a1, b2], some))).toEqual([
      "0 bbbb current",
      "-1 aaaa gone",
    ]);
    const none = { versions: new Map([["lt-00000000000000001", []]]) };
    expect(shown(history(version("2"), [a1, b2], none))).toEqual([
      "0 bbbb current gone",
      "-1 aaaa gone",
    ]);
  });

  test("nothing is marked as gone when EC2 did not tell (U-001)", () => {
    const found = history(version("2"), [a1, b2], { versions: undefined });
    expect(shown(found)).toEqual(["0 bbbb current", "-1 aaaa"]);
    expect(found.deployments.map(({ release }) => release)).toEqual([undefined, undefined]);
  });
});

describe("a deployment without desired configuration (U-004)", () => {
  const plain = refresh("dddd", 14);

  test("is unknown, and takes its place in the line", () => {
    const found = history(version("2"), [a1, plain, deployed("eeee", 15, "2")]);
    expect(shown(found)).toEqual(["0 eeee current", "-1 dddd", "-2 aaaa"]);
    expect(found.deployments[1]).toMatchObject({ isAssumed: false });
    expect(found.deployments[1]?.configuration).toBeUndefined();
  });

  test("stands for what the group has if it is the newest", () => {
    const found = history(version("3"), [a1, plain]);
    expect(shown(found)).toEqual(["0 dddd current", "-1 aaaa"]);
    expect(found.current).toMatchObject({ isAssumed: true, configuration: version("3") });
  });

  test("two unknown ones are not equal", () => {
    const found = history(version("2"), [refresh("cccc", 13), plain, deployed("eeee", 15, "2")]);
    expect(shown(found)).toEqual(["0 eeee current", "-1 dddd", "-2 cccc"]);
  });
});

describe("versions of the past (U-005)", () => {
  const latest = (id: string, day: number) => deployed(id, day, "$Latest");
  const resolved = (day: number, kept: readonly number[]) =>
    history(version("9"), [latest("aaaa", day), deployed("bbbb", 20, "9")], {
      versions: versions(...kept),
    }).deployments.at(-1)?.numbered;

  test.each([
    ["the highest that existed then", 4, [1, 2, 3, 4, 5], "4"],
    ["the highest of all, if none came later", 19, [1, 2, 3], "3"],
    ["unknown if the next one was deleted since", 4, [1, 2, 3, 7], undefined],
    ["unknown if none existed", 2, [5, 6], undefined],
  ] as const)("$Latest is %s", (_, day, kept, number) => {
    expect(resolved(day, kept)).toEqual(
      number === undefined
        ? undefined
        : {
            LaunchTemplate: {
              ...version(number).LaunchTemplate,
              LaunchTemplateId: expect.any(String),
            },
          },
    );
  });

  test("$Default of the past is unknown, and of the group is what EC2 has now", () => {
    const found = history(version("$Default"), [deployed("aaaa", 12, "$Default")]);
    expect(found.deployments.map(({ numbered }) => numbered)).toEqual([version("1"), undefined]);
  });

  test("$Latest of a day before a version was made is not the group's $Latest", () => {
    const found = history(version("$Latest"), [latest("aaaa", 4)]);
    expect(shown(found)).toEqual(["0 update current", "-1 aaaa"]);
    expect(onDay(4).toISOString()).toBe("2026-01-04T12:00:00.000Z");
  });
});

test("policies are in the line as templates are, and never equal to them (U-003)", () => {
  const first = refresh("aaaa", 11, { DesiredConfiguration: policy("1") });
  const second = refresh("bbbb", 12, {
    DesiredConfiguration: policy("1", ["m5.large", "c5.large"]),
  });
  const third = refresh("cccc", 13, { DesiredConfiguration: policy("1") });
  expect(shown(history(policy("1"), [first, second, third]))).toEqual([
    "0 cccc current",
    "- bbbb taken back",
    "- aaaa same",
  ]);
  expect(shown(history(policy("1"), [a1]))).toEqual(["0 update current", "-1 aaaa"]);
});
