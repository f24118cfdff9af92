/** Which instances a scale-in takes. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { chooseScaleIn } from "../../src/planner/scale-in.ts";
import { aGroup, anInstance, now, zones } from "../support/builders.ts";

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
    "R-190 only instances in service",
    [
      named("i-1", { lifecycleState: "Pending" }),
      named("i-2", { lifecycleState: "Standby" }),
      named("i-3"),
    ],
    3,
    ["i-3"],
  ],
  [
    "R-141 no instance that weighs more than what is to go",
    [named("i-1", { weight: 4, ...launched(100) }), named("i-2", { weight: 2 })],
    3,
    ["i-2"],
  ],
];

describe("chooseScaleIn", () => {
  test.each(rows)("%s", (_, members, units, expected) => {
    expect(chooseScaleIn(aGroup(members), units).map(({ id }) => id)).toEqual(expected);
  });
});
