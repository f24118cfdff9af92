/** Snapshots over HTTP: taken, put back, refused. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";

const world = "fixtures/worlds/web-fleet.json";

async function serve(clock: "manual" | "realtime") {
  const place = { account: "000000000000", region: "us-east-1" };
  const speed = 1;
  const assembly = await assemble({ ...place, seed: "s", clock, speed, world });
  const about = { version: "1", ...place, seed: "s", timing: "aws" };
  const server = buildServer({ ...assembly, about, allowUnsigned: false, allowedHosts: [] });
  return { server, ...assembly };
}

let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  app = await serve("manual");
});
afterEach(() => app.server.close());

const take = async ({ server } = app) =>
  (await server.inject({ url: "/_asg-local/snapshot" })).json();
const put = async (payload: unknown, { server } = app) => {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const url = "/_asg-local/snapshot";
  const answer = await server.inject({ method: "PUT", url, payload: text });
  return { status: answer.statusCode, body: answer.json() };
};
const move = (advance: string) =>
  app.server.inject({ method: "POST", url: "/_asg-local/clock", payload: { advance } });

test("a snapshot that is put back is the same again, clock included", async () => {
  const snapshot = await take();
  expect(snapshot).toMatchObject({ format: "asg-local", version: 3 });
  await move("2h");
  expect(await take()).not.toEqual(snapshot);
  const { status, body } = await put(snapshot);
  expect(status).toBe(200);
  const now = new Date(snapshot.now).toISOString();
  expect(body).toMatchObject({ restored: true, clock: { now, mode: "manual" } });
  expect(body.counts).toMatchObject({ groups: 1, instances: 12, launchTemplates: 1 });
  expect(await take()).toEqual(snapshot);
});

test("the seed is the snapshot's until a reset; the pace stays the process's", async () => {
  const snapshot = await take();
  expect(snapshot).toMatchObject({ seed: "s", clock: { mode: "manual", speed: 1 } });
  const info = async () => (await app.server.inject({ url: "/_asg-local/info" })).json();
  await put({ ...snapshot, seed: "another", clock: { mode: "realtime", speed: 60 } });
  expect(await info()).toMatchObject({ seed: "another", clock: { mode: "manual", speed: 1 } });
  await app.server.inject({ method: "POST", url: "/_asg-local/reset" });
  expect(await info()).toMatchObject({ seed: "s" });
});

test("a snapshot of the first days, without seed and clock, is still read", async () => {
  const { seed: _, clock: __, product: ___, ...rest } = await take();
  expect((await put({ ...rest, version: 1 })).status).toBe(200);
  expect(await take()).toMatchObject({ ...rest, version: 3, seed: "" });
});

test("a clock that runs goes on from the snapshot's time", async () => {
  const snapshot = await take();
  const running = await serve("realtime");
  const { body } = await put({ ...snapshot, now: snapshot.now }, running);
  expect(body.clock.mode).toBe("realtime");
  const since = running.pacer.now() - snapshot.now;
  expect(since).toBeGreaterThanOrEqual(0);
  expect(since).toBeLessThan(60_000);
  await running.server.close();
});

test.each([
  ["no JSON", "nothing", /no snapshot of asg-local/],
  ["another format", { format: "x", version: 1 }, /"format" is not "asg-local"/],
  ["a newer version", { format: "asg-local", version: 7 }, /version 7, of a newer asg-local/],
  ["nothing in it", { format: "asg-local", version: 1 }, /damaged: now: expected a whole number/],
])("%s is refused with 400 and changes nothing", async (_, payload, message) => {
  const before = await take();
  const { status, body } = await put(payload);
  expect(status).toBe(400);
  expect(body.error).toMatch(message);
  expect(body.accepted).toEqual(["what GET /_asg-local/snapshot answers"]);
  expect(await take()).toEqual(before);
});

test("a snapshot larger than the megabyte of other bodies is accepted", async () => {
  const snapshot = await take();
  const long = { ...snapshot, note: "x".repeat(3_000_000) };
  expect((await put(long)).status).toBe(200);
});
