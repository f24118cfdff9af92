/** Targets that move: what a new version of `$Latest` makes old again. */
import { describe, expect, test } from "vitest";
import type { RefreshRole } from "../../src/domain/instance.ts";
import { followMovingVersion } from "../../src/planner/target.ts";
import {
  anInstance,
  aRegion,
  aTemplate,
  aView,
  rollingBack,
  templateSource,
  type ViewParts,
} from "../support/builders.ts";

const of = (id: string, refreshRole: RefreshRole, version: string) =>
  anInstance({
    id,
    refreshRole,
    launchTemplate: { id: "lt-00000000000000001", name: "web", version },
  });

const members = [
  of("i-1", "old", "1"),
  of("i-2", "updated", "2"),
  of("i-3", "updated", "3"),
  of("i-4", "matching", "2"),
  of("i-5", "matching", "3"),
];

const moving = (targetVersion: number | undefined, rest: Partial<ViewParts> = {}): ViewParts => ({
  instances: members,
  region: aRegion(aTemplate(3)),
  ...rest,
  refresh: {
    desiredConfiguration: templateSource("$Latest"),
    ...(targetVersion === undefined ? {} : { targetVersion }),
    ...rest.refresh,
  },
});

const changes = (parts: ViewParts) => followMovingVersion(aView(parts))?.changes;

describe("followMovingVersion", () => {
  test("R-117 notes the version at its first look and makes nothing old", () => {
    expect(changes(moving(undefined))).toMatchObject([
      { type: "TargetMoved", version: 3, outdated: [] },
    ]);
  });

  test("R-117 a version published since makes new and matching ones of others old again", () => {
    expect(changes(moving(2))).toMatchObject([
      { type: "TargetMoved", version: 3, outdated: ["i-2", "i-4"] },
    ]);
  });

  test("R-117 goes on planning in the same moment", () => {
    expect(followMovingVersion(aView(moving(2)))).toMatchObject({
      isFurtherNow: true,
      terminations: [],
      launches: [],
    });
  });

  const quiet: [string, ViewParts][] = [
    ["R-117 says nothing while the version is the same", moving(3)],
    [
      "R-117 a numbered target does not move",
      moving(2, { refresh: { desiredConfiguration: templateSource("2") } }),
    ],
    ["R-210 a rollback has a numbered target", moving(2, { refresh: rollingBack })],
  ];
  test.each(quiet)("%s", (_, parts) => {
    expect(changes(parts)).toBeUndefined();
  });

  test("R-117 R-122 $Default moves with the template's default version", () => {
    const region = aRegion({ ...aTemplate(3), defaultVersion: 2 });
    const refresh = { desiredConfiguration: templateSource("$Default"), targetVersion: 1 };
    expect(changes({ instances: members, region, refresh })).toMatchObject([
      { version: 2, outdated: ["i-3", "i-5"] },
    ]);
  });
});
