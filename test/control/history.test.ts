/** GET …/history: how capacity went, kept with the refresh and with the group. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { mergedSamples, sampleLength, sampleMembers } from "../../src/domain/capacity-history.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const newest = async () => (await fleet.get("groups/web/refreshes")).body.refreshes.at(-1);

async function historyOf(id: string, query = "") {
  return (await fleet.get(`groups/web/refreshes/${id}/history${query}`)).body;
}

test("has the same extremes as the summary, and each change of the journal's story", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { until: "settled" });
  const { id, summary } = await newest();
  const { samples, marks, isMerged } = await historyOf(id);
  expect(isMerged).toBe(false);
  expect(Math.min(...samples.ready)).toBe(summary.lowestReady.units);
  expect(Math.max(...samples.total)).toBe(summary.highestTotal.units);
  expect([samples.percentage[0], samples.percentage.at(-1)]).toEqual([null, 100]);
  expect([samples.floor.at(-1), samples.ceiling.at(-1)]).toEqual([11, 12]);
  expect(new Set(samples.floor)).toEqual(new Set([null, 11]));
  const kinds = marks.map(({ kind, status, percentage }: Mark) => status ?? percentage ?? kind);
  expect(kinds.filter((kind: unknown) => kind !== "batch")).toEqual([
    "Pending",
    "InProgress",
    50,
    "Successful",
  ]);
  const batches = marks.filter(({ kind }: Mark) => kind === "batch");
  expect(batches).toHaveLength(summary.batchCount);
});

interface Mark {
  readonly kind: string;
  readonly status: string | null;
  readonly percentage: number | null;
}

test("has a sample for each instant with a change, the last of it, and no equal ones", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  const seen: unknown[] = [];
  for (;;) {
    const { capacity, now, refresh } = (await fleet.get("groups/web")).body;
    if (refresh === null) break;
    const last = seen.at(-1) as { capacity: unknown } | undefined;
    if (JSON.stringify(last?.capacity) !== JSON.stringify(capacity)) {
      seen.push({ at: Date.parse(now), capacity });
    }
    await fleet.post("clock", { advance: "next" });
  }
  const { samples } = await historyOf((await newest()).id);
  const told = samples.at.map((at: number, nth: number) => {
    const { at: _, ...columns } = samples;
    const values = Object.entries(columns as Record<string, number[]>);
    return { at, capacity: Object.fromEntries(values.map(([name, all]) => [name, all[nth]])) };
  });
  // The last sample is that of the end, when no refresh is active any more.
  expect(told.slice(0, -1)).toEqual(seen);
});

test("goes on from a time, and stays in a snapshot", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { until: { group: "web", checkpoint: 50 } });
  const { id } = await newest();
  const all = await historyOf(id);
  const since = new Date(all.samples.at[4]).toISOString();
  const later = await historyOf(id, `?since=${since}`);
  expect(later.samples.at).toEqual(all.samples.at.slice(5));
  const other = await serveWebFleet();
  other.pacer.jumpTo(other.emulator.restore(fleet.emulator.snapshot()));
  expect((await other.get(`groups/web/refreshes/${id}/history`)).body).toEqual(all);
  await other.server.close();
});

test("marks cancel, rollback, alarms and faults, and tells the limits", async () => {
  const aws = (service: string, operation: string, input: object) =>
    fleet.post("calls", { service, operation, input });
  await aws("cloudwatch", "PutMetricAlarm", {
    AlarmName: "errors",
    MetricName: "Errors",
    Namespace: "web",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  });
  const setState = (StateValue: string) =>
    aws("cloudwatch", "SetAlarmState", { AlarmName: "errors", StateValue, StateReason: "test" });
  await setState("OK");
  await fleet.post("faults", {
    faults: [
      { kind: "launch", group: "web", launchError: "InsufficientInstanceCapacity", count: 1 },
    ],
  });
  const { status, body } = await aws("autoscaling", "StartInstanceRefresh", {
    AutoScalingGroupName: "web",
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
    Preferences: { AlarmSpecification: { Alarms: ["errors"] }, MinHealthyPercentage: 90 },
  });
  expect([status, body]).toEqual([200, { InstanceRefreshId: expect.any(String) }]);
  await fleet.post("clock", { advance: "10m" });
  const { noProgressLimit, longestLimit } = await historyOf(body.InstanceRefreshId);
  expect([Date.parse(noProgressLimit) > 0, Date.parse(longestLimit) > 0]).toEqual([true, true]);
  await aws("autoscaling", "RollbackInstanceRefresh", { AutoScalingGroupName: "web" });
  await fleet.post("clock", { advance: "2m" });
  await setState("ALARM");
  await fleet.post("clock", { advance: "1m" });
  await aws("autoscaling", "CancelInstanceRefresh", { AutoScalingGroupName: "web" });
  const { marks } = await historyOf(body.InstanceRefreshId);
  const about = marks
    .filter(({ kind }: Mark) => kind !== "batch" && kind !== "status")
    .map(({ kind, about: text }: { kind: string; about: string | null }) => `${kind} ${text}`);
  expect(about).toEqual([
    expect.stringMatching(/^fault launch i-\w+ \(fault-\w+\)$/),
    expect.stringMatching(/^rollback /),
    "alarm errors ALARM",
    "cancel null",
  ]);
});

test("outside a refresh the group has its own", async () => {
  const setSize = async (DesiredCapacity: number) => {
    const input = { AutoScalingGroupName: "web", DesiredCapacity };
    await fleet.post("calls", { service: "autoscaling", operation: "SetDesiredCapacity", input });
    await fleet.post("clock", { advance: "20m" });
  };
  await setSize(10);
  const { samples } = (await fleet.get("groups/web/history")).body;
  expect([samples.desired.at(-1), samples.ready.at(-1)]).toEqual([10, 10]);
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { advance: "10m" });
  expect((await fleet.get("groups/web/history")).body.samples).toEqual(samples);
});

test.each([["points=9"], ["points=4001"], ["since=noon"], ["limit=3"]])(
  "%s is 400",
  async (query) => {
    await fleet.call("StartInstanceRefresh", carefully);
    const { id } = await newest();
    for (const path of [`groups/web/refreshes/${id}/history`, "groups/web/history"]) {
      expect((await fleet.get(`${path}?${query}`)).status).toBe(400);
    }
  },
);

test("an unknown refresh or group is 404", async () => {
  expect((await fleet.get("groups/web/refreshes/none/history")).status).toBe(404);
  expect((await fleet.get("groups/none/history")).status).toBe(404);
});

test("merging keeps the lowest and the highest, in order, whatever is left", () => {
  const count = 5000;
  const samples = Array.from({ length: count }, (_, nth) => {
    const ready = nth === 3217 ? 0 : 500 + ((nth * 7919) % 400);
    const inService = nth === 411 ? 1 : ready + 5;
    const total = nth === 4001 ? 5000 : inService + 20;
    return [nth, 1000, 900, 1100, ready, inService, total, 0, 0, 0, 0];
  }).flat();
  for (const most of [10, 100, 2000]) {
    const merged = mergedSamples(samples, most);
    const column = (name: (typeof sampleMembers)[number]) =>
      merged.filter((_, nth) => nth % sampleLength === sampleMembers.indexOf(name));
    expect(merged.length / sampleLength).toBeLessThanOrEqual(most);
    expect(Math.min(...column("ready"))).toBe(0);
    expect(Math.min(...column("inService"))).toBe(1);
    expect(Math.max(...column("total"))).toBe(5000);
    expect(column("at")).toEqual([...column("at")].sort((a, b) => a - b));
    expect(column("at").at(-1)).toBe(count - 1);
  }
});
