/** Skip matching: which instances already have the target. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { resolvedImageId } from "../../src/domain/launch-settings.ts";
import type { LaunchSource, LaunchTemplateOverride } from "../../src/domain/launch-source.ts";
import { matches, matchingInstances } from "../../src/planner/matching.ts";
import { anInstance, aRegion, aTemplate, aView, templateSource } from "../support/builders.ts";

const template = (version: string, id = "lt-00000000000000001") => ({
  launchTemplate: { id, name: "web", version },
});

const mixed = (
  overrides: readonly LaunchTemplateOverride[],
  distribution: Record<string, unknown> = {},
): LaunchSource => ({
  kind: "mixedInstancesPolicy",
  policy: {
    specification: { id: "lt-00000000000000001", name: "web", version: "2" },
    overrides,
    distribution,
  },
});

const types = [{ instanceType: "t3.nano" }, { instanceType: "t3.micro" }];
const images = [{ instanceType: "t3.nano", imageId: "ami-2" }];

describe("matches", () => {
  const rows: [string, LaunchSource, Partial<Instance>, boolean][] = [
    ["R-114 same template, same version", templateSource("2"), template("2"), true],
    ["R-114 same template, other version", templateSource("2"), template("1"), false],
    ["R-114 other template, same version", templateSource("2"), template("2", "lt-0f"), false],
    ["R-114 $Latest is resolved", templateSource("$Latest"), template("3"), true],
    ["R-114 an older one than $Latest", templateSource("$Latest"), template("2"), false],
    ["R-114 $Default is resolved", templateSource("$Default"), template("1"), true],
    ["R-114 a version that is gone matches nothing", templateSource("9"), template("9"), false],
    ["R-114 a mixed policy wants a listed type", mixed(types), template("2"), true],
    [
      "R-114 a type that is not listed",
      mixed(types),
      { ...template("2"), instanceType: "m5.large" },
      false,
    ],
    ["R-114 a listed type of another version", mixed(types), template("1"), false],
    ["R-114 a policy without overrides lists every type", mixed([]), template("2"), true],
    [
      "R-115 images are compared where an override has one",
      mixed(images),
      { ...template("2"), imageId: "ami-2" },
      true,
    ],
    [
      "R-115 another image does not match, though the version does",
      mixed(images),
      { ...template("2"), imageId: "ami-1" },
      false,
    ],
    [
      "R-055 R-115 an SSM parameter as image stands for its AMI",
      mixed([{ instanceType: "t3.nano", imageId: "resolve:ssm:/web" }]),
      { imageId: resolvedImageId(aRegion(), "resolve:ssm:/web") },
      true,
    ],
    [
      "R-114 an override's own template counts for its type",
      mixed([
        {
          instanceType: "t3.nano",
          specification: { id: "lt-00000000000000001", name: "web", version: "3" },
        },
      ]),
      template("3"),
      true,
    ],
    [
      "R-114 not the policy's template then",
      mixed([
        {
          instanceType: "t3.nano",
          specification: { id: "lt-00000000000000001", name: "web", version: "3" },
        },
      ]),
      template("2"),
      false,
    ],
    [
      "R-116 the distribution makes no difference",
      mixed(types, { OnDemandBaseCapacity: 5 }),
      template("2"),
      true,
    ],
    [
      "R-053 a launch configuration matches nothing",
      { kind: "launchConfiguration", name: "web" },
      template("2"),
      false,
    ],
  ];
  test.each(rows)("%s", (_, target, fields, expected) => {
    expect(matches(aRegion(), target, anInstance(fields))).toBe(expected);
  });

  test("R-197 an instance without a template matches nothing", () => {
    const { launchTemplate: _, ...attached } = anInstance();
    expect(matches(aRegion(), templateSource("1"), attached)).toBe(false);
  });

  test("R-117 a version published later changes what $Latest means", () => {
    const instance = anInstance(template("3"));
    const target = templateSource("$Latest");
    expect([3, 4].map((latest) => matches(aRegion(aTemplate(latest)), target, instance))).toEqual([
      true,
      false,
    ]);
  });
});

describe("matchingInstances", () => {
  const one = anInstance(template("1"));
  const two = anInstance(template("2"));

  test("R-111 compares with the desired configuration when there is one", () => {
    const view = aView({
      instances: [one, two],
      refresh: { desiredConfiguration: templateSource("2") },
    });
    expect(matchingInstances(view)).toEqual([two.id]);
  });

  test("R-111 compares with the saved configuration when there is none", () => {
    const view = aView({ instances: [one, two] });
    const { desiredConfiguration: _, ...refresh } = view.refresh;
    expect(matchingInstances({ ...view, refresh })).toEqual([one.id]);
  });

  test("R-115 R-275 for a root volume only its image counts, any of the desired ones", () => {
    const of = (imageId: string, fields: Partial<Instance> = {}) =>
      anInstance({ ...template("1"), imageId, ...fields });
    const members = [
      of("ami-1"),
      of("ami-2"),
      of("ami-3", { instanceType: "t3.micro" }),
      of("ami-3"),
    ];
    const view = aView({
      instances: members,
      refresh: {
        strategy: "ReplaceRootVolume",
        desiredConfiguration: mixed([
          { instanceType: "t3.nano", imageId: "ami-2" },
          { instanceType: "t3.micro", imageId: "ami-3" },
        ]),
      },
    });
    expect(matchingInstances(view)).toEqual(members.slice(1).map(({ id }) => id));
  });
});
