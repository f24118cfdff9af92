/** Which instances come out of the warm pool, and which go back into it. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import type { LaunchOrder } from "../../src/planner/decision.ts";
import { planScaling } from "../../src/planner/scaling.ts";
import { drawOnWarmPool } from "../../src/planner/warm-pool-moves.ts";
import {
  aGroup,
  aGroupView,
  aRefresh,
  deepFreeze,
  instances,
  templateSource,
  zones,
} from "../support/builders.ts";
import { aWarmPool, warm } from "../support/warm-builders.ts";

const order = (units: number, purpose: LaunchOrder["purpose"] = "scaling"): LaunchOrder => ({
  units,
  isAtMost: false,
  purpose,
  cause: "A cause.",
});

function draw(
  members: readonly Instance[],
  orders: readonly LaunchOrder[],
  refresh?: { status: RefreshStatus; desired: boolean },
) {
  const group = aGroup(members, { warmPool: aWarmPool() });
  if (refresh !== undefined) {
    const { desiredConfiguration: _, ...built } = aRefresh({ status: refresh.status });
    const desired = refresh.desired ? { desiredConfiguration: templateSource("2") } : {};
    group.refreshes.push({ ...built, ...desired });
  }
  const { moves, launches } = drawOnWarmPool(deepFreeze(group), orders);
  return {
    moved: moves.map(({ instance }) => instance.id),
    launched: launches.map(({ units, purpose }) => `${units} ${purpose}`),
  };
}

const ids = (members: readonly Instance[]) => members.map(({ id }) => id);

describe("out of the pool", () => {
  test("the oldest first, and what the pool lacks is launched", () => {
    const pool = warm(undefined, 2);
    expect(draw(pool, [order(3)])).toEqual({ moved: ids(pool), launched: ["1 scaling"] });
    expect(draw(pool, [order(1)])).toEqual({ moved: ids(pool).slice(0, 1), launched: [] });
  });

  test("only instances at rest and healthy", () => {
    const sick = warm(undefined, 1, "warmed", { healthStatus: "Unhealthy" });
    const pool = [
      ...warm(undefined, 1, "warmedPending"),
      ...warm(undefined, 1, "leaving"),
      ...sick,
    ];
    expect(draw(pool, [order(2)])).toEqual({ moved: [], launched: ["2 scaling"] });
  });

  test("into the zone with fewest live instances, first by name", () => {
    const [a, b] = zones;
    const inA = warm(undefined, 2, "warmed", { availabilityZone: a });
    const inB = warm(undefined, 2, "warmed", { availabilityZone: b });
    const live = instances(undefined, "ready", 1, { availabilityZone: a });
    const [a1, a2] = ids(inA);
    const [b1, b2] = ids(inB);
    expect(draw([...live, ...inA, ...inB], [order(4)]).moved).toEqual([b1, a1, b2, a2]);
  });

  test("R-206 health replacements too, but not those of a refresh", () => {
    const pool = warm(undefined, 2);
    const orders = [order(1, "health"), order(1, "refresh"), order(2)];
    const expected = { moved: ids(pool), launched: ["1 refresh", "1 scaling"] };
    expect(draw(pool, orders)).toEqual(expected);
  });

  test("R-141 units are counted by weight", () => {
    const pool = warm(undefined, 2, "warmed", { weight: 2 });
    expect(draw(pool, [order(3)])).toEqual({ moved: ids(pool), launched: [] });
  });

  const [old, updated, matching, restored] = (
    ["old", "updated", "matching", "restored"] as const
  ).map((role) => warm(role, 1)) as [Instance[], Instance[], Instance[], Instance[]];
  const all = [...old, ...updated, ...matching, ...restored];

  test.each([
    ["R-188", "InProgress", true, [...updated, ...matching]],
    ["R-181", "Baking", true, [...updated, ...matching]],
    ["R-221", "RollbackInProgress", true, [...matching, ...old, ...restored]],
    ["R-231", "Cancelled", true, [...updated, ...matching, ...old, ...restored]],
    ["R-112", "InProgress", false, [...updated, ...matching, ...old, ...restored]],
  ] as const)(
    "%s a refresh that is %s, with a target of its own: %s",
    (_, status, desired, usable) => {
      expect(draw(all, [order(4)], { status, desired }).moved).toEqual(ids(usable));
    },
  );
});

describe("ReuseOnScaleIn", () => {
  const scaleIn = (reuseOnScaleIn: boolean | undefined, isPendingDelete = false) => {
    const members = instances(undefined, "ready", 3);
    const warmPool = { ...aWarmPool({ reuseOnScaleIn }), isPendingDelete };
    const view = aGroupView({ instances: members, group: { desiredCapacity: 2, warmPool } });
    const { terminations, moves } = planScaling(deepFreeze(view));
    return { ended: terminations.length, returned: moves.map(({ to }) => to) };
  };

  test.each([
    [true, { ended: 0, returned: ["warmPool"] }],
    [false, { ended: 1, returned: [] }],
    [undefined, { ended: 1, returned: [] }],
  ] as const)("%s", (isReused, expected) => {
    expect(scaleIn(isReused)).toEqual(expected);
  });

  test("not into a pool that is being deleted", () => {
    expect(scaleIn(true, true)).toEqual({ ended: 1, returned: [] });
  });

  test("G-081 an unhealthy instance ends all the same", () => {
    const sick = instances(undefined, "unhealthy", 1);
    const warmPool = aWarmPool({ reuseOnScaleIn: true });
    const view = aGroupView({ instances: sick, group: { desiredCapacity: 1, warmPool } });
    expect(planScaling(view)).toMatchObject({ terminations: [{ purpose: "health" }], moves: [] });
  });
});
