/** Which instances a scale-in takes. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { chooseScaleIn } from "../../src/planner/scale-in.ts";
import { aGroupView, anInstance, now, zones } from "../support/builders.ts";

const [, b] = zones;
const named = (id: string, fields: Partial<Instance> = {}) => anInstance({ id, ...fields });
const launched = (secondsAgo: number) => ({ launchedAt: now - secondsAgo * 1000 });

const rows: [string, Instance[], number, string[]][] = [
  [
    "R-121 from the zone with most instances",
    [named("i-1"), named("i-2", { availabilityZone: b }), named("i-3", { availabilityZone: b })],
    1,
    ["i-2"],
  ],
  [
    "R-121 from the first by name of zones that are equally full",
    [named("i-1", { availabilityZone: b }), named("i-2")],
    1,
    ["i-2"],
  ],
  [
    "R-121 keeps the balance",
    [
      named("i-1"),
      named("i-2"),
      named("i-3", { availabilityZone: b }),
      named("i-4", { availabilityZone: b }),
      named("i-5", { availabilityZone: b }),
    ],
    3,
    ["i-3", "i-1", "i-4"],
  ],
  [
    "R-122 outdated configurations first",
    [named("i-1", { refreshRole: "updated", ...launched(100) }), named("i-2", launched(10))],
    1,
    ["i-2"],
  ],
  [
    "R-122 then the one launched first",
    [named("i-1", launched(10)), named("i-2", launched(30)), named("i-3", launched(20))],
    2,
    ["i-2", "i-3"],
  ],
  ["R-122 then the lower id", [named("i-b", launched(10)), named("i-a", launched(10))], 1, ["i-a"]],
  [
    "R-190 never a protected one",
    [named("i-1", { protectedFromScaleIn: true }), named("i-2")],
    2,
    ["i-2"],
  ],
  [
    "R-190 protected ones count for the balance",
    [
      named("i-1"),
      named("i-2", { availabilityZone: b, protectedFromScaleIn: true }),
      named("i-3", { availabilityZone: b }),
    ],
    1,
    ["i-3"],
  ],
  [
    "R-318 not in service yet, unhealthy, never ready, then the rest; never in standby",
    [
      named("i-1", launched(90)),
      named("i-2", { lifecycleState: "Standby" }),
      named("i-3", { isSettled: false, ...launched(80) }),
      named("i-4", { healthStatus: "Unhealthy", ...launched(70) }),
      named("i-5", { lifecycleState: "Pending:Wait" }),
    ],
    4,
    ["i-5", "i-4", "i-3", "i-1"],
  ],
  [
    "R-318 zones are balanced within a step, with all that is gone counted",
    [
      named("i-1", launched(90)),
      named("i-2", { lifecycleState: "Pending" }),
      named("i-3", launched(80)),
      named("i-4", { availabilityZone: b, ...launched(70) }),
      named("i-5", { availabilityZone: b, ...launched(60) }),
    ],
    2,
    ["i-2", "i-1"],
  ],
  [
    "R-318 a protected one that is broken stays",
    [named("i-1", { protectedFromScaleIn: true, healthStatus: "Unhealthy" }), named("i-2")],
    2,
    ["i-2"],
  ],
  [
    "R-141 no instance that weighs more than what is to go",
    [named("i-1", { weight: 4, ...launched(100) }), named("i-2", { weight: 2 })],
    3,
    ["i-2"],
  ],
];

describe("while a refresh is active", () => {
  const chosen = (members: Instance[]) => {
    const view = aGroupView({ instances: members, refresh: {} });
    return chooseScaleIn(view, 1).map(({ id }) => id);
  };

  test("R-191 R-318 what it launches is on its way, and neither broken nor spare", () => {
    const coming = named("i-2", { lifecycleState: "Pending", refreshRole: "updated" });
    const warming = named("i-3", { isWarm: false, refreshRole: "updated" });
    expect(chosen([named("i-1"), coming, warming])).toEqual(["i-1"]);
  });

  test("R-318 an unhealthy one goes before the old ones", () => {
    const sick = named("i-2", { healthStatus: "Unhealthy", refreshRole: "updated" });
    expect(chosen([named("i-1"), sick])).toEqual(["i-2"]);
  });
});

describe("chooseScaleIn", () => {
  test.each(rows)("%s", (_, members, units, expected) => {
    const view = aGroupView({ instances: members });
    expect(chooseScaleIn(view, units).map(({ id }) => id)).toEqual(expected);
  });

  test("R-190 R-318 within each step the group's termination policies decide", () => {
    const members = [
      named("i-1", launched(30)),
      named("i-2", launched(10)),
      named("i-3", { healthStatus: "Unhealthy", ...launched(20) }),
      named("i-4", { refreshRole: "updated", ...launched(5) }),
    ];
    const group = { terminationPolicies: ["NewestInstance"] };
    const chosen = chooseScaleIn(aGroupView({ instances: members, group }), 4);
    expect(chosen.map(({ id }) => id)).toEqual(["i-3", "i-4", "i-2", "i-1"]);
  });
});
