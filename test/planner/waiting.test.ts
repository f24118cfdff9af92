/** What a refresh says while it can do nothing, and when it gives up. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { type StatusReason, statusReasonText } from "../../src/domain/status-reason.ts";
import type { Decision } from "../../src/planner/decision.ts";
import { firstDecision } from "../../src/planner/rules.ts";
import {
  anInstance,
  aView,
  instances,
  now,
  rollingBack,
  type ViewParts,
} from "../support/builders.ts";

const minute = 60_000;
const hour = 60 * minute;

function reasonOf(decision: Decision): StatusReason | undefined {
  const waits = decision.changes.find(({ type }) => type === "RefreshWaits");
  return waits?.type === "RefreshWaits" ? waits.reason : undefined;
}

const shown = (parts: ViewParts) => reasonOf(firstDecision(aView(parts)));

const protectedOld = (count = 1) =>
  instances("old", "ready", count, { protectedFromScaleIn: true });
const suspended = { suspendedProcesses: new Map([["Launch", now - minute]] as const) };

describe("R-291 of two reasons that hold, the first is shown", () => {
  const rows: [string, string, Instance[], ViewParts["group"]][] = [
    [
      "terminating",
      "warmup",
      [...instances("old", "leaving"), ...instances("updated", "warming")],
      {},
    ],
    [
      "terminating",
      "health data",
      [...instances("old", "leaving"), ...instances("updated", "unsettled")],
      {},
    ],
    [
      "warmup",
      "health data",
      [...instances("updated", "unsettled"), ...instances("updated", "warming"), ...protectedOld()],
      {},
    ],
    ["healthData", "protected", [...protectedOld(), ...instances("updated", "unsettled")], {}],
    ["protected", "standby", [...instances("old", "standby"), ...protectedOld()], {}],
    [
      "standby",
      "unhealthy",
      [...instances("updated", "unhealthy"), ...instances("old", "standby")],
      {},
    ],
    [
      "unhealthy",
      "suspended",
      [...instances("updated", "unhealthy"), ...instances("updated", "ready")],
      suspended,
    ],
    [
      "warmup",
      "suspended",
      [...instances("updated", "warming"), ...instances("old", "ready")],
      suspended,
    ],
    [
      "healthData",
      "suspended",
      [...instances("updated", "unsettled"), ...instances("old", "ready")],
      suspended,
    ],
    ["protected", "suspended", [...instances("updated", "ready"), ...protectedOld()], suspended],
    [
      "suspended",
      "nothing else",
      [...instances("updated", "ready"), ...instances("old", "ready")],
      suspended,
    ],
  ];
  test.each(rows)("%s before %s", (kind, _, members, group) => {
    const live = members.filter(({ lifecycleState }) => lifecycleState === "InService").length;
    expect(shown({ instances: members, group: { desiredCapacity: live, ...group } })?.kind).toBe(
      kind,
    );
  });
});

describe("the reason", () => {
  const one = (fields: Partial<Instance>) => anInstance({ id: "i-0abc", ...fields });
  const rows: [string, ViewParts, string][] = [
    [
      "R-105 names an old instance without health data",
      {
        instances: [one({ isSettled: false })],
        refresh: { preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 100 } },
        group: { scalingNotBefore: now + 1 },
      },
      "Waiting for remaining instances to be available. For example: i-0abc has insufficient data to evaluate its health with Amazon EC2.",
    ],
    [
      "R-147 names the load balancer when it checks the group",
      {
        instances: [one({ isSettled: false, refreshRole: "updated" }), ...protectedOld()],
        group: { healthCheckType: "ELB" },
      },
      "Waiting for remaining instances to be available. For example: i-0abc has insufficient data to evaluate its health with Elastic Load Balancing.",
    ],
    [
      "R-169 names a protected instance",
      { instances: [one({ protectedFromScaleIn: true })] },
      "Waiting for remaining instances to be available. For example: i-0abc is protected. Remove instance scale-in protection to continue.",
    ],
    [
      "R-150 names a warming instance",
      { instances: [one({ isWarm: false, refreshRole: "updated" }), ...protectedOld()] },
      "Waiting for instances to warm up before continuing. For example: i-0abc is warming up.",
    ],
    [
      "R-099 names a terminating instance when nothing is left to update",
      {
        instances: [
          one({ lifecycleState: "Terminating", purpose: "refresh" }),
          ...instances("updated", "ready"),
        ],
        group: { desiredCapacity: 1 },
      },
      "Waiting for terminating instances before continuing. For example: i-0abc is terminating.",
    ],
    [
      "R-168 names an instance in standby",
      { instances: [one({ lifecycleState: "Standby" })], group: { desiredCapacity: 0 } },
      "Waiting for remaining instances to be available. For example: i-0abc is in Standby. Exit Standby to continue.",
    ],
    [
      "R-153 names an unhealthy new instance",
      {
        instances: [one({ healthStatus: "Unhealthy", refreshRole: "updated" }), ...protectedOld(0)],
      },
      "Waiting for remaining instances to be available. For example: i-0abc is unhealthy.",
    ],
    [
      "R-201 names the suspended process",
      {
        instances: instances("old", "ready", 2),
        group: { suspendedProcesses: new Map([["Terminate", now]]) },
      },
      "Waiting for the Terminate process to be resumed before continuing.",
    ],
    [
      "R-107 of a rollback is the health check interval",
      {
        instances: [
          one({ isSettled: false, refreshRole: "restored" }),
          ...instances("updated", "ready"),
        ],
        refresh: {
          ...rollingBack,
          preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 100 },
        },
        group: { desiredCapacity: 1 },
      },
      "Waiting for a health check interval to pass before continuing.",
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    const reason = shown(parts);
    expect(reason && statusReasonText(reason, { now })).toBe(expected);
  });

  test("R-107 stays while it is true: it is not written again", () => {
    const [member] = protectedOld();
    const statusReason = { kind: "protected", instanceId: member?.id ?? "" } as const;
    const members = [...(member ? [member] : []), ...protectedOld()];
    expect(shown({ instances: members, refresh: { statusReason } })).toBeUndefined();
  });

  test("R-105 is written again when its example has left the group", () => {
    const statusReason = { kind: "protected", instanceId: "i-gone" } as const;
    expect(shown({ instances: protectedOld(), refresh: { statusReason } })?.kind).toBe("protected");
  });

  test("R-107 is written again when the engine acted since", () => {
    const members = protectedOld();
    const statusReason = { kind: "protected", instanceId: members[0]?.id ?? "" } as const;
    const refresh = { statusReason, hasActedSinceReason: true };
    expect(shown({ instances: members, refresh })?.kind).toBe("protected");
  });
});

describe("giving up", () => {
  const stuckSince = (span: number, rest: Partial<ViewParts> = {}): ViewParts => ({
    instances: protectedOld(),
    ...rest,
    refresh: { lastProgressAt: now - span, startTime: now - 2 * hour, ...rest.refresh },
  });
  const statusOf = (parts: ViewParts) => {
    const change = firstDecision(aView(parts)).changes.find(
      ({ type }) => type === "RefreshStatusChanged",
    );
    return change?.type === "RefreshStatusChanged" ? change.to : undefined;
  };
  const one = { group: { desiredCapacity: 1 } };
  const draining = (purpose: "refresh" | "health") =>
    instances("old", "leaving", 1, {
      purpose,
      draining: { begunAt: now - 3 * hour, until: now + hour },
    });
  const rollback = { ...rollingBack, ...stuckSince(hour).refresh };
  const kept = instances("updated", "ready", 1, { protectedFromScaleIn: true });
  const rows: [string, ViewParts, string | undefined][] = [
    ["R-176 not a moment before the hour is over", stuckSince(hour - 1), undefined],
    ["R-176 after one hour without progress", stuckSince(hour), "Failed"],
    [
      "R-180 with auto rollback it turns round",
      stuckSince(hour, { refresh: { preferences: { autoRollback: true } } }),
      "RollbackInProgress",
    ],
    [
      "R-087 R-223 a rollback fails as a rollback",
      { instances: kept, refresh: rollback },
      "RollbackFailed",
    ],
    [
      "R-180 a rollback is not rolled back again",
      { instances: kept, refresh: { ...rollback, preferences: { autoRollback: true } } },
      "RollbackFailed",
    ],
    [
      "R-177 not while a new instance warms up",
      stuckSince(3 * hour, { instances: [...protectedOld(), ...instances("updated", "warming")] }),
      undefined,
    ],
    [
      "R-309 not while what the refresh ends waits for a load balancer",
      stuckSince(3 * hour, { ...one, instances: [...protectedOld(), ...draining("refresh")] }),
      undefined,
    ],
    [
      "R-309 although an unhealthy instance does",
      stuckSince(hour, { ...one, instances: [...protectedOld(), ...draining("health")] }),
      "Failed",
    ],
    [
      "R-303 R-309 nor one that waits for nothing",
      stuckSince(hour, { ...one, instances: [...protectedOld(), ...instances("old", "leaving")] }),
      "Failed",
    ],
    [
      "R-202 the hour runs while Launch is suspended",
      stuckSince(hour, { instances: instances("old", "ready", 2), group: suspended }),
      "Failed",
    ],
    [
      "R-202 it stands still while InstanceRefresh is suspended",
      stuckSince(5 * hour, { group: { suspendedProcesses: new Map([["InstanceRefresh", now]]) } }),
      undefined,
    ],
    [
      "R-178 not a moment before 14 days",
      { instances: protectedOld(), refresh: { startTime: now - 14 * 24 * hour + 1 } },
      undefined,
    ],
    [
      "R-178 after 14 days",
      { instances: protectedOld(), refresh: { startTime: now - 14 * 24 * hour } },
      "Failed",
    ],
    [
      "R-178 also during a checkpoint delay",
      {
        instances: instances("old", "ready", 4),
        refresh: {
          startTime: now - 14 * 24 * hour,
          pausedUntil: now + hour,
          preferences: { checkpointPercentages: [50, 100] },
        },
      },
      "Failed",
    ],
    [
      "R-178 bake time does not count",
      {
        instances: instances("updated", "ready"),
        refresh: { status: "Baking", startTime: now - 15 * 24 * hour, pausedUntil: now + hour },
      },
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(statusOf(parts)).toBe(expected);
  });

  test("R-176 the failure says what it waited for", () => {
    const members = [anInstance({ id: "i-0abc", protectedFromScaleIn: true })];
    const { changes } = firstDecision(aView(stuckSince(hour, { instances: members })));
    expect(changes).toEqual([
      {
        type: "RefreshStatusChanged",
        group: "web",
        refreshId: aView().refresh.id,
        to: "Failed",
        reason: {
          kind: "failed",
          failure:
            "Instance refresh timed out after making no progress for one hour. Waiting for " +
            "remaining instances to be available. For example: i-0abc is protected. Remove " +
            "instance scale-in protection to continue.",
        },
      },
    ]);
  });

  test("R-225 the automatic rollback says what failed", () => {
    const parts = stuckSince(hour, { refresh: { preferences: { autoRollback: true } } });
    const [change] = firstDecision(aView(parts)).changes;
    expect(change).toMatchObject({
      to: "RollbackInProgress",
      reason: {
        kind: "rollbackByFailure",
        failure: expect.stringMatching(
          /^Rollback triggered due to instance refresh failure: .+ is protected\./,
        ),
      },
    });
  });

  test("R-177 the engine looks again when the hour is over", () => {
    expect(firstDecision(aView(stuckSince(20 * minute))).wakeAt).toBe(now + 40 * minute);
  });
});
