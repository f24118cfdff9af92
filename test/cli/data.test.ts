/** `--data` with the built product: what survives kill -9, what is refused, what is said. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countJson } from "../../src/durable/file-format.ts";
import { lineOf } from "../../src/durable/record-lines.ts";
import { repository, runProduct, signedHeaders, startProduct } from "./product.ts";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "asg-local-data-"));
  folder = join(root, "data");
});
afterEach(() => rmSync(root, { recursive: true }));

const world = ["--world", join(repository, "fixtures/worlds/web-fleet.json")];
const manual = ["--clock", "manual"];
const start = (...flags: readonly string[]) =>
  startProduct(["--log", "silent", "--data", folder, ...flags]);
const refused = (...flags: readonly string[]) =>
  runProduct(["--log", "silent", "--port", "0", "--data", folder, ...flags]);
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into member by member.
const json = async (url: string, init?: RequestInit): Promise<any> =>
  (await fetch(url, init)).json();
const info = (endpoint: string) => json(`${endpoint}/_asg-local/info`);
const journal = async (endpoint: string) =>
  (await fetch(`${endpoint}/_asg-local/journal?limit=10000`)).text();
const move = (endpoint: string, advance: string) =>
  json(`${endpoint}/_asg-local/clock`, { method: "POST", body: JSON.stringify({ advance }) });
const startRefresh = async (endpoint: string) => {
  const body = "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web";
  return (await fetch(endpoint, { method: "POST", headers: signedHeaders, body })).status;
};

test("R-293 a restart after SIGKILL amid a refresh ends it as undisturbed", async () => {
  const seeded = [...world, ...manual, "--seed", "7", "--start-time", "2026-03-01T12:00:00Z"];
  const undisturbed = await startProduct(["--log", "silent", ...seeded]);
  const killed = await start(...seeded);
  for (const { endpoint } of [undisturbed, killed]) {
    expect(await startRefresh(endpoint)).toBe(200);
    await move(endpoint, "3m");
  }
  await killed.stop("SIGKILL");
  const again = await start(...manual);
  expect((await info(again.endpoint)).counts.activeInstanceRefreshes).toBe(1);
  for (const { endpoint } of [undisturbed, again]) await move(endpoint, "2h");
  expect(await journal(again.endpoint)).toBe(await journal(undisturbed.endpoint));
  expect((await info(again.endpoint)).counts.activeInstanceRefreshes).toBe(0);
  for (const { stop } of [undisturbed, again]) await stop();
});

test("what is stored wins over flags, and one line says so", async () => {
  const first = await start(...world, "--speed", "60", "--seed", "first", "--timing", "fast");
  expect(first.banner).toContain(`data in ${folder}, empty until now\n`);
  await json(`${first.endpoint}/_asg-local/clock`, { method: "POST", body: '{"pause":true}' });
  const { clock } = await info(first.endpoint);
  expect((await first.stop()).code).toBe(0);
  expect(readdirSync(folder)).toEqual(["count-2.jsonl", "log-2.jsonl", "snapshot-2.jsonl"]);

  const second = await start("--seed", "second", "--timing", "instant", ...manual);
  const found = await info(second.endpoint);
  expect(found).toMatchObject({ seed: "first", timing: "fast", counts: { groups: 1 } });
  expect(found.clock).toEqual(clock);
  expect(second.banner).toMatch(/data in .*, last changed at .*; its world, .* win over flags\n/);
  await second.stop();
});

test("a clock that ran with the wall clock does so again after a restart", async () => {
  const first = await start();
  await startRefresh(first.endpoint);
  await first.stop("SIGKILL");
  const before = Date.now();
  const second = await start();
  const now = Date.parse((await info(second.endpoint)).clock.now);
  expect(now).toBeGreaterThanOrEqual(before - 50);
  expect(now).toBeLessThanOrEqual(Date.now() + 50);
  await second.stop();
});

test("a second process on the folder is refused, and the first one goes on", async () => {
  const first = await start(...world);
  const { code, stderr } = await refused();
  expect(stderr).toBe(
    `asg-local: ${folder}: is in use by process ${first.process.pid} (${folder}/lock)\n`,
  );
  expect(code).toBe(1);
  expect(await startRefresh(first.endpoint)).toBe(200);
  await first.stop();
});

test("a torn last record is told and dropped", async () => {
  const first = await start(...world, ...manual);
  await move(first.endpoint, "1m");
  await startRefresh(first.endpoint);
  await first.stop("SIGKILL");
  const log = join(folder, "log-1.jsonl");
  const { length } = readFileSync(log);
  truncateSync(log, length - 5);
  // As a process leaves it that was killed while it wrote: this record was not counted yet.
  const count = countJson({ records: 1, bytes: length - 5 });
  writeFileSync(join(folder, "count-1.jsonl"), lineOf(count));
  const second = await start();
  expect((await info(second.endpoint)).counts.activeInstanceRefreshes).toBe(0);
  expect(second.errors()).toMatch(
    /^asg-local: .*\/log-1\.jsonl: the last record, at byte \d+, was not written to its end and/,
  );
  await second.stop();
});

test("a damaged file is refused with file and byte, and stays as it is", async () => {
  const first = await start(...world, ...manual);
  await move(first.endpoint, "1m");
  await first.stop("SIGKILL");
  const file = join(folder, "snapshot-1.jsonl");
  const bytes = readFileSync(file);
  bytes[300] = (bytes[300] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const { code, stderr } = await refused();
  expect(stderr).toMatch(
    /^asg-local: .*\/snapshot-1\.jsonl: is damaged at byte \d+; nothing of its generation .*\n$/,
  );
  expect(code).toBe(1);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("--import begins in an empty folder only", async () => {
  const snapshot = join(root, "state.json");
  const first = await start(...world);
  writeFileSync(snapshot, await (await fetch(`${first.endpoint}/_asg-local/snapshot`)).text());
  await first.stop();
  const { code, stderr } = await refused("--import", snapshot);
  expect(stderr).toBe(
    `asg-local: ${folder}: holds a world; --import begins in an empty folder only\n`,
  );
  expect(code).toBe(2);

  const other = join(root, "other");
  const imported = await startProduct(["--log", "silent", "--data", other, "--import", snapshot]);
  await imported.stop("SIGKILL");
  const again = await startProduct(["--log", "silent", "--data", other]);
  expect((await info(again.endpoint)).counts.instances).toBe(12);
  await again.stop();
});

test("reset and a snapshot put in place are there after SIGKILL", async () => {
  const first = await start(...manual);
  const snapshot = join(repository, "fixtures/worlds/web-fleet.json");
  const other = await startProduct(["--log", "silent", "--world", snapshot, ...manual]);
  const body = await (await fetch(`${other.endpoint}/_asg-local/snapshot`)).text();
  await other.stop();
  await json(`${first.endpoint}/_asg-local/snapshot`, { method: "PUT", body });
  await first.stop("SIGKILL");

  const second = await start();
  const { clock, counts } = await info(second.endpoint);
  expect([Date.parse(clock.now), counts.instances]).toEqual([JSON.parse(body).now, 12]);
  await json(`${second.endpoint}/_asg-local/reset`, { method: "POST" });
  await second.stop("SIGKILL");

  const third = await start();
  expect((await info(third.endpoint)).counts.instances).toBe(0);
  await third.stop();
});

test("when the folder is lost it says so once, acknowledges nothing, and ends with 1", async () => {
  const first = await start(...world, ...manual);
  rmSync(join(folder, "lock"));
  const ended = new Promise((resolve) => first.process.once("exit", resolve));
  expect(await startRefresh(first.endpoint)).toBe(500);
  expect(await ended).toBe(1);
  expect(first.errors()).toMatch(
    /^asg-local: .*\/lock: is not this process's any more; .*; nothing is acknowledged any more\n$/,
  );
});

test("a port that is taken leaves the folder free", async () => {
  const first = await startProduct(["--log", "silent"]);
  const port = new URL(first.endpoint).port;
  const { code } = await runProduct(["--log", "silent", "--port", port, "--data", folder]);
  expect(code).toBe(1);
  expect(readdirSync(folder)).not.toContain("lock");
  await first.stop();
});

test("exec has no such folder, because what it starts ends with its command", async () => {
  const { code, stderr } = await runProduct(["exec", "--data", folder, "--", "true"]);
  expect(stderr).toContain("unknown option '--data'");
  expect(code).toBe(2);
});
