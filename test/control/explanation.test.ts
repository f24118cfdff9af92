/** What tells of a refresh afterwards: its summary, the journal's filters, and the metrics. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;

beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const finish = () =>
  fleet.post("clock", { until: { group: "web", status: ["Successful", "Failed", "Cancelled"] } });
const newest = async () => (await fleet.get("groups/web/refreshes")).body.refreshes.at(-1);

describe("the summary of a refresh", () => {
  test("tells how low and how high capacity went", async () => {
    await fleet.call("StartInstanceRefresh", carefully);
    await finish();
    const { status, summary } = await newest();
    expect(status).toBe("Successful");
    expect(summary.lowestReady).toMatchObject({ units: 11, desired: 12, percentage: 91.67 });
    expect(summary.lowestInService.units).toBe(11);
    expect(summary.highestTotal.units).toBe(12);
    expect([summary.launches, summary.terminations, summary.failedLaunches]).toEqual([12, 12, 0]);
    expect(summary.batchCount).toBe(12);
    expect(summary.batches.every(({ stops }: { stops: number }) => stops === 1)).toBe(true);
  });

  test("with launches first, total capacity goes up instead", async () => {
    const preferences = {
      "Preferences.MinHealthyPercentage": "100",
      "Preferences.MaxHealthyPercentage": "125",
    };
    await fleet.call("StartInstanceRefresh", preferences);
    await finish();
    const { summary } = await newest();
    expect(summary.lowestReady.percentage).toBe(100);
    expect(summary.highestTotal).toMatchObject({ units: 15, percentage: 125 });
  });

  test("is what an onlooker sees who looks at every instant", async () => {
    await fleet.call("StartInstanceRefresh", carefully);
    const inService: number[] = [];
    for (;;) {
      const { body } = await fleet.post("clock", { advance: "next" });
      const shown = await fleet.call("DescribeAutoScalingGroups");
      inService.push(shown.split("<LifecycleState>InService<").length - 1);
      if ((await newest()).endTime !== null || !body.reached) break;
    }
    const { summary } = await newest();
    expect(inService.length).toBeGreaterThan(50);
    expect(summary.lowestInService.units).toBe(Math.min(...inService));
  });

  test("adds up the time in each status, up to now while it is active", async () => {
    await fleet.call("StartInstanceRefresh", carefully);
    await fleet.post("clock", { advance: "10m" });
    const running = await newest();
    expect(running.summary.secondsInStatus).toEqual({ Pending: 5, InProgress: 595 });
    await fleet.call("CancelInstanceRefresh");
    await finish();
    const { startTime, endTime, summary } = await newest();
    const { Pending, InProgress, Cancelling } = summary.secondsInStatus;
    expect(Pending).toBe(5);
    expect(InProgress + Cancelling).toBe((Date.parse(endTime) - Date.parse(startTime)) / 1000);
  });

  test("one can be asked for by its id; one that the world file brought has none", async () => {
    await fleet.call("StartInstanceRefresh", carefully);
    const { id } = await newest();
    const { body } = await fleet.get(`groups/web/refreshes/${id}`);
    expect(body).toMatchObject({ group: "web", id, status: "Pending" });
    expect(body.summary).toMatchObject({ lowestReady: null, batchCount: 0, launches: 0 });
    const all = (await fleet.get("groups/web/refreshes")).body.refreshes;
    expect(all[0]).toMatchObject({ summary: null });
  });

  test("unknown names are 404, unknown parameters 400 with what is accepted", async () => {
    expect((await fleet.get("groups/web/refreshes/none")).status).toBe(404);
    expect((await fleet.get("groups/nobody/refreshes")).status).toBe(404);
    const { status, body } = await fleet.get("groups/web/refreshes?colour=red");
    expect([status, body.accepted]).toEqual([400, expect.arrayContaining(["?region=us-east-1"])]);
  });
});

describe("the journal", () => {
  const lines = async (query: string) =>
    (await fleet.get(`journal${query}`)).text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  beforeEach(async () => {
    await fleet.call("StartInstanceRefresh", carefully);
    await finish();
  });

  test("of one refresh is all that happened in its group meanwhile", async () => {
    const { id } = await newest();
    await fleet.call("SetDesiredCapacity", { DesiredCapacity: "13" });
    await fleet.post("clock", { advance: "10m" });
    const [first, ...rest] = await lines(`?refresh=${id}`);
    expect(first).toMatchObject({ cause: "StartInstanceRefresh", type: "RefreshStarted" });
    expect(rest.some(({ type }) => type === "InstanceTerminated")).toBe(true);
    expect(rest.some(({ cause }) => cause === "SetDesiredCapacity")).toBe(false);
    expect((await fleet.get("journal?refresh=none")).status).toBe(404);
  });

  test("of some types, and from a time on", async () => {
    const changes = await lines("?type=RefreshStatusChanged,CheckpointReached&group=web");
    expect(changes.map(({ to, percentage }) => to ?? percentage)).toEqual(
      expect.arrayContaining(["InProgress", 50, "Successful"]),
    );
    const last = changes.at(-1).at;
    const late = await lines(`?since=${last}`);
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ at }) => at >= last)).toBe(true);
  });

  test("as text is sentences, below their day", async () => {
    const { text } = await fleet.get("journal?form=text&type=CheckpointReached");
    expect(text).toMatch(
      /^2026-03-01\n\d\d:\d\d:\d\d {2}web {2}the refresh reaches its checkpoint of 50 %[^\n]*\n/,
    );
  });
});

test("the death of a Pending instance is told with EC2's reason, and stops nothing", async () => {
  const reason = "Client.VolumeLimitExceeded";
  await fleet.post("faults", { kind: "launch", group: "web", terminationReason: reason });
  await fleet.call("StartInstanceRefresh", carefully);
  expect(await fleet.post("clock", { advance: "1m" })).toMatchObject({ status: 200 });
  const { text } = await fleet.get("journal?type=LaunchDied&form=text");
  expect(text).toMatch(/i-\w+ dies while it is Pending: Volume limit exceeded\n/);
});

test("metrics count requests, instances, refreshes and virtual time", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  await expect(fleet.call("StartInstanceRefresh", carefully)).rejects.toThrow("InProgress");
  await fleet.post("clock", { advance: "1m" });
  const { status, text } = await fleet.get("metrics");
  expect(status).toBe(200);
  const value = (series: string) =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${series} `))
        ?.split(" ")
        .at(-1),
    );
  const asked = 'service="autoscaling",action="StartInstanceRefresh"';
  const refused = 'outcome="InstanceRefreshInProgress"';
  expect(value(`asg_local_request_seconds_count{${asked},outcome="200"}`)).toBe(1);
  expect(value(`asg_local_request_seconds_count{${asked},${refused}}`)).toBe(1);
  expect(value(`asg_local_request_seconds_bucket{${asked},outcome="200",le="+Inf"}`)).toBe(1);
  expect(text).toContain("# TYPE asg_local_request_seconds histogram");
  const home = 'account="000000000000",region="us-east-1"';
  expect(value(`asg_local_groups{${home}}`)).toBe(1);
  expect(value(`asg_local_instances{${home},lifecycle_state="InService"}`)).toBe(12);
  expect(value('asg_local_instance_refreshes{status="InProgress"}')).toBe(1);
  expect(value('asg_local_instance_refreshes{status="Failed"}')).toBe(0);
  expect(value("asg_local_active_instance_refreshes")).toBe(1);
  expect(value("asg_local_virtual_time_seconds")).toBe(Date.parse("2026-03-01T12:01:00Z") / 1000);
  expect(value("asg_local_queued_events")).toBeGreaterThan(0);
});
