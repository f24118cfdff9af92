/** Nothing stands still: while something long is done, what needs no turn is answered. */
import { afterEach, expect, test } from "vitest";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

const opened: WebFleet[] = [];
afterEach(() => Promise.all(opened.splice(0).map(({ server }) => server.close())));

async function fleet(): Promise<WebFleet> {
  const served = await serveWebFleet();
  opened.push(served);
  return served;
}

/** Something happens each minute, so that days take many slices. */
const eachMinute = {
  ScheduledActionName: "each",
  Recurrence: "* * * * *",
  DesiredCapacity: "9",
} as const;
const longAdvance = { advance: "2d" };

/** The names of what was asked at once, in the order of the answers. */
async function inOrderOfAnswers(asked: Readonly<Record<string, () => Promise<unknown>>>) {
  const order: string[] = [];
  const all = Object.entries(asked).map(([name, ask]) => ask().then(() => order.push(name)));
  await Promise.all(all);
  return order;
}

test("health and metrics are told during a long advance; a call waits for it", async () => {
  const { get, post, call } = await fleet();
  await call("PutScheduledUpdateGroupAction", eachMinute);
  let described = "";
  const order = await inOrderOfAnswers({
    advance: () => post("clock", longAdvance),
    describe: async () => {
      described = await call("DescribeScalingActivities", { MaxRecords: "1" });
    },
    health: () => get("health"),
    ready: () => get("ready"),
    metrics: () => get("metrics"),
  });
  expect(order.slice(0, 3).sort()).toEqual(["health", "metrics", "ready"]);
  expect(order.slice(3)).toEqual(["advance", "describe"]);
  expect((await get("clock")).body.now).toBe("2026-03-03T12:00:00.000Z");
  const again = await call("DescribeScalingActivities", { MaxRecords: "1" });
  const activity = /<ActivityId>.*?<\/ActivityId>/;
  expect(activity.exec(described)?.[0]).toBe(activity.exec(again)?.[0]);
});

test("a condition is waited for in slices too", async () => {
  const { get, post, call } = await fleet();
  await call("PutScheduledUpdateGroupAction", eachMinute);
  const until = { group: "web", lifecycleState: "Standby", count: 1 };
  let waited: { body: unknown } | undefined;
  const order = await inOrderOfAnswers({
    until: async () => {
      waited = await post("clock", { until, atMost: "2d" });
    },
    health: () => get("health"),
  });
  expect(order).toEqual(["health", "until"]);
  expect(waited?.body).toMatchObject({ now: "2026-03-03T12:00:00.000Z", reached: false });
});

test("a snapshot is made in slices, and is of one instant", async () => {
  const { server, emulator, pacer, get, call } = await fleet();
  const whole = JSON.stringify({
    ...emulator.snapshot(),
    clock: { mode: pacer.describe().mode, speed: 1 },
  });
  let text = "";
  const order = await inOrderOfAnswers({
    snapshot: async () => {
      const answer = await server.inject({ method: "GET", url: "/_asg-local/snapshot" });
      expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
      text = answer.body;
    },
    change: () => call("SetDesiredCapacity", { DesiredCapacity: "9" }),
    health: () => get("health"),
  });
  expect(text).toBe(whole);
  expect(order).toContain("change");
});

const requests = (web: WebFleet): Readonly<Record<string, () => Promise<unknown>>> => ({
  schedule: () => web.call("PutScheduledUpdateGroupAction", eachMinute),
  advance: () => web.post("clock", longAdvance),
  size: () => web.call("SetDesiredCapacity", { DesiredCapacity: "7" }),
  again: () => web.post("clock", { advance: "1d" }),
  refresh: () => web.call("StartInstanceRefresh"),
  settled: () => web.post("clock", { until: "settled", atMost: "1h" }),
});

test("what is asked at once ends as what is asked one after the other does", async () => {
  const [atOnce, inTurn] = [await fleet(), await fleet()];
  const order = await inOrderOfAnswers(requests(atOnce));
  expect(order).toEqual(Object.keys(requests(inTurn)));
  for (const ask of Object.values(requests(inTurn))) await ask();
  const journal = async ({ get }: WebFleet) => (await get("journal?limit=10000")).text;
  expect(await journal(atOnce)).toBe(await journal(inTurn));
  expect(JSON.stringify(atOnce.emulator.snapshot())).toBe(
    JSON.stringify(inTurn.emulator.snapshot()),
  );
});

test("an end in the middle of an advance comes soon, and the world can go on from it", async () => {
  const [ended, whole] = [await fleet(), await fleet()];
  for (const { call } of [ended, whole]) await call("PutScheduledUpdateGroupAction", eachMinute);
  const advance = ended.post("clock", { advance: "300d" });
  const waiting = ended.post("clock", { advance: "1d" });
  const before = ended.emulator.lastSequence();
  while (ended.emulator.lastSequence() === before) await new Promise(setImmediate);
  await ended.server.close();
  expect([(await advance).status, (await waiting).status]).toEqual([503, 503]);
  const kept = ended.emulator.snapshot() as unknown as { now: number };
  const start = Date.parse("2026-03-01T12:00:00Z");
  expect(kept.now).toBeGreaterThan(start);
  expect(kept.now).toBeLessThan(start + 300 * 86_400_000);
  // As far as it came, it is what a world is that was taken there at once.
  await whole.post("clock", { until: new Date(kept.now).toISOString() });
  expect(whole.emulator.journalAfter(0)).toEqual(ended.emulator.journalAfter(0));
});

test("a clock that has run far ahead of the world is caught up with in slices", async () => {
  const { server, pacer, get, call } = await fleet();
  await call("PutScheduledUpdateGroupAction", eachMinute);
  // As after a long sleep of the machine: nobody has looked since.
  pacer.advanceBy(2 * 86_400_000);
  const order = await inOrderOfAnswers({
    describe: () => call("DescribeAutoScalingGroups", {}),
    health: () => get("health"),
  });
  expect(order).toEqual(["health", "describe"]);
  expect(server.server.listening).toBe(false);
});

test("one instant in which much happens gives way too, and nobody sees it half done", async () => {
  const { get, post, call } = await fleet();
  await call("UpdateAutoScalingGroup", { MaxSize: "4000", DesiredCapacity: "4000" });
  let isOver = false;
  const advanced = post("clock", { advance: "1m" }).then(() => {
    isOver = true;
  });
  const counts = new Set<number>();
  let answers = 0;
  while (!isOver) {
    expect((await get("health")).status).toBe(200);
    answers += isOver ? 0 : 1;
    const { text } = await get("metrics");
    const instances = [...text.matchAll(/^asg_local_instances\{.*\} (\d+)$/gm)];
    counts.add(instances.reduce((sum, [, count]) => sum + Number(count), 0));
    await new Promise(setImmediate);
  }
  await advanced;
  expect(answers).toBeGreaterThan(1);
  expect([...counts].filter((count) => count !== 12 && count !== 4000)).toEqual([]);
});

test("a call whose consequences follow at once gives way, and is answered after them", async () => {
  const served = await serveWebFleet({ timing: "instant" });
  opened.push(served);
  const { get, call } = served;
  const size = { MaxSize: "4000", DesiredCapacity: "4000" };
  const order = await inOrderOfAnswers({
    update: () => call("UpdateAutoScalingGroup", size),
    health: () => get("health"),
  });
  expect(order).toEqual(["health", "update"]);
  expect((await get("info")).body.counts.instances).toBeGreaterThanOrEqual(4000);
});
