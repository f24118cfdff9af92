/** The record of a choice: the bounds as numbers, and one sentence. */
import { describe, expect, test } from "vitest";
import { decide } from "../../src/planner/decision.ts";
import { decisionRecord } from "../../src/planner/decision-record.ts";
import { firstDecision } from "../../src/planner/rules.ts";
import { anInstance, aView, instances, now, type ViewParts } from "../support/builders.ts";

const record = (parts: ViewParts) => {
  const view = aView(parts);
  return decisionRecord(view, firstDecision(view));
};

describe("decisionRecord", () => {
  test("holds what was allowed and what was chosen", () => {
    const members = instances("old", "ready", 10);
    const refresh = { preferences: { minHealthyPercentage: 90, maxHealthyPercentage: 120 } };
    expect(record({ instances: members, refresh })).toEqual({
      rule: "replaceNextInstances",
      desired: 10,
      floor: 9,
      ceiling: 12,
      live: 10,
      ready: 10,
      warming: 0,
      pending: 0,
      replaceable: 10,
      mayStop: 1,
      stops: [members[0]?.id],
      stopCount: 1,
      stopUnits: 1,
      launches: 3,
      says: "10 desired, floor 9, ceiling 12, 10 ready: may stop 1; stops 1, launches 3",
    });
  });

  test("R-329 counts stops and launches in capacity units", () => {
    const members = instances("old", "ready", 4, { weight: 2 });
    const found = record({ instances: members, group: { desiredCapacity: 8 } });
    expect(found).toMatchObject({ stopCount: 1, stopUnits: 2, launches: 2 });
    expect(found?.says).toContain("stops 2, launches 2");
  });

  const warming = anInstance({
    id: "i-0123",
    refreshRole: "updated",
    isWarm: false,
    inServiceAt: now,
  });
  const rows: [string, ViewParts, unknown][] = [
    [
      "what is waited for, and until when",
      {
        instances: [...instances("old", "ready", 9), warming],
        refresh: { preferences: { instanceWarmupSeconds: 330 } },
      },
      "10 desired, floor 9, ceiling 10, 9 ready, 1 warming: may stop 0; waiting for the warmup of i-0123 until 2026-09-27T12:05:30Z",
    ],
    [
      "another reason in words",
      { instances: instances("old", "ready", 2, { protectedFromScaleIn: true }) },
      expect.stringMatching(
        /^2 desired, floor 1, ceiling 2, 2 ready: may stop 1; waiting because i-\w+ is protected$/,
      ),
    ],
    [
      "a new status",
      { instances: instances("updated", "ready", 2) },
      "2 desired, floor 1, ceiling 2, 2 ready: may stop 1; status becomes Successful",
    ],
    [
      "a reached checkpoint",
      {
        instances: [...instances("old", "ready"), ...instances("updated", "ready")],
        refresh: { preferences: { checkpointPercentages: [50, 100] } },
      },
      "2 desired, floor 1, ceiling 2, 2 ready: may stop 1; checkpoint 50 reached",
    ],
  ];
  test.each(rows)("says %s", (_, parts, expected) => {
    expect(record(parts)?.says).toEqual(expected);
  });

  test("names ten of many", () => {
    const found = record({
      instances: instances("old", "ready", 30),
      refresh: { preferences: { minHealthyPercentage: 0 } },
    });
    expect({ named: found?.stops.length, count: found?.stopCount }).toEqual({
      named: 10,
      count: 30,
    });
  });

  test("is not made when nothing was decided", () => {
    expect(decisionRecord(aView(), { rule: "bake", ...decide({ wakeAt: now }) })).toBeUndefined();
  });
});
