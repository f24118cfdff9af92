/** The facts of two instance refreshes in words, and where both are the same. */
import { expect, test } from "vitest";
import { type Compared, factsOf, preferencesThatDiffer } from "../../src/console/compare/facts.ts";
import { emptyChart } from "../../src/console/refresh/course.ts";

const began = "2026-03-01T12:00:00Z";
const after = (seconds: number) => new Date(Date.parse(began) + seconds * 1000).toISOString();

const extreme = (units: number, seconds: number) => ({
  units,
  desired: 12,
  percentage: Math.round((units / 12) * 100),
  at: after(seconds),
});

/** It took this long, went down to so many, and reached its checkpoint after two minutes. */
function compared(seconds: number, lowest: number, changes: Partial<Compared> = {}): Compared {
  const summary = {
    lowestReady: extreme(lowest, 60),
    lowestInService: extreme(lowest, 60),
    highestTotal: extreme(13, 90),
    secondsInStatus: { Pending: 0, InProgress: seconds },
    batchCount: 12,
    batches: [],
    decisionCount: 20,
    launches: 12,
    failedLaunches: 0,
    terminations: 12,
    replacedRootVolumes: 0,
  };
  const status = "Successful";
  return {
    refresh: {
      InstanceRefreshId: `took-${seconds}`,
      Status: status,
      StartTime: began,
      EndTime: after(seconds),
      PercentageComplete: 100,
      Preferences: { MinHealthyPercentage: 90, CheckpointPercentages: [50] },
    },
    target: "web version 2",
    figures: { summary },
    marks: [{ at: after(120), kind: "checkpoint", percentage: 50 }],
    course: {
      ...emptyChart(),
      at: [0, 3600],
      desired: [12, 12],
      ready: [lowest, 12],
      total: [13, 12],
    },
    ...changes,
  };
}

const differences = (a: Compared, b: Compared) =>
  factsOf([a, b]).flatMap(({ name, difference }) =>
    difference === "" ? [] : [`${name}: ${difference}`],
  );

test("what is the same in both differs in nothing (C-29)", () => {
  const rows = factsOf([compared(600, 11), compared(600, 11)]);
  expect(rows.filter(({ difference }) => difference !== "")).toEqual([]);
  expect(rows.every(({ values: [a, b] }) => a === b)).toBe(true);
  expect(preferencesThatDiffer([compared(600, 11), compared(600, 11)])).toEqual([]);
});

test("differences are told in words, from A to B (C-29)", () => {
  const a = compared(600, 11);
  expect(differences(a, compared(690, 9))).toEqual([
    "Took: B 1 min 30 s longer",
    "In progress for: B 1 min 30 s longer",
    "Lowest ready: B 2 lower",
    "Lowest in service: B 2 lower",
    "Ready below desired: B 2 unit-hours more",
  ]);
  expect(differences(compared(690, 9), a)[0]).toBe("Took: B 1 min 30 s shorter");
});

test("capacity above and below the desired is summed over time (C-29)", () => {
  const values = factsOf([compared(600, 11), compared(600, 9)]);
  const named = (name: string) => values.find((row) => row.name === name)?.values;
  expect(named("Total above desired")).toEqual(["1 unit-hours", "1 unit-hours"]);
  expect(named("Ready below desired")).toEqual(["1 unit-hours", "3 unit-hours"]);
});

test("what goes on, never began, or has no figures is told so (C-29)", () => {
  const a = compared(600, 11);
  const { EndTime: _, ...open } = a.refresh;
  const running = compared(600, 11, { refresh: { ...open, Status: "InProgress" }, marks: [] });
  const rows = factsOf([running, compared(600, 11, { figures: undefined, course: emptyChart() })]);
  const named = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(named("Took")).toEqual(["1 h so far", "10 min"]);
  expect(named("Checkpoint 50 % reached")).toEqual(["not reached", "at 0:02:00"]);
  expect(named("Lowest ready")).toEqual(["11 (92 %) at 0:01:00", "—"]);
  expect(named("Total above desired")).toEqual(["1 unit-hours", "—"]);
  const { StartTime: __, ...waiting } = open;
  const pending = compared(600, 11, { refresh: { ...waiting, Status: "Pending" } });
  expect(factsOf([pending, a]).find(({ name }) => name === "Took")?.values[0]).toBe("not started");
});

test("of the preferences only those that differ are listed, in words (C-29)", () => {
  const a = compared(600, 11);
  const Preferences = { MinHealthyPercentage: 50, AutoRollback: true, CheckpointPercentages: [50] };
  const b = compared(600, 11, { refresh: { ...a.refresh, Preferences } });
  expect(preferencesThatDiffer([a, b])).toEqual([
    { name: "Min healthy", values: ["90 %", "50 %"], difference: "differs" },
    { name: "Auto rollback", values: ["not set", "on"], difference: "differs" },
  ]);
});
