/** The order of the rules: for each pair of neighbours a view that tells them apart. */
import { describe, expect, test } from "vitest";
import type { InstanceRefresh } from "../../src/domain/instance-refresh.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import { planRefresh } from "../../src/planner/plan.ts";
import { firstDecision, type Rule, rules } from "../../src/planner/rules.ts";
import type { RefreshView } from "../../src/planner/view.ts";
import { alarmedRegion } from "../support/alarm-builders.ts";
import {
  aGroupView,
  aRegion,
  aView,
  deepFreeze,
  instances,
  now,
  rollingBack,
  templateSource,
  type ViewParts,
} from "../support/builders.ts";
import { aWarmPool, warm } from "../support/warm-builders.ts";

const hour = 3_600_000;
const day = 24 * hour;
const suspended = (process: "InstanceRefresh" | "Launch") => ({
  suspendedProcesses: new Map([[process, now]]),
});
const old = () => instances("old", "ready", 4);
const updated = () => instances("updated", "ready", 4);
const watched = { preferences: { alarms: ["cpu"] } };

/** The live part is done, the warm pool is not. */
function withPool(): ViewParts {
  return {
    instances: [...updated(), ...warm("old", 2)],
    group: { desiredCapacity: 4, maxSize: 6, warmPool: aWarmPool() },
  };
}

/** Nothing can be replaced, and nothing was for an hour. */
function stuckForAnHour(): ViewParts {
  return {
    instances: instances("old", "ready", 3, { protectedFromScaleIn: true }),
    refresh: { lastProgressAt: now - hour },
  };
}

/** A view to which both rules answer, and the first must be heard. */
const ordered: readonly [first: string, second: string, why: string, view: ViewParts][] = [
  [
    "giveUpOnAlarm",
    "pauseWhileSuspended",
    "R-183 an alarm is heard although InstanceRefresh is suspended",
    {
      instances: old(),
      refresh: watched,
      region: alarmedRegion({ cpu: "ALARM" }),
      group: suspended("InstanceRefresh"),
    },
  ],
  [
    "pauseWhileSuspended",
    "giveUpAfterFourteenDays",
    "R-200 a suspended refresh does not fail",
    {
      instances: old(),
      refresh: { startTime: now - 15 * day },
      group: suspended("InstanceRefresh"),
    },
  ],
  [
    "giveUpAfterFourteenDays",
    "followMovingVersion",
    "R-178 a refresh to a moving version ends after 14 days too",
    {
      instances: old(),
      refresh: { startTime: now - 15 * day, desiredConfiguration: templateSource("$Latest") },
    },
  ],
  [
    "followMovingVersion",
    "bake",
    "R-117 the version is resolved again although the bake time is over",
    {
      instances: updated(),
      refresh: {
        status: "Baking",
        pausedUntil: now,
        desiredConfiguration: templateSource("$Latest"),
        preferences: { bakeTimeSeconds: 60 },
      },
    },
  ],
  [
    "bake",
    "stopAtCheckpoint",
    "R-181 the bake time is no checkpoint delay",
    {
      instances: updated(),
      refresh: {
        status: "Baking",
        pausedUntil: now,
        preferences: { checkpointPercentages: [50, 100], bakeTimeSeconds: 60 },
      },
    },
  ],
  [
    "stopAtCheckpoint",
    "complete",
    "R-161 the delay is waited for although nothing is left",
    {
      instances: updated(),
      refresh: {
        pausedUntil: now + 1,
        passedCheckpointPercentage: 50,
        preferences: { checkpointPercentages: [50, 100] },
      },
    },
  ],
  [
    "waitForAlarmData",
    "replaceRootVolumes",
    "R-184 nothing is replaced without the alarm's data",
    {
      instances: old(),
      refresh: { ...watched, strategy: "ReplaceRootVolume" },
      region: alarmedRegion({}),
    },
  ],
  [
    "complete",
    "waitForAlarmData",
    "R-164 R-184 after its last checkpoint below 100 it needs no alarm's data, and replaces nothing",
    {
      region: alarmedRegion({}),
      instances: [...instances("old", "ready", 3), ...instances("updated", "ready", 2)],
      group: { desiredCapacity: 4 },
      refresh: {
        passedCheckpointPercentage: 50,
        preferences: {
          alarms: ["cpu"],
          checkpointPercentages: [50],
          minHealthyPercentage: 100,
          maxHealthyPercentage: 125,
        },
      },
    },
  ],
  [
    "replaceWarmPool",
    "giveUpAfterOneHour",
    "R-205 after the live instances the warm pool is replaced, however late it is",
    { ...withPool(), refresh: { lastProgressAt: now - hour } },
  ],
  [
    "giveUpAfterOneHour",
    "waitForInstances",
    "R-176 an hour without progress is not waited out again",
    stuckForAnHour(),
  ],
];

