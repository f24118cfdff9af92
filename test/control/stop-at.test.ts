/** A clock that runs is paused at the instant at which a condition comes true (C-09). */
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

const opened: WebFleet[] = [];
afterEach(() => Promise.all(opened.splice(0).map(({ server }) => server.close())));

async function refreshing(): Promise<WebFleet> {
  const fleet = await serveWebFleet();
  opened.push(fleet);
  await fleet.call("StartInstanceRefresh", carefully);
  return fleet;
}

/** A refresh of an hour takes a tenth of a second. */
const fast = { mode: "realtime", speed: 36_000 };

const stopOf = async ({ get }: WebFleet) => (await get("clock")).body;

const conditions = [
  { group: "web", checkpoint: 50 },
  { group: "web", status: ["Successful", "Failed"] },
  { group: "web", lifecycleState: "Terminating", count: 1 },
  { group: "web", settled: true },
  { event: { "detail-type": ["EC2 Instance Launch Successful"] } },
] as const;

describe("stops where until does", () => {
  test.each(conditions)("%j, though nobody asks meanwhile", async (condition) => {
    const [playing, moved] = [await refreshing(), await refreshing()];
    const { body } = await playing.post("clock", { ...fast, breakAt: condition });
    expect([body.breakAt, body.stopped]).toEqual([condition, null]);
    await pause(600);
    const { now } = (await moved.post("clock", { until: condition })).body;
    expect(playing.pacer.describe()).toMatchObject({ mode: "paused", now: Date.parse(now) });
    expect(await stopOf(playing)).toMatchObject({
      now,
      mode: "paused",
      breakAt: null,
      stopped: { at: now, breakAt: condition },
    });
    expect((await playing.get("journal")).body).toEqual((await moved.get("journal")).body);
  });

  test("and where the first request after it comes late", async () => {
    const [playing, moved] = [await refreshing(), await refreshing()];
    await playing.post("clock", { mode: "realtime", speed: 1_000_000, breakAt: conditions[0] });
    const { now } = (await moved.post("clock", { until: conditions[0] })).body;
    for (;;) {
      const { mode, stopped } = await stopOf(playing);
      if (mode === "realtime") continue;
      expect(stopped.at).toBe(now);
      break;
    }
  });
});

describe("what is wanted", () => {
  test("may come about by a call, and then the clock stands at its time", async () => {
    const fleet = await refreshing();
    const breakAt = { group: "web", status: ["Cancelling"] };
    await fleet.post("clock", { mode: "realtime", speed: 1, breakAt });
    await fleet.call("CancelInstanceRefresh");
    const { now, mode, stopped } = await stopOf(fleet);
    expect([mode, stopped]).toEqual(["paused", { at: now, breakAt }]);
    const { text } = await fleet.get("journal?type=CancelRequested");
    expect(JSON.parse(text)).toMatchObject({ at: now });
  });

  test("is passed by a move, at whose end the clock stands", async () => {
    const fleet = await refreshing();
    await fleet.post("clock", { mode: "realtime", speed: 0.001, breakAt: conditions[0] });
    const { body } = await fleet.post("clock", { advance: "10h" });
    expect(body.mode).toBe("realtime");
    expect(await stopOf(fleet)).toMatchObject({ mode: "paused", stopped: { at: body.now } });
  });

  test("is told until the clock goes on", async () => {
    const fleet = await refreshing();
    await fleet.post("clock", { ...fast, breakAt: conditions[0] });
    await pause(300);
    expect((await stopOf(fleet)).stopped).not.toBeNull();
    const { body } = await fleet.post("clock", { advance: "1s" });
    expect([body.stopped, body.breakAt]).toEqual([null, null]);
  });

  test("is replaced by another one, taken back by null, and forgotten by a reset", async () => {
    const fleet = await refreshing();
    const wanted = async () => (await stopOf(fleet)).breakAt;
    for (const breakAt of [conditions[0], conditions[3], null, conditions[1]]) {
      await fleet.post("clock", { breakAt });
      expect(await wanted()).toEqual(breakAt);
    }
    await fleet.post("reset", {});
    expect(await wanted()).toBeNull();
  });

  test("does not hold the clock once it is taken back", async () => {
    const fleet = await refreshing();
    await fleet.post("clock", { ...fast, breakAt: conditions[1] });
    await fleet.post("clock", { breakAt: null });
    await pause(300);
    const { now, mode } = await stopOf(fleet);
    expect(mode).toBe("realtime");
    expect(Date.parse(now)).toBeGreaterThan(Date.parse("2026-03-01T14:00:00Z"));
  });
});

describe("is refused, and the clock stays as it is", () => {
  test.each([
    [{ breakAt: { group: "nobody", settled: true } }, /no group nobody/],
    [{ breakAt: { group: "web", checkpoint: 60 } }, /has no checkpoint 60/],
    [{ breakAt: { group: "web", status: ["Pending"] } }, /that is so already/],
    [{ breakAt: conditions[0], advance: "1m" }, /breakAt goes alone, or with mode, speed or pause/],
    [{ breakAt: { event: { a: 1 } } }, /Event pattern is not valid/],
    [{ breakAt: {} }, /breakAt/],
  ])("%j", async (request, message) => {
    const fleet = await refreshing();
    const before = await stopOf(fleet);
    const { status, text } = await fleet.post("clock", request);
    expect([status, text]).toEqual([400, expect.stringMatching(message)]);
    expect(await stopOf(fleet)).toEqual(before);
  });
});
