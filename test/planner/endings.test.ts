/** How a refresh begins, turns round and ends. */
import { describe, expect, test } from "vitest";
import type { RefreshChange } from "../../src/domain/changes/refresh-change.ts";
import { firstDecision } from "../../src/planner/rules.ts";
import {
  aView,
  instances,
  now,
  rollingBack,
  templateSource,
  type ViewParts,
} from "../support/builders.ts";

const old = (count: number) => instances("old", "ready", count);
const updated = (count: number) => instances("updated", "ready", count);
const protectedOnes = (role: "old" | "updated", count = 1) =>
  instances(role, "ready", count, { protectedFromScaleIn: true });

const decision = (parts: ViewParts) => firstDecision(aView(parts));

function changesOf(parts: ViewParts): RefreshChange[] {
  return decision(parts).changes as RefreshChange[];
}

function statusOf(parts: ViewParts) {
  const change = changesOf(parts).find(({ type }) => type === "RefreshStatusChanged");
  return change?.type === "RefreshStatusChanged" ? change.to : undefined;
}

describe("pick-up", () => {
  const pending = (ago: number, rest: Partial<ViewParts> = {}): ViewParts => ({
    instances: [
      ...old(1),
      ...instances("old", "ready", 1, {
        launchTemplate: { id: "lt-00000000000000001", name: "web", version: "2" },
      }),
    ],
    ...rest,
    refresh: { status: "Pending", requestedAt: now - ago, ...rest.refresh },
  });

  test("R-077 it waits for its few seconds, and is looked at when they are over", () => {
    expect(decision(pending(4000))).toMatchObject({
      rule: "pickUp",
      changes: [],
      terminations: [],
      launches: [],
      wakeAt: now + 1000,
      isFurtherNow: false,
    });
  });

  test("R-078 then it is in progress without a reason, and acts at once", () => {
    expect(decision(pending(5000))).toMatchObject({
      changes: [
        { type: "RefreshStatusChanged", to: "InProgress", reason: undefined },
        { type: "RefreshBegun", matching: [] },
      ],
      isFurtherNow: true,
    });
  });

  test("R-114 skip matching names the instances that have the target", () => {
    const parts = pending(5000, { refresh: { preferences: { skipMatching: true } } });
    const members = parts.instances ?? [];
    expect(changesOf(parts)).toMatchObject([{}, { matching: [members[1]?.id] }]);
  });

  test("R-110 without it none is named", () => {
    expect(changesOf(pending(5000))).toMatchObject([{}, { matching: [] }]);
  });
});

