/** Snapshots kept under names, and the list of requests. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptSnapshots } from "../../src/control/kept-snapshots.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

async function ask(method: "PUT" | "POST" | "DELETE" | "GET", path: string) {
  const answer = await fleet.server.inject({ method, url: `/_asg-local/snapshots${path}` });
  return { status: answer.statusCode, body: answer.json() };
}

test("keeps, lists, gives, restores and removes, over a reset too", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { advance: "10m" });
  const whole = fleet.emulator.snapshot();
  const { status, body } = await ask("PUT", "/before%20it");
  expect([status, body]).toEqual([
    200,
    {
      name: "before it",
      at: "2026-03-01T12:10:00.000Z",
      wallTime: expect.any(String),
      groups: 1,
      instances: expect.any(Number),
      bytes: expect.any(Number),
    },
  ]);
  expect((await ask("GET", "/before%20it")).body).toMatchObject({ journal: whole.journal });
  await fleet.post("reset", {});
  expect((await ask("GET", "")).body).toEqual({ snapshots: [body] });
  expect((await ask("POST", "/before%20it/restore")).body).toMatchObject({
    restored: true,
    clock: { now: "2026-03-01T12:10:00.000Z" },
  });
  expect(fleet.emulator.snapshot()).toEqual(whole);
  expect((await ask("DELETE", "/before%20it")).body).toEqual({ removed: true });
  for (const [method, path] of [
    ["GET", "/before%20it"],
    ["DELETE", "/before%20it"],
    ["POST", "/before%20it/restore"],
  ] as const) {
    expect((await ask(method, path)).status).toBe(404);
  }
});

test("keeps at most twenty, and 256 MiB of them", async () => {
  for (let nth = 1; nth <= 20; nth += 1) await ask("PUT", `/s${nth}`);
  expect((await ask("PUT", "/s20")).status).toBe(200);
  expect(await ask("PUT", "/more")).toMatchObject({
    status: 409,
    body: { error: "there are 20 snapshots already; remove one" },
  });
  expect((await ask("PUT", `/${"x".repeat(65)}`)).status).toBe(400);
  const kept = keptSnapshots();
  const large = { at: 0, wall: 0, groups: 0, instances: 0, parts: [], bytes: 200 * 2 ** 20 };
  expect(kept.keep({ name: "one", ...large })).toBeUndefined();
  expect(kept.keep({ name: "one", ...large })).toBeUndefined();
  expect(kept.keep({ name: "two", ...large })).toContain("at most 268435456 are kept");
  expect(kept.all().map(({ name }) => name)).toEqual(["one"]);
});

test("the list of requests has calls and writes, with why they were refused", async () => {
  await fleet.call("DescribeAutoScalingGroups");
  await expect(fleet.call("CancelInstanceRefresh")).rejects.toThrow();
  await fleet.post("clock", { advance: "5 minutes" });
  await fleet.get("clock");
  const { requests, next } = (await fleet.get("requests")).body;
  expect(requests).toEqual([
    expect.objectContaining({
      sequence: 1,
      at: "2026-03-01T12:00:00.000Z",
      service: "autoscaling",
      action: "DescribeAutoScalingGroups",
      status: 200,
      code: null,
      userAgent: expect.any(String),
    }),
    expect.objectContaining({
      action: "CancelInstanceRefresh",
      group: "web",
      status: 400,
      code: "ActiveInstanceRefreshNotFound",
      message: expect.stringContaining("No in progress"),
    }),
    expect.objectContaining({
      service: null,
      action: "POST /_asg-local/clock",
      status: 400,
      message: expect.stringContaining("is not a duration"),
    }),
  ]);
  expect(next).toBe(3);
  expect((await fleet.get("requests?since=2")).body.requests).toEqual(requests.slice(2));
  for (let nth = 0; nth < 1100; nth += 1) await fleet.call("DescribeAutoScalingGroups");
  const all = (await fleet.get("requests")).body.requests;
  expect([all.length, all[0].sequence, all.at(-1).sequence]).toEqual([1000, 104, 1103]);
});
