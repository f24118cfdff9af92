/** Ruling out candidates by arithmetic changes no advice, and no plan beats its own lower bound. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { bestOf, type Tried } from "../../src/preview/advice.ts";
import { candidates, type Limits, playingOrder } from "../../src/preview/candidates.ts";
import { costsOf } from "../../src/preview/costs.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { planDescribed } from "../../src/preview/run-plan.ts";
import { GivenUp, type Judge, judgeBy } from "../../src/preview/trial.ts";
import { tryWith } from "../../src/preview/trials.ts";

type Members = Readonly<Record<string, unknown>>;

const often = (value: unknown, others: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others });

const anyGroup = fc.record({
  size: fc.integer({ min: 0, max: 24 }),
  availabilityZones: fc.constantFrom(["us-east-1a"], ["us-east-1a", "us-east-1b"]),
  matchingInstances: often(0, fc.integer({ min: 0, max: 3 })),
  protectedInstances: often(0, fc.integer({ min: 0, max: 2 })),
  standbyInstances: often(0, fc.integer({ min: 0, max: 2 })),
  hooks: often(
    [],
    fc.constantFrom(
      [{ name: "ready", transition: "launching", timeoutSeconds: 60, defaultResult: "CONTINUE" }],
      [{ name: "last", transition: "terminating", timeoutSeconds: 90 }],
    ),
  ),
  instanceTypes: often([{ type: "t3.micro" }], fc.constant([{ type: "t3.micro", weight: 2 }])),
});

const anyPreferences = fc.record(
  {
    MinHealthyPercentage: fc.constantFrom(50, 66, 90, 100),
    MaxHealthyPercentage: fc.constantFrom(100, 110, 133, 150),
    InstanceWarmup: fc.constantFrom(0, 30, 61, 300),
    CheckpointPercentages: fc.constantFrom([100], [20, 50, 100], [1, 2, 3, 99, 100], [30, 60]),
    CheckpointDelay: fc.constantFrom(0, 60, 600),
    BakeTime: fc.constantFrom(0, 120),
    SkipMatching: fc.boolean(),
    ScaleInProtectedInstances: fc.constantFrom("Ignore", "Refresh"),
    StandbyInstances: fc.constantFrom("Ignore", "Terminate"),
  },
  { requiredKeys: ["MinHealthyPercentage"] },
);

const broken = [{ kind: "launchError", error: "InsufficientInstanceCapacity", times: 2 }];

const anyCase = fc.record(
  {
    describedGroup: anyGroup,
    preferences: anyPreferences,
    timing: often(
      {},
      fc.record(
        {
          profile: fc.constantFrom("aws", "fast", "instant"),
          bootSeconds: fc.constantFrom(0, 7, 33, 100),
          settleSeconds: fc.constantFrom(0, 12, 200),
          terminateSeconds: fc.constantFrom(0, 61),
        },
        { requiredKeys: [] },
      ),
    ),
    min100: fc.constantFrom("terminate-first", "launch-first"),
    behaviors: often([], fc.constant([{ nthLaunch: 2, bootSeconds: 1 }])),
    faults: often([], fc.constant(broken)),
  },
  { requiredKeys: ["describedGroup", "preferences"] },
);

const anyLimits: fc.Arbitrary<Limits> = fc.record(
  {
    mostSeconds: fc.constantFrom(300, 900, 3600),
    leastReady: fc.constantFrom(50, 80, 95),
    mostTotal: fc.constantFrom(100, 120, 150),
  },
  { requiredKeys: [] },
);

function planned(given: Members, preferences: Members, judge?: Judge) {
  try {
    return planDescribed(readPlanRequest({ ...given, preferences }), judge);
  } catch (error) {
    if (error instanceof GivenUp || error instanceof PlanRefusal) return undefined;
    throw error;
  }
}

test("of random groups the best are the same as if none had been ruled out", async () => {
  let ruledOut = 0;
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(anyCase, anyLimits, async (given, limits) => {
      const plan = planned(given, given.preferences);
      if (plan === undefined) return;
      const present: Tried = { preferences: given.preferences, plan };
      // A few, so that many groups are tried; each time others.
      const all = candidates(given.preferences, limits).filter((_, nth) => nth % 4 === 0);
      const found = await tryWith({ candidates: all, present, limits, onTried: () => undefined }, [
        async ({ preferences, earlier, later }) =>
          planned(given, preferences, judgeBy({ ...limits, earlier, later })),
      ]);
      const whole = all.flatMap((preferences) => {
        const its = planned(given, preferences);
        return its === undefined ? [] : [{ preferences, plan: its }];
      });
      ruledOut += whole.length - found.length;
      tried += whole.length;
      expect(bestOf([present, ...found], limits)).toEqual(bestOf([present, ...whole], limits));
    }),
    { numRuns: 60 },
  );
  expect(ruledOut).toBeGreaterThan(tried / 4);
});

test("a refresh that succeeds lasts as long and costs as much as the arithmetic says", () => {
  let told = 0;
  fc.assert(
    fc.property(anyCase, (given) => {
      const bounds: { lasts: number; extra: number }[] = [];
      const plan = planned(given, given.preferences, (samples, left) => {
        const last = samples.at(-1);
        if (last === undefined || left.lasts === 0) return;
        const { extraInstanceHours: before } = costsOf(samples, last.at);
        const lasts = (last.at + left.lasts - (samples[0]?.at ?? 0)) / 1000;
        bounds.push({ lasts, extra: before + left.extra / 3_600_000 });
      });
      if (plan?.status !== "Successful") return;
      told += bounds.length;
      for (const { lasts, extra } of bounds) {
        expect(plan.durationSeconds).toBeGreaterThanOrEqual(lasts);
        expect(plan.extraInstanceHours).toBeGreaterThanOrEqual(extra - 0.0001);
      }
    }),
    { numRuns: 400 },
  );
  expect(told).toBeGreaterThan(400);
});

test("those that beat many are played first, the pauses last", () => {
  const all = candidates({ MinHealthyPercentage: 90, CheckpointPercentages: [50, 100] }, {});
  const order = playingOrder(all);
  expect([...order].sort((a, b) => a - b)).toEqual(all.map((_, nth) => nth));
  const inOrder = order.map((nth) => all[nth]);
  expect(inOrder[0]).toMatchObject({ MinHealthyPercentage: 50, MaxHealthyPercentage: 100 });
  const firstPause = inOrder.findIndex(
    (one) => one !== undefined && "CheckpointPercentages" in one,
  );
  expect(firstPause).toBe(all.length - all.filter((one) => "CheckpointPercentages" in one).length);
});

test("a plan beyond the limits, or one that fails, rules out nobody", async () => {
  const [failed, whole] = ["RollbackFailed", "Successful"].map((status) => {
    const plan = planned({ describedGroup: { size: 4 } }, { MinHealthyPercentage: 50 });
    if (plan === undefined) throw new Error("the plan is refused");
    const isFailed = status !== "Successful";
    return { ...plan, status: status as typeof plan.status, durationSeconds: isFailed ? 1 : 900 };
  });
  const all = candidates({}, {}).slice(0, 2);
  const asked: unknown[] = [];
  await tryWith({ candidates: all, limits: {}, onTried: () => undefined }, [
    ({ earlier, later }) => {
      asked.push([...earlier, ...later]);
      return Promise.resolve(asked.length === 1 ? failed : whole);
    },
  ]);
  expect(asked).toEqual([[], []]);
});
