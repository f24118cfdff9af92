/** The warm pool by itself: its size, and when it is filled, drained and ended. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import { type WarmPoolSettings, warmPoolSize } from "../../src/domain/warm-pool.ts";
import { planWarmPool } from "../../src/planner/warm-pool.ts";
import { aGroupView, deepFreeze, instances, now, type ViewParts } from "../support/builders.ts";
import { aWarmPool, warm } from "../support/warm-builders.ts";

describe("G-174 the size", () => {
  const rows: readonly (readonly [
    max: number,
    desired: number,
    settings: Partial<WarmPoolSettings>,
    size: number,
    why: string,
  ])[] = [
    [10, 6, {}, 4, "the documented example: maximum less desired"],
    [10, 6, { maxGroupPreparedCapacity: 8 }, 2, "the prepared capacity takes the maximum's place"],
    [10, 6, { maxGroupPreparedCapacity: 5 }, 0, "desired above the prepared capacity"],
    [10, 6, { maxGroupPreparedCapacity: 5, minSize: 2 }, 2, "unless the minimum asks for some"],
    [10, 6, { minSize: 3 }, 4, "the minimum is no maximum"],
    [10, 6, { minSize: 7 }, 7, "and may exceed the group's maximum"],
    [10, 10, {}, 0, "a group at its maximum"],
    [10, 6, { maxGroupPreparedCapacity: 15 }, 9, "the prepared capacity may exceed the maximum"],
    [10, 2, { maxGroupPreparedCapacity: 4, minSize: 4 }, 4, "same minimum and maximum: absolute"],
  ];
  test.each(rows)("max %i, desired %i, %j: %i, %s", (maxSize, desiredCapacity, settings, size) => {
    const all: WarmPoolSettings = { minSize: 0, poolState: "Stopped", ...settings };
    expect(warmPoolSize(all, { maxSize, desiredCapacity })).toBe(size);
  });
});

const live = () => instances(undefined, "ready", 2);

/** A group of two that may have five, so that its pool is to hold three. */
function plan(pool: readonly Instance[], parts: ViewParts = {}) {
  const group = { desiredCapacity: 2, maxSize: 5, warmPool: aWarmPool(), ...parts.group };
  const view = aGroupView({ ...parts, instances: [...live(), ...pool], group });
  const decision = planWarmPool(deepFreeze(view));
  return {
    launched: decision.launches.reduce((sum, { units }) => sum + units, 0),
    ended: decision.terminations.map(({ instance }) => instance.id),
    decision,
  };
}

describe("filling and draining", () => {
  test("what is missing is launched into the pool, those on their way counted", () => {
    const { launched, ended, decision } = plan([
      ...warm(undefined, 1),
      ...warm(undefined, 1, "warmedPending"),
    ]);
    expect({ launched, ended }).toEqual({ launched: 1, ended: [] });
    expect(decision.launches[0]).toMatchObject({ isIntoWarmPool: true, purpose: "scaling" });
  });

  test("instances that are ending in the pool do not count", () => {
    expect(plan([...warm(undefined, 2), ...warm(undefined, 1, "leaving")]).launched).toBe(1);
  });

  test("a full pool needs nothing, and its put is told of no more", () => {
    const { launched, ended, decision } = plan(warm(undefined, 3));
    expect({ launched, ended }).toEqual({ launched: 0, ended: [] });
    expect(decision.changes).toEqual([]);
    const told = plan(warm(undefined, 3), { group: { warmPool: aWarmPool({}, "A put.") } });
    expect(told.decision.changes).toEqual([{ type: "WarmPoolFilled", group: "web" }]);
  });

  test("the one launched last goes when there are too many", () => {
    const pool = warm(undefined, 5);
    const { launched, ended } = plan(pool);
    expect({ launched, ended }).toEqual({ launched: 0, ended: [pool[4]?.id, pool[3]?.id] });
  });

  test("nothing goes that the group is about to take", () => {
    expect(plan(warm(undefined, 3), { group: { desiredCapacity: 4 } }).ended).toEqual([]);
  });

  test.each([
    ["Launch", 1, 0],
    ["Terminate", 5, 0],
  ] as const)("%s suspended: nothing happens", (process, size, count) => {
    const suspendedProcesses = new Map([[process, now]]);
    const { launched, ended } = plan(warm(undefined, size), { group: { suspendedProcesses } });
    expect(launched + ended.length).toBe(count);
  });

  test("G-073 G-155 a reaction time or the pause after a failed launch is waited for", () => {
    const { launched, decision } = plan([], { group: { scalingNotBefore: now + 5000 } });
    expect({ launched, wakeAt: decision.wakeAt }).toEqual({ launched: 0, wakeAt: now + 5000 });
  });

  test("R-142 while a refresh runs its ceiling holds for the pool too", () => {
    const refresh = { preferences: { maxHealthyPercentage: 150 } };
    expect(plan(warm("old", 4), { refresh }).ended).toHaveLength(0);
    expect(plan(warm("old", 5), { refresh }).ended).toHaveLength(1);
  });

  test("G-092 causes tell of the put, or of the latest change of the desired capacity", () => {
    const capacityChange = { sentence: "A change.", isProtectionReported: false };
    const group = { capacityChange, warmPool: aWarmPool({}, "A put.") };
    expect(plan([], { group }).decision.launches[0]?.cause).toMatch(
      /^A put\. {2}At .* from 0 to 3\.$/,
    );
    const later = { capacityChange, warmPool: aWarmPool() };
    expect(plan([], { group: later }).decision.launches[0]?.cause).toMatch(/^A change\. {2}At /);
  });
});

describe("ending", () => {
  const group = { warmPool: { ...aWarmPool(), isPendingDelete: true } };

  test("all instances of a deleted pool end, but none of the group", () => {
    const pool = [...warm(undefined, 1), ...warm(undefined, 1, "warmedPending")];
    const { ended, launched } = plan([...pool, ...warm(undefined, 1, "leaving")], { group });
    expect({ ended: [...ended].sort(), launched }).toEqual({
      ended: pool.map(({ id }) => id).sort(),
      launched: 0,
    });
  });

  test("the pool goes with its last instance", () => {
    expect(plan(warm(undefined, 1, "leaving"), { group }).decision.changes).toEqual([]);
    expect(plan([], { group }).decision.changes).toEqual([
      { type: "WarmPoolDeleted", group: "web" },
    ]);
  });

  test("G-321 an empty pool is there for a while", () => {
    const goneNotBefore = now + 3000;
    const { decision } = plan([], { group: { warmPool: { ...group.warmPool, goneNotBefore } } });
    expect(decision).toMatchObject({ changes: [], wakeAt: goneNotBefore });
  });

  test("G-167 a group in deletion ends its pool with the rest", () => {
    expect(plan(warm(undefined, 1), { group: { deletionBegunAt: now } }).ended).toEqual([]);
  });
});
