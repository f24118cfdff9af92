/** What a group does by itself, with and without a refresh. */
import { describe, expect, test } from "vitest";
import { planScaling } from "../../src/planner/scaling.ts";
import { aGroupView, anInstance, instances, now, type ViewParts } from "../support/builders.ts";

const ready = (count: number) => instances(undefined, "ready", count);
const protectedOnes = (count: number) =>
  instances(undefined, "ready", count, { protectedFromScaleIn: true });

const plan = (parts: ViewParts) => planScaling(aGroupView(parts));

function summaryOf(parts: ViewParts) {
  const { terminations, launches } = plan(parts);
  return {
    ended: terminations.map(({ purpose }) => purpose),
    begun: launches.map(({ purpose, units }) => `${units} ${purpose}`),
  };
}

const of = (ended: string[], begun: string[]) => ({ ended, begun });
const suspended = (...processes: ("Launch" | "Terminate" | "ReplaceUnhealthy" | "HealthCheck")[]) =>
  ({ suspendedProcesses: new Map(processes.map((process) => [process, now])) }) as const;

describe("G-071 the difference between desired and actual capacity", () => {
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    ["G-073 nothing to do", { instances: ready(2) }, of([], [])],
    [
      "G-073 launches what is missing",
      { instances: ready(2), group: { desiredCapacity: 4 } },
      of([], ["2 scaling"]),
    ],
    [
      "G-073 not before the engine reacts",
      { instances: ready(2), group: { desiredCapacity: 4, scalingNotBefore: now + 1 } },
      of([], []),
    ],
    [
      "G-073 ends what is too much",
      { instances: ready(4), group: { desiredCapacity: 2 } },
      of(["scaling", "scaling"], []),
    ],
    [
      "G-073 ends nothing before the engine reacts",
      { instances: ready(4), group: { desiredCapacity: 2, scalingNotBefore: now + 1 } },
      of([], []),
    ],
    [
      "G-071 launches nothing while Launch is suspended",
      { instances: ready(2), group: { desiredCapacity: 4, ...suspended("Launch") } },
      of([], []),
    ],
    [
      "G-071 ends nothing while Terminate is suspended",
      { instances: ready(4), group: { desiredCapacity: 2, ...suspended("Terminate") } },
      of([], []),
    ],
    [
      "G-074 protected instances stay",
      { instances: protectedOnes(2), group: { desiredCapacity: 0 } },
      of([], []),
    ],
    [
      "G-122 standby instances do not count toward the desired capacity",
      {
        instances: [...ready(1), ...instances(undefined, "standby")],
        group: { desiredCapacity: 2 },
      },
      of([], ["1 scaling"]),
    ],
    [
      "G-073 instances on their way count",
      {
        instances: [...instances(undefined, "requested"), ...instances(undefined, "pending")],
        group: { desiredCapacity: 2 },
      },
      of([], []),
    ],
    [
      "G-073 leaving ones do not",
      {
        instances: [...ready(1), ...instances(undefined, "leaving")],
        group: { desiredCapacity: 2 },
      },
      of([], ["1 scaling"]),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(summaryOf(parts)).toEqual(expected);
  });
});

describe("unhealthy instances", () => {
  const sick = (count = 1, fields = {}) => instances(undefined, "unhealthy", count, fields);
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    [
      "G-082 R-154 its replacement does not wait for its end",
      { instances: [...ready(1), ...sick()] },
      of(["health"], ["1 health"]),
    ],
    [
      "G-081 it goes although it is protected",
      { instances: sick(1, { protectedFromScaleIn: true }) },
      of(["health"], ["1 health"]),
    ],
    [
      "G-116 not before the next health cycle",
      { instances: sick(), group: { healthNotBefore: now + 1 } },
      of([], []),
    ],
    [
      "G-083 not while Terminate is suspended",
      { instances: sick(), group: suspended("Terminate") },
      of([], []),
    ],
    [
      "R-203 not while ReplaceUnhealthy is suspended",
      { instances: sick(), group: suspended("ReplaceUnhealthy") },
      of([], []),
    ],
    [
      "R-203 an existing status still counts while HealthCheck is suspended",
      { instances: sick(), group: suspended("HealthCheck") },
      of(["health"], ["1 health"]),
    ],
    [
      "G-110 no replacement above the desired capacity",
      { instances: [...ready(2), ...sick()], group: { desiredCapacity: 2 } },
      of(["health"], []),
    ],
    [
      "G-082 standby instances are left alone",
      {
        instances: instances(undefined, "standby", 1, { healthStatus: "Unhealthy" }),
        group: { desiredCapacity: 0 },
      },
      of([], []),
    ],
    [
      "R-155 a failed health replacement is owed as one",
      { instances: ready(1), group: { desiredCapacity: 2, owed: { health: 1, refresh: 0 } } },
      of([], ["1 health"]),
    ],
    [
      "R-155 a failed launch of a refresh is owed as one while it runs",
      {
        instances: ready(1),
        group: { desiredCapacity: 3, owed: { health: 0, refresh: 1 } },
        refresh: {},
      },
      of([], ["1 refresh", "1 scaling"]),
    ],
    [
      "R-231 after its end it is an ordinary launch",
      { instances: ready(1), group: { desiredCapacity: 2, owed: { health: 0, refresh: 1 } } },
      of([], ["1 scaling"]),
    ],
    [
      "R-155 nothing before the next attempt",
      { instances: ready(1), group: { desiredCapacity: 2, scalingNotBefore: now + 1 } },
      of([], []),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(summaryOf(parts)).toEqual(expected);
  });

  test("G-091 says that a user set the status", () => {
    expect(plan({ instances: sick() }).terminations[0]?.cause).toBe(
      "At 2026-09-27T12:00:00Z an instance was taken out of service in response to a user health-check.",
    );
  });

  test("G-091 R-260 and that the new one replaces an unhealthy one", () => {
    expect(plan({ instances: sick() }).launches[0]?.cause).toBe(
      "At 2026-09-27T12:00:00Z an instance was launched in response to an unhealthy instance " +
        "needing to be replaced.",
    );
  });
});

