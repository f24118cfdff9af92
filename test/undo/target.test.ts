/** What undo goes back to, and what it says when there is nothing to go back to. */
import { describe, expect, test } from "vitest";
import { type Choice, chooseTarget, isCurrent, isEverywhere } from "../../src/undo/target.ts";
import {
  deployed,
  group,
  history,
  instance,
  policy,
  refresh,
  version,
  versions,
} from "./builders.ts";

const [a1, b2, c3] = [
  deployed("aaaa", 11, "1"),
  deployed("bbbb", 12, "2"),
  deployed("cccc", 13, "3"),
];
const failed = refresh("ffff", 14, { Status: "Failed", DesiredConfiguration: version("4") });
const usual = history(version("3"), [a1, b2, c3, failed]);

describe("the target (U-020)", () => {
  test.each([
    ["the previous deployment, when nothing is said", {}, "2"],
    ["the previous deployment by its name", { to: "previous" }, "2"],
    ["a position", { to: "-2" }, "1"],
    ["a refresh by the beginning of its id", { to: "aaaa" }, "1"],
    ["a version of the group's template", { toVersion: 7 }, "7"],
    ["AWS's own configuration", { toConfiguration: version("8") }, "8"],
  ] as const)("is %s", (_, choice: Choice, number) => {
    expect(chooseTarget(choice, usual).configuration).toEqual(version(number));
  });

  test("of a policy, another version keeps all else", () => {
    const has = history(policy("1", ["a", "b"]), []);
    expect(chooseTarget({ toVersion: 2 }, has).configuration).toEqual(policy("2", ["a", "b"]));
  });

  test("that was taken back can be named by its id (U-007)", () => {
    const back = history(version("1"), [a1, b2, deployed("dddd", 14, "1")]);
    expect(chooseTarget({ to: "bbbb" }, back).configuration).toEqual(version("2"));
  });

  test("versions are always numbers (U-025)", () => {
    const latest = history(version("3"), [deployed("aaaa", 2, "$Latest"), c3]);
    expect(chooseTarget({}, latest).configuration).toEqual(version("2"));
  });

  test("after an update, previous is the newest deployment that differs (U-026)", () => {
    expect(chooseTarget({}, history(version("9"), [a1, b2])).configuration).toEqual(version("2"));
    expect(chooseTarget({}, history(version("9"), [a1, b2])).row?.position).toBe(-1);
  });
});

const only = history(version("2"), [b2], { versions: versions(1, 2, 3) });
const unknown = history(version("2"), [refresh("dddd", 11), b2], { versions: versions(1, 2, 3) });
const twoAlike = history(version("2"), [
  refresh("aaaab", 11, { DesiredConfiguration: version("1") }),
  refresh("aaaac", 12, { DesiredConfiguration: version("2") }),
]);
const attributes = {
  MixedInstancesPolicy: {
    LaunchTemplate: {
      LaunchTemplateSpecification: version("1").LaunchTemplate,
      Overrides: [{ InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } } }],
    },
  },
};
const parameter = new Map(
  [...(versions(1) ?? [])].map(([key, [found]]) => [
    key,
    found === undefined ? [] : [{ ...found, imageId: "resolve:ssm:/web/image" }],
  ]),
);

describe("it is refused", () => {
  test.each([
    [
      "one deployment only (U-021)",
      {},
      only,
      "web has one deployment in AWS's history (bbbb…, version 2); " +
        "what it had before is not kept. " +
        "Versions of web: 1 release 1, 3 release 3. Name one: --to-version 1",
    ],
    [
      "no deployment at all (U-021)",
      {},
      history(version("2"), [], { versions: versions(1, 2) }),
      "web has no deployment in AWS's history, which keeps six weeks. " +
        "Versions of web: 1 release 1. Name one: --to-version 1",
    ],
    [
      "nothing left in the line (U-007)",
      {},
      history(version("1"), [a1, b2, deployed("dddd", 14, "1")]),
      "web: nothing before version 1 in the history; bbbb… (version 2) was taken back. " +
        "To go there again: --to bbbb",
    ],
    [
      "an unknown configuration (U-022)",
      {},
      unknown,
      "web: what dddd… deployed is not kept by AWS. " +
        "Versions of web: 1 release 1, 3 release 3. Name one: --to-version 1",
    ],
    ["too far back", { to: "-5" }, usual, "web's history goes back to -2"],
    [
      "a refresh that did not succeed (U-020)",
      { to: "ffff" },
      usual,
      "ffff… ended Failed, so that it deployed nothing to go back to",
    ],
    ["an unknown id", { to: "1234" }, usual, "web has no refresh 1234… in the last six weeks"],
    [
      "an ambiguous id",
      { to: "aaaa" },
      twoAlike,
      "aaaa is the beginning of several refreshes: " +
        "aaaac-0000-0000-0000-000000000000, aaaab-0000-0000-0000-000000000000",
    ],
    [
      "a version that was deleted (U-024)",
      {},
      history(version("3"), [a1, c3], { versions: versions(3) }),
      "version 1 of launch template web was deleted, so that aaaa… cannot be deployed again",
    ],
    [
      "a version that never was (U-024)",
      { toVersion: 77 },
      usual,
      "version 77 of launch template web does not exist",
    ],
    [
      "a template that was deleted (U-024)",
      {},
      history(version("3"), [a1, c3], { versions: new Map([["lt-00000000000000001", []]]) }),
      "launch template web was deleted, so that aaaa… cannot be deployed again",
    ],
    [
      "attribute-based selection (U-028)",
      {},
      history(attributes, [a1]),
      /^web selects instance types by attributes, for which AWS takes no desired configuration: /,
    ],
    [
      "an image from a parameter (U-028)",
      { toVersion: 1 },
      history(version("1"), [], { versions: parameter }),
      /^web's image is an SSM parameter, for which AWS takes no desired configuration: /,
    ],
    [
      "a version of a launch configuration",
      { toVersion: 1 },
      history({}, [], { group: group({}, { LaunchConfigurationName: "old" }) }),
      "web has no launch template; use --to-configuration",
    ],
  ] as const)("%s", (_, choice: Choice, known, message) => {
    expect(() => chooseTarget(choice, known)).toThrow(
      message instanceof RegExp ? message : expect.objectContaining({ message }),
    );
  });
});

describe("nothing to do (U-023)", () => {
  const target = chooseTarget({ toVersion: 3 }, usual);
  const has = (...numbers: string[]) =>
    history(version("3"), [], {
      group: group(version("3"), {
        Instances: numbers.map((number, nth) => instance(nth, number)),
      }),
    });

  test("only if the group has it and every instance has it", () => {
    expect(isCurrent(target, usual)).toBe(true);
    expect(isEverywhere(target, has("3", "3"))).toBe(true);
    expect(isEverywhere(target, has("3", "2"))).toBe(false);
  });

  test("instances on their way out do not count", () => {
    const leaving = instance(2, "2", { LifecycleState: "Terminating:Wait" });
    const members = { Instances: [instance(1, "3"), leaving] };
    const known = history(version("3"), [], { group: group(version("3"), members) });
    expect(isEverywhere(target, known)).toBe(true);
  });
});
