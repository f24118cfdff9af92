/** PercentageComplete and InstancesToUpdate for fleets in every stage. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { progress } from "../../src/planner/progress.ts";
import { aView, instances, rollingBack, type ViewParts } from "../support/builders.ts";

type Row = [string, Instance[], { percentageComplete: number; instancesToUpdate: number }];

const of = (percentageComplete: number, instancesToUpdate: number) => ({
  percentageComplete,
  instancesToUpdate,
});

function assertProgress(parts: ViewParts, expected: Row[2]) {
  expect(progress(aView(parts))).toEqual(expected);
}

describe("forward", () => {
  const old = (count: number) => instances("old", "ready", count);
  const rows: Row[] = [
    ["R-097 before any launch", old(1), of(0, 1)],
    ["R-097 a replacement that boots", [...old(1), ...instances("updated", "pending")], of(0, 1)],
    [
      "R-097 a replacement that EC2 has not accepted",
      [...old(1), ...instances("updated", "requested")],
      of(0, 1),
    ],
    [
      "R-097 a replacement without health data",
      [...old(1), ...instances("updated", "unsettled")],
      of(25, 1),
    ],
    [
      "R-097 a replacement that warms up",
      [...old(1), ...instances("updated", "warming")],
      of(25, 1),
    ],
    [
      "R-097 a settled replacement, the old one about to go",
      [...old(1), ...instances("updated", "ready")],
      of(50, 1),
    ],
    [
      "R-096 R-099 the old one terminating",
      [...instances("old", "leaving"), ...instances("updated", "ready")],
      of(100, 0),
    ],
    [
      "R-097 only warming instances, nothing left to update",
      instances("updated", "warming", 4),
      of(50, 0),
    ],
    ["R-098 two of four warm up", [...old(2), ...instances("updated", "warming", 2)], of(25, 2)],
    [
      "R-098 one of four is settled, one boots",
      [...old(2), ...instances("updated", "ready"), ...instances("updated", "pending")],
      of(25, 2),
    ],
    ["R-097 one of two warms up", [...old(1), ...instances("updated", "warming")], of(25, 1)],
    ["R-097 rounds down", [...old(2), ...instances("updated", "ready")], of(33, 2)],
    [
      "R-097 an unhealthy replacement counts nothing",
      [...old(1), ...instances("updated", "unhealthy")],
      of(0, 1),
    ],
    [
      "R-101 a group that grew with new instances",
      [...old(8), ...instances("updated", "ready", 7)],
      of(46, 8),
    ],
    [
      "R-118 matching instances are out of it",
      [...old(1), ...instances("matching", "ready", 9)],
      of(0, 1),
    ],
    ["R-118 with nothing in scope it is 0", instances("matching", "ready", 3), of(0, 0)],
    ["R-079 so is an empty group", [], of(0, 0)],
    ["R-168 standby instances wait to be updated", instances("old", "standby", 2), of(0, 2)],
    [
      "R-169 so do protected ones",
      instances("old", "ready", 1, { protectedFromScaleIn: true }),
      of(0, 1),
    ],
    ["R-096 an unhealthy old one is still to be updated", instances("old", "unhealthy"), of(0, 1)],
  ];
  test.each(rows)("%s", (_, members, expected) => {
    assertProgress({ instances: members }, expected);
  });

  test("R-171 ignored protected instances are not counted", () => {
    const members = [...old(1), ...instances("old", "ready", 1, { protectedFromScaleIn: true })];
    const refresh = { preferences: { scaleInProtectedInstances: "Ignore" } } as const;
    assertProgress(
      { instances: [...members, ...instances("updated", "ready")], refresh },
      of(50, 1),
    );
  });

  test("R-171 ignored standby instances are not counted", () => {
    const members = [...old(1), ...instances("old", "standby"), ...instances("updated", "ready")];
    const refresh = { preferences: { standbyInstances: "Ignore" } } as const;
    assertProgress({ instances: members, refresh }, of(50, 1));
  });

  test("R-170 protected instances that are to be replaced are counted", () => {
    const members = instances("old", "ready", 2, { protectedFromScaleIn: true });
    const refresh = { preferences: { scaleInProtectedInstances: "Refresh" } } as const;
    assertProgress({ instances: members, refresh }, of(0, 2));
  });
});

describe("rollback", () => {
  const deployed = instances("updated", "ready");
  const rows: Row[] = [
    ["R-219 begun, nothing replaced yet", deployed, of(100, 0)],
    [
      "R-219 a place counts as not updated from the moment its deployed instance goes",
      [...instances("updated", "leaving"), ...instances("restored", "pending"), ...deployed],
      of(50, 1),
    ],
    [
      "R-219 a restored instance in service",
      [...deployed, ...instances("restored", "ready")],
      of(50, 1),
    ],
    [
      "R-219 the deployed one terminating",
      [...instances("updated", "leaving"), ...instances("restored", "ready")],
      of(0, 1),
    ],
    [
      "R-219 old instances that were never replaced count as not updated",
      [...instances("old", "ready", 3), ...deployed],
      of(25, 3),
    ],
  ];
  test.each(rows)("%s", (_, members, expected) => {
    const desiredCapacity = members.filter(({ refreshRole }) => refreshRole !== "restored").length;
    assertProgress(
      { instances: members, group: { desiredCapacity }, refresh: rollingBack },
      expected,
    );
  });
});