/** Neighbours that never answer to the same view, whatever their order. */
const exclusive: readonly [first: string, second: string, parts?: ViewParts][] = [
  ["pickUp", "settleCancellation"],
  ["settleCancellation", "beginRollback"],
  ["replaceRootVolumes", "replaceNextInstances"],
  ["replaceNextInstances", "replaceWarmPool"],
  ["beginRollback", "giveUpOnAlarm", { region: alarmedRegion({ cpu: "ALARM" }) }],
];

const position = (name: string) => rules.findIndex((rule) => rule.name === name);
const ruleNamed = (name: string) => rules[position(name)] as Rule;

function firstOf(list: readonly Rule[], view: RefreshView): string | undefined {
  return list.find((rule) => rule.decide(view) !== undefined)?.name;
}

test("every pair of neighbours is told apart or shown to be exclusive", () => {
  const neighbours = rules.slice(1).map((rule, index) => `${rules[index]?.name} ${rule.name}`);
  const told = [...ordered, ...exclusive].map(([first, second]) => `${first} ${second}`);
  expect(told.sort()).toEqual(neighbours.sort());
});

describe.each(ordered)("R-290 %s comes before %s", (first, second, why, parts) => {
  test(why, () => {
    expect(firstOf(rules, aView(parts))).toBe(first);
  });

  test(`the swapped list would answer with ${second}`, () => {
    const swapped = [...rules];
    const at = position(first);
    swapped.splice(at, 2, ruleNamed(second), ruleNamed(first));
    expect(firstOf(swapped, aView(parts))).toBe(second);
  });
});

const active: readonly RefreshStatus[] = [
  "Pending",
  "InProgress",
  "Baking",
  "Cancelling",
  "RollbackInProgress",
];

test.each(exclusive)("R-290 %s and %s never both answer", (first, second, parts) => {
  const earlier = rules.slice(0, position(first));
  const views = active
    .flatMap((status) => [
      { status, startTime: now - 15 * day, ...watched },
      { status, strategy: "Rolling" as const },
      { status, strategy: "ReplaceRootVolume" as const },
    ])
    .flatMap((refresh) => [
      aView({ instances: old(), refresh, ...parts }),
      aView({ ...withPool(), refresh, ...parts }),
    ])
    .filter((view) => firstOf(earlier, view) === undefined);
  const answers = views.map((view) =>
    [first, second].filter((name) => ruleNamed(name).decide(view) !== undefined),
  );
  expect(answers.filter((both) => both.length > 1)).toEqual([]);
  expect(new Set(answers.flat())).toEqual(new Set([first, second]));
});

test("R-290 every rule has a name of its own and a sentence", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { says } of rules) expect(says).toMatch(/^[$A-Z].+\.$/);
});

/** One view for each rule, and those of the order above. */
const stories: ViewParts[] = [
  ...ordered.map(([, , , parts]) => parts),
  {
    instances: old(),
    refresh: { status: "Pending", requestedAt: now - 5000, preferences: { skipMatching: true } },
  },
  { instances: old(), refresh: { status: "Pending", requestedAt: now - 4999 } },
  { instances: old(), refresh: { status: "Cancelling" } },
  { instances: old(), refresh: { startTime: now - 14 * day } },
  { instances: updated(), refresh: { preferences: { bakeTimeSeconds: 60 } } },
  {
    instances: [...old(), ...updated()],
    refresh: { preferences: { checkpointPercentages: [50] } },
  },
  { instances: [...old(), ...updated()], refresh: rollingBack },
  { instances: instances("old", "ready", 3, { protectedFromScaleIn: true }) },
];

test.each(stories.map((parts, index) => ({ parts, index })))(
  "R-290 the decision about view $index has the name of a rule",
  ({ parts }) => {
    const { rule } = firstDecision(aView({ ...parts, refresh: parts.refresh ?? {} }));
    expect(rules.map(({ name }) => name)).toContain(rule);
  },
);

test.each(stories.map((parts, index) => ({ parts, index })))(
  "R-294 planning view $index again gives the same decision, and alters nothing it is given",
  ({ parts }) => {
    const view = deepFreeze(aGroupView({ ...parts, refresh: parts.refresh ?? {} }));
    const refresh = view.group.refreshes.at(-1) as InstanceRefresh;
    const decision = planRefresh(view, refresh);
    expect(planRefresh(view, refresh)).toEqual(decision);
    expect(decision.rule).toBe(firstDecision(aView({ ...parts })).rule);
  },
);

test("a frozen view does throw when it is altered", () => {
  const view = deepFreeze(aGroupView({ instances: old(), region: aRegion() }));
  expect(() => view.group.fleet.members.clear()).toThrow("frozen");
  expect(() => Object.assign(view.group, { desiredCapacity: 1 })).toThrow(TypeError);
});