describe("while a refresh is active", () => {
  const rows: [string, ViewParts, ReturnType<typeof of>][] = [
    [
      "R-191 the surplus of a launch-first step stays",
      { instances: ready(3), group: { desiredCapacity: 2 }, refresh: {} },
      of([], []),
    ],
    [
      "R-190 a lowered desired capacity shrinks the group",
      { instances: ready(3), group: { desiredCapacity: 2, scaleInOwed: 1 }, refresh: {} },
      of(["scaling"], []),
    ],
    [
      "R-190 R-191 by no more than it was lowered",
      { instances: ready(5), group: { desiredCapacity: 2, scaleInOwed: 1 }, refresh: {} },
      of(["scaling"], []),
    ],
    [
      "R-232 after its end the surplus goes",
      { instances: ready(3), group: { desiredCapacity: 2 }, refresh: { status: "Cancelled" } },
      of(["scaling"], []),
    ],
    [
      "R-188 a scale-out is launched",
      { instances: ready(2), group: { desiredCapacity: 3 }, refresh: {} },
      of([], ["1 scaling"]),
    ],
    [
      "R-232 not while it is cancelling",
      { instances: ready(3), group: { desiredCapacity: 2 }, refresh: { status: "Cancelling" } },
      of([], []),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(summaryOf(parts)).toEqual(expected);
  });

  test("R-190 old instances are taken before those that were replaced", () => {
    const [outdated] = instances("old", "ready", 1, { launchedAt: now - 1 });
    const members = [...instances("updated", "ready", 2), ...(outdated ? [outdated] : [])];
    const { terminations } = plan({
      instances: members,
      group: { desiredCapacity: 2, scaleInOwed: 1 },
      refresh: {},
    });
    expect(terminations.map(({ instance }) => instance.id)).toEqual([outdated?.id]);
  });
});

describe("protected instances", () => {
  const sentence = "At 2026-09-27T11:59:50Z a user request did something.";
  const change = { sentence, isProtectionReported: false };

  test("G-096 are reported once with the change that led to it", () => {
    const { changes } = plan({
      instances: protectedOnes(1),
      group: { desiredCapacity: 0, capacityChange: change },
    });
    expect(changes).toEqual([
      {
        type: "ProtectionReported",
        group: "web",
        cause: `${sentence}  At 2026-09-27T12:00:00Z group reached equilibrium.`,
      },
    ]);
  });

  const rows: [string, ViewParts][] = [
    [
      "G-096 not again for the same change",
      {
        instances: protectedOnes(1),
        group: { desiredCapacity: 0, capacityChange: { sentence, isProtectionReported: true } },
      },
    ],
    [
      "G-096 not while others can be ended",
      {
        instances: [...protectedOnes(1), ...ready(1)],
        group: { desiredCapacity: 1, capacityChange: change },
      },
    ],
  ];
  test.each(rows)("%s", (_, parts) => {
    expect(plan(parts).changes).toEqual([]);
  });
});

describe("the change of the desired capacity", () => {
  const sentence = "At 2026-09-27T11:59:50Z a user request did something.";
  const group = { capacityChange: { sentence, isProtectionReported: false } };
  const types = (members: ViewParts["instances"] = []) =>
    plan({ instances: members, group: { ...group, desiredCapacity: 1 } }).changes.map(
      ({ type }) => type,
    );

  test("G-092 is named until every instance that it led to is in service", () => {
    expect(types(ready(1))).toEqual(["CapacityReached"]);
    expect(types(instances(undefined, "pending"))).toEqual([]);
    expect(types([])).toEqual([]);
  });

  test("G-092 launches that follow it share it", () => {
    const { launches } = plan({ group: { ...group, desiredCapacity: 3 } });
    expect(launches.map(({ cause, units }) => ({ cause, units }))).toEqual([
      {
        units: 3,
        cause:
          `${sentence}  At 2026-09-27T12:00:00Z an instance was started in response to a difference ` +
          "between desired and actual capacity, increasing the capacity from 0 to 3.",
      },
    ]);
  });
});

describe("deletion", () => {
  const deleting = (parts: ViewParts): ViewParts => ({
    ...parts,
    group: { desiredCapacity: 0, deletionBegunAt: now - 3000, ...parts.group },
  });

  test("G-166 force delete ends protected instances too, and nothing that is leaving", () => {
    const members = [...protectedOnes(1), ...ready(1), ...instances(undefined, "leaving")];
    expect(summaryOf(deleting({ instances: members }))).toEqual(of(["scaling", "scaling"], []));
  });

  test("G-166 an empty group goes when its time has come", () => {
    expect(plan(deleting({})).changes).toEqual([{ type: "GroupDeleted", group: "web" }]);
  });

  test("G-168 not before", () => {
    const early = deleting({ group: { deletionBegunAt: now - 2999 } });
    expect(plan(early)).toMatchObject({ changes: [], wakeAt: now + 1 });
  });

  test("G-168 not while an instance is there", () => {
    const members = instances(undefined, "leaving");
    expect(plan(deleting({ instances: members })).changes).toEqual([]);
  });
});

test("G-073 G-116 the group is looked at when the first of its waits is over", () => {
  const group = { scalingNotBefore: now + 5000, healthNotBefore: now + 3000 };
  expect(plan({ instances: [anInstance()], group }).wakeAt).toBe(now + 3000);
});
