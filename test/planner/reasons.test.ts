/** How long a shown reason stays, and each reason in the words of a decision record. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import type { StatusReason } from "../../src/domain/status-reason.ts";
import { decide } from "../../src/planner/decision.ts";
import { decisionRecord } from "../../src/planner/decision-record.ts";
import { showReason } from "../../src/planner/waiting.ts";
import { anInstance, aView, type ConditionName, instances, now } from "../support/builders.ts";

const instanceId = "i-0123";
const example = (condition: ConditionName, fields: Partial<Instance> = {}) =>
  instances("old", condition, 1, { id: instanceId, ...fields });
const guarded = { protectedFromScaleIn: true };

type Kind = StatusReason["kind"];
const about = (kind: Kind) => ({ kind, instanceId, source: "Amazon EC2" }) as StatusReason;

function shows(shown: StatusReason, reason: StatusReason, members: Instance[], hasActed = false) {
  const refresh = { statusReason: shown, hasActedSinceReason: hasActed };
  return showReason(aView({ instances: members, refresh }), reason).length;
}

describe("R-105 R-107 a reason is shown anew", () => {
  const rows: [string, Kind, Instance[], number][] = [
    ["not while its example lacks health data", "healthData", example("unsettled"), 0],
    ["not when the result of its example has come", "healthData", example("ready"), 0],
    ["when the one without health data leaves", "healthData", example("leaving"), 1],
    ["when the one without health data is gone", "healthData", [], 1],
    ["not while its example is protected", "protected", example("ready", guarded), 0],
    ["when its example is protected no more", "protected", example("ready"), 1],
    ["when the protected one leaves", "protected", example("leaving", guarded), 1],
    ["not while its example warms up", "warmup", example("warming"), 0],
    ["when its example is warm", "warmup", example("ready"), 1],
    ["not while a root volume is replaced", "rootVolume", example("replacingRootVolume"), 0],
    ["not while the one with a new volume boots", "rootVolume", example("pending"), 0],
    ["when the one with a new volume is ready", "rootVolume", example("ready"), 1],
    ["not while its example terminates", "terminating", example("leaving"), 0],
    ["when the one that terminates is gone", "terminating", [], 1],
    ["not while its example is in standby", "standby", example("standby"), 0],
    ["when the one in standby is back", "standby", example("ready"), 1],
    ["not while its example is unhealthy", "unhealthy", example("unhealthy"), 0],
    ["when the unhealthy one is well", "unhealthy", example("ready"), 1],
  ];
  test.each(rows)("%s", (_, kind, members, expected) => {
    expect(shows(about(kind), about(kind), members)).toBe(expected);
  });

  test("when the engine has acted since", () => {
    expect(shows(about("warmup"), about("warmup"), example("warming"), true)).toBe(1);
  });

  test("when it is another one", () => {
    expect(shows(about("warmup"), about("terminating"), example("warming"))).toBe(1);
  });

  test("not while no instance is its example", () => {
    const reason = { kind: "healthCheckInterval" } as const;
    expect(shows(reason, reason, [])).toBe(0);
  });

  test.each([
    ["Launch", "Launch", 0],
    ["Launch", "Terminate", 1],
  ])("R-201 of the suspended %s, then of %s", (shown, process, expected) => {
    const [before, reason] = [shown, process].map(
      (name): StatusReason => ({ kind: "suspended", process: name }),
    ) as [StatusReason, StatusReason];
    expect(shows(before, reason, [])).toBe(expected);
  });
});

describe("a decision record says", () => {
  const until = now + 90_000;
  const rows: [StatusReason, string][] = [
    [about("healthData"), "waiting for Amazon EC2's health data of i-0123"],
    [{ kind: "healthCheckInterval" }, "waiting for a health check interval"],
    [about("protected"), "waiting because i-0123 is protected"],
    [about("standby"), "waiting because i-0123 is in Standby"],
    [about("unhealthy"), "waiting because i-0123 is unhealthy"],
    [about("warmup"), "waiting for the warmup of i-0123"],
    [about("rootVolume"), "waiting for the new root volume of i-0123"],
    [about("terminating"), "waiting for the termination of i-0123"],
    [{ kind: "suspended", process: "Launch" }, "waiting because Launch is suspended"],
    [
      { kind: "launchFailure", failure: "no room" },
      "waiting to try a failed launch again: no room",
    ],
    [{ kind: "alarmData", alarm: "errors" }, "waiting for data of the alarm errors"],
    [
      { kind: "checkpointDelay", since: now, until },
      "waiting for the checkpoint delay until 2026-09-27T12:01:30Z",
    ],
    [
      { kind: "bakeTime", since: now, until },
      "waiting for the bake time until 2026-09-27T12:01:30Z",
    ],
    [{ kind: "cancelled", isWaiting: false }, "being cancelled"],
    [{ kind: "rollbackByUser" }, "rolling back by request"],
    [{ kind: "rollbackByFailure", failure: "alarm" }, "rolling back: alarm"],
    [{ kind: "failed", failure: "alarm" }, "failed: alarm"],
  ];
  test.each(rows)("$kind", (reason, expected) => {
    const view = aView({ instances: [anInstance()] });
    const { id } = view.refresh;
    const changes = [{ type: "RefreshWaits", group: "web", refreshId: id, reason }] as const;
    const record = decisionRecord(view, { rule: "wait", ...decide({ changes }) });
    expect(record?.says.split("; ")[1]).toBe(expected);
  });

  test("who boots and whose root volume is replaced", () => {
    const members = [
      ...instances("old", "ready"),
      ...instances("updated", "pending", 2),
      ...instances("updated", "replacingRootVolume", 1),
    ];
    const view = aView({ instances: members });
    const { id } = view.refresh;
    const reason = { kind: "rollbackByUser" } as const;
    const changes = [{ type: "RefreshWaits", group: "web", refreshId: id, reason }] as const;
    const record = decisionRecord(view, { rule: "wait", ...decide({ changes }) });
    expect(record?.says).toContain(", 2 pending, 1 replacing their root volume: ");
  });
});
