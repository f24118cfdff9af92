/** The order in which each termination policy takes instances. */
import { expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { precedenceOf } from "../../src/planner/termination-policies.ts";
import { aGroupView, anInstance, aRegion, now } from "../support/builders.ts";

const minute = 60_000;
const launched = (minutesAgo: number) => ({ launchedAt: now - minutesAgo * minute });
const ofTemplate = (id: string, version: string) => ({ launchTemplate: { id, name: id, version } });
const current = "lt-00000000000000001";

function order(terminationPolicies: readonly string[], instances: readonly Instance[]) {
  const region = aRegion();
  for (const [name, createdAt] of [
    ["old", now - 9],
    ["new", now - 1],
  ] as const) {
    region.launchConfigurations.set(name, { name, arn: name, createdAt, settings: {} });
  }
  const view = aGroupView({ instances, region, group: { terminationPolicies } });
  const precedence = precedenceOf(view);
  return precedence && [...instances].sort(precedence).map(({ id }) => id);
}

const named = (id: string, fields: Partial<Instance>) => anInstance({ id, ...fields });

test.each<[string, Instance[], string[]]>([
  [
    "OldestInstance",
    [named("a", launched(1)), named("b", launched(3)), named("c", launched(2))],
    ["b", "c", "a"],
  ],
  [
    "NewestInstance",
    [named("a", launched(1)), named("b", launched(3)), named("c", launched(2))],
    ["a", "c", "b"],
  ],
  [
    "OldestLaunchConfiguration",
    [
      named("a", { launchConfigurationName: "new" }),
      named("b", ofTemplate(current, "1")),
      named("c", { launchConfigurationName: "old" }),
    ],
    ["c", "a", "b"],
  ],
  [
    "OldestLaunchTemplate",
    [
      named("a", ofTemplate(current, "10")),
      named("b", ofTemplate(current, "9")),
      named("c", ofTemplate("lt-00000000000000002", "99")),
    ],
    ["c", "b", "a"],
  ],
  [
    "ClosestToNextInstanceHour",
    [named("a", launched(10)), named("b", launched(59)), named("c", launched(61))],
    ["b", "a", "c"],
  ],
])("R-122 R-190 %s", (policy, instances, expected) => {
  expect(order([policy], instances)).toEqual(expected);
});

test("R-122 a later policy decides among those that an earlier one does not tell apart", () => {
  const instances = [
    named("a", { ...ofTemplate(current, "2"), ...launched(1) }),
    named("b", { ...ofTemplate(current, "1"), ...launched(3) }),
    named("c", { ...ofTemplate(current, "1"), ...launched(2) }),
  ];
  expect(order(["OldestLaunchTemplate", "NewestInstance"], instances)).toEqual(["c", "b", "a"]);
});

test.each([[["Default"]], [["Default", "NewestInstance"]], [["AllocationStrategy"]]])(
  "R-122 %j leaves the order to the default policy",
  (policies) => {
    expect(order(policies, [named("a", launched(1))])).toBeUndefined();
  },
);
