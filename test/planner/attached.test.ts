/** What an attached instance is to the refresh of its group. */
import { expect, test } from "vitest";
import type { InstanceRefresh } from "../../src/domain/instance-refresh.ts";
import { attachedRole } from "../../src/planner/attached.ts";
import { anInstance, aView, rollingBack } from "../support/builders.ts";

const ofVersion = (version: string) =>
  anInstance({ launchTemplate: { id: "lt-00000000000000001", name: "web", version } });

const skipping = { preferences: { skipMatching: true } };

/** The refresh goes from version 1 to version 2. */
test.each([
  ["1", "InProgress", {}, "old"],
  ["2", "InProgress", {}, "old"],
  ["1", "InProgress", skipping, "old"],
  ["2", "InProgress", skipping, "matching"],
  ["2", "Baking", skipping, "matching"],
  ["2", "Pending", skipping, undefined],
  ["1", "RollbackInProgress", rollingBack, "old"],
  ["2", "RollbackInProgress", rollingBack, "updated"],
  ["2", "Successful", {}, undefined],
] as const)("R-197 version %s, %s, %j: %s", (version, status, members, expected) => {
  const refresh = { ...members, status } as Partial<InstanceRefresh>;
  const view = aView({ refresh: refresh as object });
  expect(attachedRole(view, ofVersion(version))).toBe(expected);
});

test("R-197 an instance that no template launched is old, also with skip matching", () => {
  const view = aView({ refresh: skipping });
  expect(attachedRole(view, anInstance({ launchTemplate: undefined }))).toBe("old");
});
