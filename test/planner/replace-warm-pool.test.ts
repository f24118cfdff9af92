/** The warm pool's turn in a refresh: when it comes, and how many go and come at once. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { progress } from "../../src/planner/progress.ts";
import { replaceWarmPool } from "../../src/planner/replace-warm-pool.ts";
import { firstDecision } from "../../src/planner/rules.ts";
import {
  aView,
  deepFreeze,
  instances,
  now,
  rollingBack,
  type ViewParts,
} from "../support/builders.ts";
import { aWarmPool, warm } from "../support/warm-builders.ts";

/** One live instance, and a pool that is to hold `size`. */
function viewOf(
  size: number,
  members: readonly Instance[],
  parts: Pick<ViewParts, "refresh" | "group" | "settings"> = {},
) {
  const group = { desiredCapacity: 1, maxSize: 1 + size, warmPool: aWarmPool(), ...parts.group };
  return deepFreeze(aView({ ...parts, instances: members, group }));
}

const updated = (howMany = 1) => instances("updated", "ready", howMany);

function counts(view: ReturnType<typeof viewOf>) {
  const decision = replaceWarmPool(view);
  return {
    ended: decision?.terminations.length ?? 0,
    launched: decision?.launches.reduce((sum, { units }) => sum + units, 0) ?? 0,
  };
}

describe("R-142 R-207 the percentages, applied to the pool by itself", () => {
  const none = undefined;
  const rows: readonly (readonly [
    size: number,
    min: number,
    max: number | undefined,
    oldWarmed: number,
    newPending: number,
    newWarmed: number,
    ended: number,
    launched: number,
  ])[] = [
    [10, 90, 120, 10, 0, 0, 1, 3],
    [10, 90, 120, 9, 3, 0, 0, 0],
    [10, 90, 120, 9, 0, 3, 3, 3],
    [10, 90, 120, 3, 0, 9, 3, 1],
    [10, 90, none, 10, 0, 0, 1, 1],
    [10, 90, none, 9, 1, 0, 0, 0],
    [10, 0, none, 10, 0, 0, 10, 10],
    [2, 90, none, 2, 0, 0, 1, 1],
    [1, 100, 100, 1, 0, 0, 0, 1],
    [1, 100, 100, 1, 1, 0, 0, 0],
    [1, 100, 100, 1, 0, 1, 1, 0],
    [1, 100, none, 1, 0, 0, 0, 1],
  ];
  test.each(rows)(
    "pool of %i at %i/%s: %i old, %i on their way, %i new: %i end, %i are launched",
    (...[size, min, max, oldWarmed, newPending, newWarmed, ended, launched]) => {
      const members = [
        ...updated(),
        ...warm("old", oldWarmed),
        ...warm("updated", newPending, "warmedPending"),
        ...warm("updated", newWarmed),
      ];
      const given = max === undefined ? {} : { maxHealthyPercentage: max };
      const refresh = { preferences: { minHealthyPercentage: min, ...given } };
      expect(counts(viewOf(size, members, { refresh }))).toEqual({ ended, launched });
    },
  );
});

describe("R-125 R-205 the pool's turn", () => {
  const suspended = { suspendedProcesses: new Map([["Launch", now] as const]) };
  test.each([
    ["an old live instance is left", instances("old", "ready"), {}, 0],
    [
      "a protected one is waited for",
      instances("old", "ready", 1, { protectedFromScaleIn: true }),
      {},
      0,
    ],
    ["the live replacement is on its way", instances("updated", "pending"), {}, 0],
    ["it warms up", instances("updated", "warming"), {}, 0],
    ["it has no health result", instances("updated", "unsettled"), {}, 0],
    ["the group lacks an instance", [], {}, 0],
    ["a process is suspended", updated(), suspended, 0],
    ["a failed launch is waited out", updated(), { scalingNotBefore: now + 1 }, 0],
    [
      "the pool is being deleted",
      updated(),
      { warmPool: { ...aWarmPool(), isPendingDelete: true } },
      0,
    ],
    ["all live instances are ready", updated(), {}, 1],
    [
      "the old live one is still terminating",
      [...updated(), ...instances("old", "leaving")],
      {},
      1,
    ],
    ["skip matching left the live one alone", instances("matching", "ready"), {}, 1],
  ] as const)("%s", (_, live, group, ended) => {
    expect(counts(viewOf(2, [...live, ...warm("old", 2)], { group })).ended).toBe(ended);
  });

  test("the oldest in the pool goes first, with the cause of a refresh", () => {
    const pool = warm("old", 2);
    const decision = replaceWarmPool(viewOf(2, [...updated(), ...pool]));
    expect(decision?.terminations).toMatchObject([
      { instance: { id: pool[0]?.id }, purpose: "refresh", isSelected: true },
    ]);
    expect(decision?.terminations[0]?.cause).toMatch(/in response to an instance refresh\.$/);
    expect(decision?.launches).toMatchObject([{ purpose: "refresh", isIntoWarmPool: true }]);
  });

  test("live instances never take the place of pool instances, or the other way round", () => {
    const members = [...instances("old", "ready", 4), ...warm("old", 10)];
    const decision = firstDecision(viewOf(10, members, { group: { desiredCapacity: 4 } }));
    expect(decision.rule).toBe("replaceNextInstances");
    expect(decision.terminations).toHaveLength(1);
    expect(decision.launches).toMatchObject([{ units: 1 }]);
    expect(decision.launches[0]?.isIntoWarmPool).toBeUndefined();
  });

  test("R-213 a rollback replaces what the refresh put into the pool, and nothing else", () => {
    const pool = [...warm("updated", 1), ...warm("old", 1)];
    const members = [...instances("old", "ready"), ...pool];
    const decision = replaceWarmPool(viewOf(2, members, { refresh: rollingBack }));
    expect(decision?.terminations.map(({ instance }) => instance.id)).toEqual([pool[0]?.id]);
  });
});

