/** Which single reason a refresh waits for, by its instance, and when it looks again. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { waitForInstances } from "../../src/planner/waiting.ts";
import {
  aView,
  type ConditionName,
  instances,
  now,
  rollingBack,
  type ViewParts,
} from "../support/builders.ts";

type Role = Parameters<typeof instances>[0];
const one = (id: string, role: Role, condition: ConditionName, fields: Partial<Instance> = {}) =>
  instances(role, condition, 1, { id, ...fields });
const guarded = { protectedFromScaleIn: true };
const minute = 60_000;

/** The reason in short: its kind and its instance. */
function reasonOf(members: Instance[], parts: ViewParts = {}): string | undefined {
  const { changes } = waitForInstances(aView({ instances: members, ...parts }));
  const change = changes.find(({ type }) => type === "RefreshWaits");
  if (change?.type !== "RefreshWaits") return undefined;
  const { reason } = change;
  return "instanceId" in reason ? `${reason.kind} ${reason.instanceId}` : reason.kind;
}

describe("the reason", () => {
  const ready = instances("updated", "ready");
  const rows: [string, Instance[], ViewParts, string | undefined][] = [
    ["R-169 a protected one", one("a", "old", "ready", guarded), {}, "protected a"],
    [
      "R-168 not while another can be replaced",
      [...one("a", "old", "ready", guarded), ...one("b", "old", "ready")],
      {},
      undefined,
    ],
    [
      "R-175 not a protected one that is new",
      [...one("a", "updated", "ready", guarded), ...one("b", "old", "ready", guarded)],
      {},
      "protected b",
    ],
    [
      "R-168 not a protected one that ends",
      [...one("a", "old", "leaving", guarded), ...one("b", "old", "ready", guarded)],
      {},
      "protected b",
    ],
    [
      "R-291 a protected one in service before one in standby",
      [...one("a", "old", "standby", guarded), ...one("b", "old", "ready", guarded)],
      {},
      "protected b",
    ],
    [
      "R-175 in a rollback the new ones",
      [...one("a", "old", "ready", guarded), ...one("b", "updated", "ready", guarded)],
      { refresh: rollingBack },
      "protected b",
    ],
    ["R-168 one in standby", one("a", "old", "standby"), {}, "standby a"],
    [
      "R-168 not one in standby that is new",
      [...one("a", "updated", "standby"), ...one("b", "old", "standby")],
      {},
      "standby b",
    ],
    [
      "R-168 none in standby while another can be replaced",
      [...one("a", "old", "standby"), ...one("b", "old", "ready")],
      {},
      undefined,
    ],
    [
      "R-107 one that ends when nothing is left to update",
      [...one("a", "old", "leaving"), ...one("b", "updated", "ready")],
      {},
      "terminating a",
    ],
    [
      "R-083 the clean-up of a launch that failed",
      [...one("a", "updated", "leaving", { purpose: "launchFailure" }), ...ready],
      {},
      "terminating a",
    ],
    [
      "R-083 not the clean-up of a launch for another cause",
      [...one("a", "matching", "leaving", { purpose: "launchFailure" }), ...ready],
      {},
      undefined,
    ],
    [
      "R-107 none that ends for another cause",
      [...one("a", "updated", "leaving", { purpose: "scaling" }), ...ready],
      {},
      undefined,
    ],
    [
      "R-107 none that ends while one is left",
      [...one("a", "old", "leaving"), ...one("b", "old", "ready")],
      {},
      undefined,
    ],
    [
      "R-107 none that ends in a rollback",
      [...one("a", "updated", "leaving"), ...one("b", "restored", "ready")],
      { refresh: rollingBack },
      undefined,
    ],
    [
      "R-291 the warmup in a rollback",
      one("a", "restored", "warming"),
      { refresh: rollingBack },
      "warmup a",
    ],
    ["R-291 no warmup of an old one", one("a", "old", "warming"), {}, undefined],
    [
      "R-207 the warmup of one that enters the warm pool, also in a rollback",
      one("a", "restored", "pending", { lifecycleState: "Warmed:Pending" }),
      { refresh: rollingBack },
      "warmup a",
    ],
    ["R-148 an old one without health data", one("a", "old", "unsettled"), {}, "healthData a"],
    [
      "R-157 not an old one while another is launched",
      [
        ...one("a", "old", "unsettled"),
        ...one("b", "updated", "pending", { purpose: "refresh" }),
        ...one("c", "updated", "unsettled"),
      ],
      {},
      "healthData c",
    ],
    [
      "R-157 not an old one while one is asked for",
      [
        ...one("a", "old", "unsettled"),
        ...one("b", "updated", "requested", { purpose: "refresh" }),
        ...one("c", "matching", "unsettled"),
      ],
      {},
      "healthData c",
    ],
    [
      "R-107 the interval in a rollback",
      one("a", "restored", "unsettled"),
      { refresh: rollingBack },
      "healthCheckInterval",
    ],
    ["R-291 an unhealthy one", one("a", "updated", "unhealthy"), {}, "unhealthy a"],
    ["R-155 a launch that failed", [], { group: { launchFailure: "no room" } }, "launchFailure"],
  ];
  test.each(rows)("%s", (_, members, parts, expected) => {
    expect(reasonOf(members, parts)).toBe(expected);
  });
});

describe("R-176 it looks again", () => {
  const members = instances("old", "ready");
  const refresh = { lastProgressAt: now - 10 * minute };
  const hourEnd = now + 50 * minute;
  const rows: [string, Instance[], number, number | undefined][] = [
    ["at the end of the hour", members, now, hourEnd],
    ["when a failed launch may be tried again", members, now + minute, now + minute],
    ["at the end of the hour before that", members, now + 55 * minute, hourEnd],
    ["R-177 not while one warms up", instances("updated", "warming"), now, undefined],
    [
      "R-177 when a launch may be tried again, while one warms up",
      instances("updated", "warming"),
      now + minute,
      now + minute,
    ],
  ];
  test.each(rows)("%s", (_, some, scalingNotBefore, expected) => {
    const view = aView({ instances: some, refresh, group: { scalingNotBefore } });
    expect(waitForInstances(view).wakeAt).toBe(expected);
  });
});
