/** Which outgoing instances a step takes, and in which order. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { chooseOutgoing } from "../../src/planner/candidates.ts";
import {
  anInstance,
  aView,
  instances,
  now,
  rollingBack,
  type ViewParts,
  zones,
} from "../support/builders.ts";

const withoutHealthProcess = { suspendedProcesses: new Map([["ReplaceUnhealthy", now]] as const) };
const plenty = { spareReady: 100, most: 100 };

const idsOf = (chosen: readonly Instance[]) => chosen.map(({ id }) => id);

const named = (id: string, fields: Partial<Instance> = {}) => anInstance({ id, ...fields });

describe("the order", () => {
  const [a, b, c] = zones;
  const rows: [string, Instance[], string[]][] = [
    [
      "R-121 the zone with most instances comes first, and balance is kept",
      [
        named("i-1", { availabilityZone: a }),
        named("i-2", { availabilityZone: b }),
        named("i-3", { availabilityZone: b }),
        named("i-4", { availabilityZone: b }),
        named("i-5", { availabilityZone: c }),
      ],
      ["i-2", "i-3", "i-1", "i-4", "i-5"],
    ],
    [
      "R-121 new instances count for the balance of their zone",
      [
        named("i-1", { availabilityZone: a }),
        named("i-2", { availabilityZone: b }),
        named("i-3", { availabilityZone: b, refreshRole: "updated" }),
      ],
      ["i-2", "i-1"],
    ],
    [
      "R-121 what is leaving or in standby does not",
      [
        named("i-1", { availabilityZone: a }),
        named("i-2", { availabilityZone: b }),
        named("i-3", { availabilityZone: b, lifecycleState: "Standby" }),
        named("i-4", { availabilityZone: b, lifecycleState: "Terminating" }),
      ],
      ["i-1", "i-2"],
    ],
    [
      "R-122 the one launched first goes first",
      [
        named("i-1", { launchedAt: now - 1000 }),
        named("i-2", { launchedAt: now - 3000 }),
        named("i-3", { launchedAt: now - 2000 }),
      ],
      ["i-2", "i-3", "i-1"],
    ],
    [
      "R-122 of one moment, the lower id goes first",
      [
        named("i-b", { launchedAt: now - 1000 }),
        named("i-a", { launchedAt: now - 1000 }),
        named("i-c", { launchedAt: now - 1000 }),
      ],
      ["i-a", "i-b", "i-c"],
    ],
    [
      "R-122 the order does not depend on how settled they are",
      [
        named("i-1", { launchedAt: now - 1000 }),
        named("i-2", { launchedAt: now - 3000, isSettled: false }),
        named("i-3", { launchedAt: now - 2000 }),
      ],
      ["i-2", "i-3", "i-1"],
    ],
    [
      "R-123 unhealthy ones go before all others, whatever their zone and age",
      [
        named("i-1", { availabilityZone: a, launchedAt: now - 9000 }),
        named("i-2", { availabilityZone: a, launchedAt: now - 8000 }),
        named("i-3", { availabilityZone: b, launchedAt: now - 10, healthStatus: "Unhealthy" }),
      ],
      ["i-3", "i-1", "i-2"],
    ],
    [
      "R-124 instances with the target are never chosen",
      [
        named("i-1", { refreshRole: "updated", launchedAt: now - 9000 }),
        named("i-2", { refreshRole: "matching", launchedAt: now - 9000 }),
        named("i-3", { launchedAt: now - 10 }),
      ],
      ["i-3"],
    ],
    [
      "R-125 standby instances are not among those in service",
      [named("i-1", { lifecycleState: "Standby" }), named("i-2")],
      ["i-2"],
    ],
    [
      "R-168 protected instances are left for the end",
      [named("i-1", { protectedFromScaleIn: true }), named("i-2")],
      ["i-2"],
    ],
  ];
  test.each(rows)("%s", (_, members, expected) => {
    const view = aView({ instances: members, group: withoutHealthProcess });
    expect(idsOf(chooseOutgoing(view, plenty))).toEqual(expected);
  });

  test("R-122 R-123 the group's termination policies decide within a zone", () => {
    const members = [
      named("i-1", { availabilityZone: a, launchedAt: now - 4000 }),
      named("i-2", { availabilityZone: a, launchedAt: now - 1000 }),
      named("i-3", { availabilityZone: a, launchedAt: now - 3000, isWarm: false }),
      named("i-4", { availabilityZone: b, launchedAt: now - 500 }),
      named("i-5", { availabilityZone: b, launchedAt: now - 9000, healthStatus: "Unhealthy" }),
    ];
    const group = { ...withoutHealthProcess, terminationPolicies: ["NewestInstance"] };
    const view = aView({ instances: members, group });
    expect(idsOf(chooseOutgoing(view, plenty))).toEqual(["i-5", "i-2", "i-3", "i-1", "i-4"]);
  });

  test("R-120 what has the target already goes last, whatever the policies say", () => {
    const members = [
      named("i-1", { launchedAt: now - 4000 }),
      named("i-2", { launchedAt: now - 1000, hadTarget: true }),
    ];
    const view = aView({ instances: members, group: { terminationPolicies: ["NewestInstance"] } });
    expect(idsOf(chooseOutgoing(view, plenty))).toEqual(["i-1", "i-2"]);
  });

  test("R-154 the health process takes the unhealthy ones, while it is not suspended", () => {
    const members = [named("i-1", { healthStatus: "Unhealthy" }), named("i-2")];
    expect(idsOf(chooseOutgoing(aView({ instances: members }), plenty))).toEqual(["i-2"]);
  });

  test("R-170 with Refresh protected instances are taken like others", () => {
    const members = [
      named("i-1", { protectedFromScaleIn: true, launchedAt: now - 9000 }),
      named("i-2", { launchedAt: now - 1000 }),
    ];
    const refresh = { preferences: { scaleInProtectedInstances: "Refresh" } } as const;
    expect(idsOf(chooseOutgoing(aView({ instances: members, refresh }), plenty))).toEqual([
      "i-1",
      "i-2",
    ]);
  });

  test("R-171 with Ignore they are left alone", () => {
    const members = [named("i-1", { protectedFromScaleIn: true }), named("i-2")];
    const refresh = { preferences: { scaleInProtectedInstances: "Ignore" } } as const;
    expect(idsOf(chooseOutgoing(aView({ instances: members, refresh }), plenty))).toEqual(["i-2"]);
  });

  test("R-213 a rollback takes what the refresh deployed, and nothing else", () => {
    const members = [
      named("i-1"),
      named("i-2", { refreshRole: "updated" }),
      named("i-3", { refreshRole: "restored" }),
      named("i-4", { refreshRole: "matching" }),
    ];
    const view = aView({ instances: members, refresh: rollingBack });
    expect(idsOf(chooseOutgoing(view, plenty))).toEqual(["i-2"]);
  });
});

describe("how many", () => {
  const fleet = (ready: number, unhealthy = 0, unsettled = 0): ViewParts => ({
    instances: [
      ...instances("old", "ready", ready),
      ...instances("old", "unhealthy", unhealthy),
      ...instances("old", "unsettled", unsettled),
    ],
    group: withoutHealthProcess,
  });
  const rows: [string, ViewParts, { spareReady: number; most: number }, number][] = [
    ["R-128 as many ready ones as the floor spares", fleet(10), { spareReady: 2, most: 100 }, 2],
    ["R-160 no more than may leave at all", fleet(10), { spareReady: 5, most: 3 }, 3],
    ["R-140 no ready one below the floor", fleet(7, 3), { spareReady: -2, most: 100 }, 3],
    ["R-140 at the floor unhealthy ones still go", fleet(9, 1), { spareReady: 0, most: 100 }, 1],
    [
      "R-140 unhealthy ones are limited by the checkpoint",
      fleet(7, 3),
      { spareReady: 9, most: 2 },
      2,
    ],
    [
      "R-148 one without health data goes while others keep the floor",
      fleet(0, 0, 2),
      { spareReady: 0, most: 100 },
      2,
    ],
    ["R-148 it stays while they do not", fleet(0, 0, 2), { spareReady: -1, most: 100 }, 0],
    ["R-136 all at once when nothing must stay", fleet(10), { spareReady: 10, most: 100 }, 10],
    ["R-128 none when nothing is spared", fleet(10), { spareReady: 0, most: 100 }, 0],
  ];
  test.each(rows)("%s", (_, parts, allowance, expected) => {
    expect(chooseOutgoing(aView(parts), allowance)).toHaveLength(expected);
  });

  test("R-141 allowances are in capacity units", () => {
    const members = instances("old", "ready", 4, { weight: 3 });
    const chosen = chooseOutgoing(aView({ instances: members }), { spareReady: 7, most: 100 });
    expect(chosen).toHaveLength(2);
  });
});