describe("R-205 the end waits for the pool", () => {
  test.each([
    ["an old one in the pool", [...warm("old", 1), ...warm("updated", 1)], "replaceWarmPool"],
    [
      "one on its way",
      [...warm("updated", 1), ...warm("updated", 1, "warmedPending")],
      "waitForInstances",
    ],
    ["one missing", warm("updated", 1), "waitForInstances"],
    ["one terminating", [...warm("updated", 2), ...warm("old", 1, "leaving")], "waitForInstances"],
    ["all there", warm("updated", 2), "complete"],
    ["all matching", warm("matching", 2), "complete"],
  ] as const)("%s", (_, pool, rule) => {
    expect(firstDecision(viewOf(2, [...updated(), ...pool])).rule).toBe(rule);
  });

  test("R-164 a last checkpoint below 100 leaves the pool alone", () => {
    const preferences = { checkpointPercentages: [50] };
    const refresh = { passedCheckpointPercentage: 50, preferences };
    const view = viewOf(2, [...updated(), ...warm("old", 2)], { refresh });
    const { rule, changes } = firstDecision(view);
    expect(rule).toBe("complete");
    expect(changes.map(({ type }) => type)).not.toContain("RefreshCounted");
  });

  test("R-103 R-207 its progress is full, and one on its way is said to warm up", () => {
    const { changes } = firstDecision(viewOf(2, [...updated(), ...warm("updated", 2)]));
    const full = { percentageComplete: 100, instancesToUpdate: 0 };
    expect(changes).toContainEqual(
      expect.objectContaining({ ...full, progressDetails: { livePool: full, warmPool: full } }),
    );
    const pending = warm("updated", 1, "warmedPending");
    const waiting = firstDecision(viewOf(1, [...updated(), ...pending]));
    expect(waiting.changes).toMatchObject([
      { type: "RefreshWaits", reason: { kind: "warmup", instanceId: pending[0]?.id } },
    ]);
  });
});

describe("R-097 R-103 R-208 R-325 the counters, over both pools and for each", () => {
  const of = (percentageComplete: number, instancesToUpdate: number) => ({
    percentageComplete,
    instancesToUpdate,
  });
  const pendingOne = () => warm("updated", 1, "warmedPending");
  test.each([
    [
      "nothing is replaced",
      [...instances("old", "ready"), ...warm("old", 2)],
      of(0, 3),
      of(0, 1),
      of(0, 2),
    ],
    [
      "the live one settles",
      [...instances("updated", "unsettled"), ...warm("old", 2)],
      of(16, 2),
      of(50, 0),
      of(0, 2),
    ],
    ["the live one is ready", [...updated(), ...warm("old", 2)], of(33, 2), of(100, 0), of(0, 2)],
    [
      "one ends in the pool",
      [...updated(), ...warm("old", 1), ...pendingOne()],
      of(50, 1),
      of(100, 0),
      of(0, 1),
    ],
    [
      "its successor is there",
      [...updated(), ...warm("old", 1), ...warm("updated", 1)],
      of(66, 1),
      of(100, 0),
      of(50, 1),
    ],
    [
      "the last one ends",
      [...updated(), ...warm("updated", 1), ...pendingOne()],
      of(100, 0),
      of(100, 0),
      of(100, 0),
    ],
    ["all are there", [...updated(), ...warm("updated", 2)], of(100, 0), of(100, 0), of(100, 0)],
    [
      "R-118 matching ones are no part of it",
      [...updated(), ...warm("old", 1), ...warm("matching", 1)],
      of(50, 1),
      of(100, 0),
      of(0, 1),
    ],
    [
      "an old one is on its way in",
      [...updated(), ...warm("old", 1), ...warm("old", 1, "warmedPending")],
      of(33, 2),
      of(100, 0),
      of(0, 2),
    ],
  ])("%s", (_, members, all, livePool, warmPool) => {
    expect(progress(viewOf(2, members))).toEqual({
      ...all,
      progressDetails: { livePool, warmPool },
    });
  });

  test("R-219 in a rollback the pool's part falls from the moment its instance ends", () => {
    const rows = [
      [warm("updated", 2), of(100, 0)],
      [warm("updated", 1), of(50, 1)],
      [[...warm("updated", 1), ...warm("restored", 1)], of(50, 1)],
      [warm("restored", 2), of(0, 2)],
    ] as const;
    for (const [pool, expected] of rows) {
      const view = viewOf(2, [...updated(), ...pool], { refresh: rollingBack });
      expect(progress(view).progressDetails?.warmPool).toEqual(expected);
    }
  });

  test("R-103 a group without a pool has no details", () => {
    expect(progress(aView({ instances: updated() }))).toEqual(of(100, 0));
  });
});