describe("completion", () => {
  const rows: [string, ViewParts, string | undefined][] = [
    ["R-079 an empty group succeeds at once", { instances: [] }, "Successful"],
    [
      "R-079 so does one in which all match",
      { instances: instances("matching", "ready", 2) },
      "Successful",
    ],
    [
      "R-119 young matching instances settle first",
      { instances: instances("matching", "unsettled") },
      undefined,
    ],
    [
      "R-080 with nothing to replace it still bakes",
      { instances: [], refresh: { preferences: { bakeTimeSeconds: 60 } } },
      "Baking",
    ],
    ["R-081 all replaced and settled", { instances: updated(3) }, "Successful"],
    [
      "R-081 it bakes when a bake time is set",
      { instances: updated(3), refresh: { preferences: { bakeTimeSeconds: 60 } } },
      "Baking",
    ],
    [
      "R-099 not while an old instance terminates",
      { instances: [...updated(3), ...instances("old", "leaving")], group: { desiredCapacity: 3 } },
      undefined,
    ],
    [
      "R-150 not while a new instance warms up",
      { instances: [...updated(2), ...instances("updated", "warming")] },
      undefined,
    ],
    [
      "R-147 not before its first health result",
      { instances: [...updated(2), ...instances("updated", "unsettled")] },
      undefined,
    ],
    [
      "R-153 not while a new instance is unhealthy",
      { instances: [...updated(2), ...instances("updated", "unhealthy")] },
      undefined,
    ],
    [
      "R-081 not below the desired capacity",
      { instances: updated(2), group: { desiredCapacity: 3 } },
      undefined,
    ],
    [
      "R-168 not while a protected instance is waited for",
      { instances: [...updated(2), ...protectedOnes("old")] },
      undefined,
    ],
    [
      "R-168 not while a standby instance is waited for",
      { instances: [...updated(2), ...instances("old", "standby")], group: { desiredCapacity: 2 } },
      undefined,
    ],
    [
      "R-171 ignored protected instances do not hold it",
      {
        instances: [...updated(2), ...protectedOnes("old")],
        refresh: { preferences: { scaleInProtectedInstances: "Ignore" } },
      },
      "Successful",
    ],
    [
      "R-171 ignored standby instances do not hold it",
      {
        instances: [...updated(2), ...instances("old", "standby")],
        group: { desiredCapacity: 2 },
        refresh: { preferences: { standbyInstances: "Ignore" } },
      },
      "Successful",
    ],
    [
      "R-175 new instances that are protected do not hold it",
      { instances: protectedOnes("updated", 2) },
      "Successful",
    ],
    [
      "R-196 an old instance that somebody took away is not missed",
      { instances: updated(2), group: { desiredCapacity: 2 } },
      "Successful",
    ],
    [
      "R-157 not until some seconds after the last of its instances was gone",
      { instances: updated(2), refresh: { lastTerminationEndedAt: now - 4999 } },
      undefined,
    ],
    [
      "R-157 then it is",
      { instances: updated(2), refresh: { lastTerminationEndedAt: now - 5000 } },
      "Successful",
    ],
    [
      "R-164 a last checkpoint below 100 ends it",
      {
        instances: [...old(2), ...updated(2)],
        refresh: { passedCheckpointPercentage: 50, preferences: { checkpointPercentages: [50] } },
      },
      "Successful",
    ],
    [
      "R-219 a rollback ends without bake time",
      {
        instances: [...old(2), ...instances("restored", "ready", 2)],
        refresh: { ...rollingBack, preferences: { bakeTimeSeconds: 60 } },
      },
      "RollbackSuccessful",
    ],
    [
      "R-213 a rollback does not wait for old instances that it never replaced",
      {
        instances: [...protectedOnes("old"), ...instances("restored", "ready")],
        refresh: rollingBack,
      },
      "RollbackSuccessful",
    ],
    [
      "R-175 a rollback waits for protected deployed ones with Wait",
      { instances: protectedOnes("updated"), refresh: rollingBack },
      undefined,
    ],
    [
      "R-217 a rollback leaves protected deployed ones with Ignore",
      {
        instances: [...protectedOnes("updated"), ...instances("restored", "ready")],
        refresh: { ...rollingBack, preferences: { scaleInProtectedInstances: "Ignore" } },
      },
      "RollbackSuccessful",
    ],
    [
      "R-217 a rollback leaves deployed ones in standby with Ignore",
      {
        instances: [...instances("updated", "standby"), ...instances("restored", "ready")],
        group: { desiredCapacity: 1 },
        refresh: { ...rollingBack, preferences: { standbyInstances: "Ignore" } },
      },
      "RollbackSuccessful",
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(statusOf(parts)).toBe(expected);
  });

  const types = (parts: ViewParts) => changesOf(parts).map(({ type }) => type);

  test("R-234 success saves the desired configuration", () => {
    expect(types({ instances: updated(1) })).toContain("DesiredConfigurationSaved");
  });

  test("R-234 Baking saves nothing yet", () => {
    const parts = { instances: updated(1), refresh: { preferences: { bakeTimeSeconds: 60 } } };
    expect(types(parts)).not.toContain("DesiredConfigurationSaved");
  });

  test("R-238 so does success at a last checkpoint below 100, counters as they are", () => {
    const refresh = {
      passedCheckpointPercentage: 50,
      preferences: { checkpointPercentages: [50] },
      desiredConfiguration: templateSource("2"),
    };
    const changes = types({ instances: [...old(1), ...updated(1)], refresh });
    expect(changes).toEqual(["DesiredConfigurationSaved", "RefreshStatusChanged"]);
  });

  test("R-239 without a desired configuration nothing is saved", () => {
    const view = aView({ instances: updated(1) });
    const { desiredConfiguration: _, ...refresh } = view.refresh;
    const { changes } = firstDecision({ ...view, refresh });
    expect(changes.map(({ type }) => type)).toEqual(["RefreshCounted", "RefreshStatusChanged"]);
  });

  test("R-240 a rollback saves nothing", () => {
    expect(types({ instances: old(2), refresh: rollingBack })).toEqual(["RefreshStatusChanged"]);
  });

  test("R-118 success shows 100 percent and nothing left", () => {
    expect(changesOf({ instances: instances("matching", "ready", 2) })).toMatchObject([
      { type: "RefreshCounted", percentageComplete: 100, instancesToUpdate: 0 },
      { type: "DesiredConfigurationSaved" },
      { type: "RefreshStatusChanged", to: "Successful", reason: undefined },
    ]);
  });
});

