/** What the alarms of a refresh do to it: fail it, roll it back, hold it up, or nothing. */
import { describe, expect, test } from "vitest";
import type { AlarmState } from "../../src/domain/alarm.ts";
import type { RefreshPreferences } from "../../src/domain/instance-refresh.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import { statusReasonText } from "../../src/domain/status-reason.ts";
import { firstDecision } from "../../src/planner/rules.ts";
import { alarmedRegion } from "../support/alarm-builders.ts";
import { aView, instances, now, rollingBack, type ViewParts } from "../support/builders.ts";

const hour = 3_600_000;
const twoAlarms = ["cpu", "errors"];

function decision(
  states: Readonly<Record<string, AlarmState>>,
  refresh: NonNullable<ViewParts["refresh"]> = {},
  parts: ViewParts = {},
) {
  const preferences: Partial<RefreshPreferences> = { alarms: twoAlarms, ...refresh.preferences };
  return firstDecision(
    aView({
      instances: instances("old", "ready", 4),
      region: alarmedRegion(states),
      ...parts,
      refresh: { ...refresh, preferences },
    }),
  );
}

function outcome({ rule, changes }: ReturnType<typeof decision>) {
  const change = changes.find(({ type }) => type === "RefreshStatusChanged");
  if (change?.type !== "RefreshStatusChanged") return { rule };
  const text = change.reason && statusReasonText(change.reason, { now });
  return { rule, to: change.to, text };
}

const inAlarm = { cpu: "OK", errors: "ALARM" } as const;
const noData = { cpu: "INSUFFICIENT_DATA", errors: "OK" } as const;
const checkpoints = { checkpointPercentages: [50, 100], checkpointDelaySeconds: 900 };
const failed = "Instance refresh failed because alarm errors entered the ALARM state.";
const rolledBack = "Rollback triggered due to alarm errors entering the ALARM state.";

describe("an alarm in ALARM", () => {
  const rows: [title: string, refresh: NonNullable<ViewParts["refresh"]>, text: string][] = [
    ["R-085 R-183 R-185 fails a refresh that replaces", {}, failed],
    [
      "R-183 fails it in the pause of a checkpoint",
      { pausedUntil: now + hour, preferences: checkpoints },
      failed,
    ],
    [
      "R-183 fails it while it bakes",
      { status: "Baking", pausedUntil: now + hour, preferences: { bakeTimeSeconds: 3600 } },
      failed,
    ],
    [
      "R-180 R-183 R-225 rolls it back with auto rollback",
      { preferences: { autoRollback: true } },
      rolledBack,
    ],
    [
      "R-182 R-183 rolls it back while it bakes",
      {
        status: "Baking",
        pausedUntil: now + hour,
        preferences: { autoRollback: true, bakeTimeSeconds: 3600 },
      },
      rolledBack,
    ],
  ];
  test.each(rows)("%s", (_, refresh, text) => {
    const to = text === failed ? "Failed" : "RollbackInProgress";
    const decided = decision(inAlarm, refresh);
    expect(outcome(decided)).toEqual({ rule: "giveUpOnAlarm", to, text });
    expect(decided).toMatchObject({
      terminations: [],
      launches: [],
      isFurtherNow: to !== "Failed",
    });
  });

  test("R-183 the reason names the first in ALARM, in the caller's order", () => {
    const both = decision({ cpu: "ALARM", errors: "ALARM" });
    expect(outcome(both).text).toContain("because alarm cpu entered");
  });

  test("R-184 ALARM counts before another alarm's lack of data", () => {
    const decided = decision({ cpu: "INSUFFICIENT_DATA", errors: "ALARM" });
    expect(outcome(decided)).toMatchObject({ rule: "giveUpOnAlarm", to: "Failed" });
  });

  const unheard: [title: string, refresh: NonNullable<ViewParts["refresh"]>][] = [
    ["R-186 in a rollback", rollingBack],
    ["R-224 while the refresh is Cancelling", { status: "Cancelling" }],
    ["R-077 before the refresh is picked up", { status: "Pending" as RefreshStatus }],
  ];
  test.each(unheard)("%s is not heard", (_, refresh) => {
    expect(outcome(decision(inAlarm, refresh)).rule).not.toBe("giveUpOnAlarm");
  });

  test("R-183 that the refresh does not name is nothing to it", () => {
    const decided = decision({ cpu: "OK", errors: "OK", other: "ALARM" });
    expect(outcome(decided)).toEqual({ rule: "replaceNextInstances" });
  });
});

describe("an alarm in INSUFFICIENT_DATA", () => {
  const waiting = {
    rule: "waitForAlarmData",
    changes: [{ type: "RefreshWaits", reason: { kind: "alarmData", alarm: "cpu" } }],
    terminations: [],
    launches: [],
  };

  test("R-184 holds the replacement, with a reason", () => {
    expect(decision(noData)).toMatchObject(waiting);
  });

  test("R-184 an alarm that was deleted has no data either", () => {
    expect(decision({ errors: "OK" })).toMatchObject(waiting);
  });

  test("R-184 the hour without progress stands still", () => {
    const decided = decision(noData, { lastProgressAt: now - 2 * hour });
    expect(decided).toMatchObject(waiting);
  });

  test("R-178 R-184 the 14 days do not", () => {
    const decided = decision(noData, { startTime: now - 14 * 24 * hour });
    expect(outcome(decided)).toMatchObject({ rule: "giveUpAfterFourteenDays", to: "Failed" });
    const wakeAt = decision(noData, { startTime: now - hour }).wakeAt;
    expect(wakeAt).toBe(now + (14 * 24 - 1) * hour);
  });

  const going: [title: string, rule: string, refresh: NonNullable<ViewParts["refresh"]>][] = [
    [
      "R-184 a checkpoint delay runs on",
      "stopAtCheckpoint",
      { pausedUntil: now + hour, preferences: checkpoints },
    ],
    ["R-184 the bake time runs on", "bake", { status: "Baking", pausedUntil: now + hour }],
  ];
  test.each(going)("%s", (_, rule, refresh) => {
    expect(decision(noData, refresh).rule).toBe(rule);
  });

  test("R-184 a refresh with nothing left to replace ends", () => {
    const parts = { instances: instances("updated", "ready", 4) };
    const decided = decision(noData, { desiredConfiguration: undefined as never }, parts);
    expect(outcome(decided)).toMatchObject({ rule: "complete", to: "Successful" });
  });

  test("R-186 does not hold a rollback", () => {
    const parts = { instances: instances("updated", "ready", 4) };
    expect(decision(noData, rollingBack, parts).rule).toBe("replaceNextInstances");
  });
});
