/** Large snapshots are read in a thread of their own, and to the same effect as small ones. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

const folder = mkdtempSync(join(tmpdir(), "asg-local-large-"));
const world = join(folder, "large.json");
const size = 400;
const data = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
const group = { name: "web", launchTemplate: { name: "web" }, minSize: 0, maxSize: size };
const instances = [{ count: size }];
const place = { desiredCapacity: size, availabilityZones: ["us-east-1a"], instances };
const launchTemplates = [{ name: "web", versions: [{ data }] }];
const regions = [{ launchTemplates, groups: [{ ...group, ...place }] }];
writeFileSync(world, JSON.stringify({ regions }));
afterAll(() => rmSync(folder, { recursive: true }));

let from: WebFleet;
let to: WebFleet;
beforeEach(async () => {
  [from, to] = [await serveWebFleet({ world, seed: "from" }), await serveWebFleet()];
});
afterEach(() => Promise.all([from.server.close(), to.server.close()]));

const put = async (snapshot: object) => {
  const payload = JSON.stringify(snapshot);
  expect(payload.length).toBeGreaterThan(1_000_000);
  const url = "/_asg-local/snapshot";
  const { statusCode, body } = await to.server.inject({ method: "PUT", url, payload });
  return { status: statusCode, body: JSON.parse(body) };
};

test("it is all there afterwards; health is told meanwhile, and a call waits for it", async () => {
  await from.post("clock", { advance: "1h" });
  const snapshot = (await from.get("snapshot")).body;
  const order: string[] = [];
  const restored = put(snapshot).then((answer) => {
    order.push("put");
    return answer;
  });
  const described = to.call("DescribeAutoScalingGroups", {}).then((text) => {
    order.push("describe");
    return text;
  });
  await to.get("health").then(() => order.push("health"));
  expect(await restored).toMatchObject({ status: 200, body: { restored: true } });
  expect((await described).split("<LifecycleState>InService</LifecycleState>").length).toBe(401);
  expect(order).toEqual(["health", "put", "describe"]);
  expect((await to.get("snapshot")).body).toEqual(snapshot);
  expect(to.pacer.now()).toBe(from.pacer.now());
});

test("both worlds go on in the same way", async () => {
  const start = { "Preferences.MinHealthyPercentage": "90" };
  await put((await from.get("snapshot")).body);
  for (const { call, post } of [from, to]) {
    await call("StartInstanceRefresh", start);
    await post("clock", { until: "settled" });
  }
  expect((await to.get("journal")).text).toBe((await from.get("journal")).text);
});

test.each([
  ["of a newer version", (snapshot: object) => ({ ...snapshot, version: 7 }), /version 7, of a/],
  ["with damage", (snapshot: object) => ({ ...snapshot, now: 0.5 }), /damaged: now: expected/],
])(
  "one %s is refused in the words of a small one, and changes nothing",
  async (_, spoil, words) => {
    const before = (await to.get("snapshot")).text;
    const spoilt = spoil((await from.get("snapshot")).body);
    const { status, body } = await put(spoilt);
    expect({ status, accepted: body.accepted }).toEqual({
      status: 400,
      accepted: ["what GET /_asg-local/snapshot answers"],
    });
    expect(body.error).toMatch(words);
    expect(() => to.emulator.restore(spoilt)).toThrow(body.error);
    expect((await to.get("snapshot")).text).toBe(before);
  },
);

test("what is no JSON is refused as something small is", async () => {
  const url = "/_asg-local/snapshot";
  for (const payload of ["{", `{${" ".repeat(2_000_000)}`]) {
    const { statusCode, body } = await to.server.inject({ method: "PUT", url, payload });
    expect([statusCode, JSON.parse(body).error]).toEqual([
      400,
      'this is no snapshot of asg-local: its "format" is not "asg-local"',
    ]);
  }
});

test("an end in the middle of it changes nothing", async () => {
  const before = JSON.stringify(to.emulator.snapshot());
  const putting = put((await from.get("snapshot")).body);
  await to.get("health");
  await to.server.close();
  expect((await putting).status).toBe(503);
  expect(JSON.stringify(to.emulator.snapshot())).toBe(before);
});