describe("cancellation", () => {
  const cancelling = (isWaiting: boolean, members = old(1)): ViewParts => ({
    instances: members,
    refresh: { status: "Cancelling", isWaitingForTransitioningInstances: isWaiting },
  });
  const ours = { purpose: "refresh" } as const;
  const rows: [string, ViewParts, string | undefined][] = [
    ["R-082 it ends when nothing is on its way", cancelling(true), "Cancelled"],
    [
      "R-083 it waits for a launch of its own",
      cancelling(true, instances("updated", "pending", 1, ours)),
      undefined,
    ],
    [
      "R-083 and for one that EC2 has not accepted",
      cancelling(true, instances("updated", "requested", 1, ours)),
      undefined,
    ],
    [
      "R-083 it waits for a termination of its own",
      cancelling(true, instances("old", "leaving")),
      undefined,
    ],
    [
      "R-083 not for one of somebody else",
      cancelling(true, instances("old", "leaving", 1, { purpose: "user" })),
      "Cancelled",
    ],
    [
      "R-082 not before the engine's few seconds are over",
      { instances: old(1), refresh: { status: "Cancelling", notBefore: now + 1 } },
      undefined,
    ],
    [
      "R-084 without waiting it leaves them to themselves",
      cancelling(false, instances("old", "leaving")),
      "Cancelled",
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(statusOf(parts)).toBe(expected);
  });

  test("R-083 nothing new is started", () => {
    const parts = cancelling(true, [...old(9), ...instances("old", "leaving")]);
    expect(decision(parts)).toMatchObject({ changes: [], terminations: [], launches: [] });
  });
});

describe("rollback", () => {
  test("R-086 R-104 its details are the counters of the moment the engine begins", () => {
    const refresh = {
      status: "RollbackInProgress",
      statusReason: { kind: "rollbackByUser" },
      notBefore: now,
    } as const;
    expect(decision({ instances: [...old(6), ...updated(4)], refresh })).toMatchObject({
      changes: [
        {
          type: "RollbackBegun",
          details: {
            reason: "Rollback triggered due to user request.",
            startTime: now,
            percentageComplete: 40,
            instancesToUpdate: 6,
          },
        },
      ],
      isFurtherNow: true,
    });
  });

  test("R-086 not before the engine's few seconds are over", () => {
    const refresh = { status: "RollbackInProgress", notBefore: now + 1 } as const;
    expect(decision({ instances: old(6), refresh })).toMatchObject({
      changes: [],
      wakeAt: now + 1,
      isFurtherNow: false,
    });
  });
});

describe("bake time", () => {
  const baking = (until: number): ViewParts => ({
    instances: updated(2),
    refresh: {
      status: "Baking",
      pausedUntil: until,
      statusReason: { kind: "bakeTime", since: until - 60_000, until },
      preferences: { bakeTimeSeconds: 60 },
    },
  });

  test("R-181 replaces nothing until it is over", () => {
    expect(decision(baking(now + 1))).toMatchObject({
      rule: "bake",
      changes: [],
      terminations: [],
      launches: [],
      wakeAt: now + 1,
    });
  });

  test("R-081 then the refresh is successful", () => {
    expect(statusOf(baking(now))).toBe("Successful");
  });

  test("R-081 it begins with a reason that counts down", () => {
    const parts = { instances: updated(2), refresh: { preferences: { bakeTimeSeconds: 60 } } };
    expect(changesOf(parts).at(-1)).toMatchObject({
      to: "Baking",
      reason: { kind: "bakeTime", since: now, until: now + 60_000 },
      pausedUntil: now + 60_000,
    });
  });
});
