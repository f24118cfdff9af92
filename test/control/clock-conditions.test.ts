/** Time that goes on until something is so: it stops there exactly, and tells what happened. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;

beforeEach(async () => {
  fleet = await serveWebFleet();
  await fleet.call("StartInstanceRefresh", carefully);
});
afterEach(() => fleet.server.close());

const until = (condition: unknown, atMost?: string) =>
  fleet.post("clock", { until: condition, ...(atMost && { atMost }) });
const statusNow = async () => (await fleet.get("groups/web/refreshes")).body.refreshes.at(-1);

describe("until a condition", () => {
  test("a status: the clock stops at the change that brought it", async () => {
    const { status, body } = await until({ group: "web", status: ["Successful", "Failed"] });
    expect([status, body.reached, body.mode]).toEqual([200, true, "manual"]);
    const change = body.events.findLast(
      ({ type }: { type: string }) => type === "RefreshStatusChanged",
    );
    expect(change).toMatchObject({ to: "Successful", at: body.now });
    expect(body.events).toHaveLength(body.eventCount);
    expect(await statusNow()).toMatchObject({ status: "Successful", endTime: body.now });
  });

  test("a checkpoint: its delay begins at the time of the answer", async () => {
    const { body } = await until({ group: "web", checkpoint: 50 }, "6h");
    expect(body.reached).toBe(true);
    const [last] = body.events.filter(({ type }: { type: string }) => type === "CheckpointReached");
    const delayEnds = new Date(Date.parse(body.now) + 600_000).toISOString();
    expect(last).toMatchObject({ percentage: 50, at: body.now, pausedUntil: delayEnds });
    expect((await statusNow()).percentageComplete).toBe(50);
  });

  test("a lifecycle state of so many instances, and not an event later", async () => {
    const terminating = { group: "web", lifecycleState: "Terminating", count: 1 };
    const { body } = await until(terminating);
    expect(body.reached).toBe(true);
    const begun = body.events.filter(({ type }: { type: string }) => type === "TerminationStarted");
    expect(begun.map(({ at }: { at: string }) => at)).toEqual([body.now]);
    const all = await until({ group: "web", lifecycleState: "InService", count: 12 });
    const entered = all.body.events.at(-1).at;
    expect([all.body.reached, all.body.now]).toEqual([true, entered]);
    const states = [...fleet.emulator.world.regions.values()].flatMap(({ groups }) =>
      [...(groups.get("web")?.fleet.members.values() ?? [])].map((one) => one.lifecycleState),
    );
    expect(states.filter((state) => state === "InService")).toHaveLength(12);
  });

  test("the world at rest, and a group at rest, come at the same time", async () => {
    const { body } = await until("settled");
    expect(body.reached).toBe(true);
    expect((await statusNow()).status).toBe("Successful");
    await fleet.post("reset", {});
    await fleet.call("StartInstanceRefresh", carefully);
    expect((await until({ group: "web", settled: true })).body.now).toBe(body.now);
  });

  test("a group that changes its size is at rest when it has what it wants", async () => {
    await until("settled");
    await fleet.call("SetDesiredCapacity", { DesiredCapacity: "13" });
    const { body } = await until("settled", "1h");
    expect(body.reached).toBe(true);
    const types = body.events.map(({ type }: { type: string }) => type);
    expect(types).toContain("EnteredService");
    expect(types.at(-1)).toBe("HealthSettled");
  });

  test("what is so already takes no time", async () => {
    const { body } = await until({ group: "web", status: ["Pending"] });
    expect(body).toMatchObject({ now: "2026-03-01T12:00:00.000Z", reached: true, eventCount: 0 });
  });

  test("atMost is reached first: the clock is there, and the answer says so", async () => {
    const { status, body } = await until({ group: "web", status: ["Failed"] }, "10m");
    expect([status, body.reached, body.now]).toEqual([200, false, "2026-03-01T12:10:00.000Z"]);
    expect(body.eventCount).toBeGreaterThan(0);
  });

  test("without atMost it waits for 14 days, and an idle world costs nothing", async () => {
    await until("settled");
    const before = Date.parse((await fleet.get("clock")).body.now);
    const started = performance.now();
    const { body } = await until({ group: "web", lifecycleState: "Standby", count: 1 });
    expect(Date.parse(body.now) - before).toBe(14 * 24 * 3_600_000);
    expect([body.reached, body.eventCount]).toEqual([false, 0]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test.each([
    [{ group: "nobody", settled: true }, "no group nobody"],
    [
      { group: "web", settled: true, region: "eu-west-1" },
      "no group web in 000000000000 eu-west-1",
    ],
    [{ group: "web", checkpoint: 40 }, "has no checkpoint 40; it has 50, 100"],
  ])("%j cannot come to be and is refused", async (condition, why) => {
    const { status, body } = await until(condition);
    expect([status, body.error]).toEqual([400, expect.stringContaining(why)]);
    expect(body.accepted.length).toBeGreaterThan(5);
    expect((await fleet.get("clock")).body.now).toBe("2026-03-01T12:00:00.000Z");
  });
});

describe("to the next event", () => {
  test("each step is one instant at which something changed, and none is left out", async () => {
    const seen: number[] = [];
    for (let step = 0; step < 30; step += 1) {
      const { body } = await fleet.post("clock", { advance: "next" });
      expect(body.reached).toBe(true);
      expect(body.events.every(({ at }: { at: string }) => at === body.now)).toBe(true);
      seen.push(...body.events.map(({ sequence }: { sequence: number }) => sequence));
    }
    expect(seen).toEqual(seen.map((_, at) => (seen[0] ?? 0) + at));
  });

  test("it tells when there is none until atMost", async () => {
    await until("settled");
    const { body } = await fleet.post("clock", { advance: "next", atMost: "1h" });
    expect([body.reached, body.eventCount]).toEqual([false, 0]);
  });
});

test("a clock that runs jumps to the event and runs on from there", async () => {
  await fleet.server.close();
  fleet = await serveWebFleet({ clock: "realtime", speed: 0.001 });
  await fleet.call("StartInstanceRefresh", carefully);
  const { body } = await until({ group: "web", status: ["Successful"] });
  expect([body.mode, body.reached, body.now]).toEqual(["realtime", true, body.events.at(-1).at]);
});

test("the story is the one that a single long step tells", async () => {
  const { body } = await until({ group: "web", status: ["Successful"] });
  await fleet.post("reset", {});
  await fleet.call("StartInstanceRefresh", carefully);
  const whole = await fleet.post("clock", { until: body.now });
  expect(body.events).toEqual(whole.body.events);
});
