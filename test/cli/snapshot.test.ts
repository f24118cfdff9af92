/** Snapshots in files: written at the end of a process, read by the next one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository, runProduct, signedHeaders, startProduct } from "./product.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-snapshot-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const world = ["--world", join(repository, "fixtures/worlds/web-fleet.json"), "--clock", "manual"];
const quiet = ["--log", "silent"];
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into member by member.
const json = async (url: string, init?: RequestInit): Promise<any> =>
  (await fetch(url, init)).json();
const journal = async (endpoint: string) =>
  (await fetch(`${endpoint}/_asg-local/journal?limit=10000`)).text();
const move = (endpoint: string, advance: string) =>
  json(`${endpoint}/_asg-local/clock`, { method: "POST", body: JSON.stringify({ advance }) });

test("R-293 a restart with its own export goes on in the middle of a refresh", async () => {
  const file = join(folder, "state.json");
  const first = await startProduct([...world, ...quiet, "--export-on-exit", file]);
  await fetch(first.endpoint, {
    method: "POST",
    headers: signedHeaders,
    body: "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web",
  });
  await move(first.endpoint, "3m");
  const told = await journal(first.endpoint);
  expect((await first.stop("SIGTERM")).code).toBe(0);
  expect(readdirSync(folder)).toEqual(["state.json"]);

  const second = await startProduct([...quiet, "--clock", "manual", "--import", file]);
  const { clock, counts } = await json(`${second.endpoint}/_asg-local/info`);
  expect(clock.now).toBe(new Date(JSON.parse(readFileSync(file, "utf8")).now).toISOString());
  expect(counts.activeInstanceRefreshes).toBe(1);
  expect(await journal(second.endpoint)).toBe(told);
  await move(second.endpoint, "2h");
  const after = await json(`${second.endpoint}/_asg-local/info`);
  expect(after.counts.activeInstanceRefreshes).toBe(0);
  await second.stop();
});

test.each([
  { flags: [], mode: "manual", speed: 60 },
  { flags: ["--clock", "realtime", "--speed", "2"], mode: "realtime", speed: 2 },
])("a clock goes on as it went, unless flags say otherwise: $flags", async (expected) => {
  const file = join(folder, "state.json");
  const first = await startProduct([...world, ...quiet, "--seed", "blue"]);
  const snapshot = await json(`${first.endpoint}/_asg-local/snapshot`);
  expect(snapshot.clock).toEqual({ mode: "manual", speed: 1 });
  await first.stop();
  writeFileSync(file, JSON.stringify({ ...snapshot, clock: { mode: "manual", speed: 60 } }));

  const second = await startProduct([...quiet, ...expected.flags, "--import", file]);
  const { clock, seed } = await json(`${second.endpoint}/_asg-local/info`);
  expect(clock).toMatchObject({ mode: expected.mode, speed: expected.speed });
  expect(seed).toBe("blue");
  expect(second.banner).toContain("blue");
  await second.stop();
});

test.each([
  ["is missing", undefined, /state\.json: cannot be read \(ENOENT\)/],
  ["is no JSON", "{", /state\.json: expected JSON/],
  ["is something else", "{}", /state\.json: this is no snapshot of asg-local/],
  ["is damaged", '{"format":"asg-local","version":1}', /state\.json: the snapshot is damaged/],
])("a file that %s is refused with exit status 2", async (_, text, message) => {
  const file = join(folder, "state.json");
  if (text !== undefined) writeFileSync(file, text);
  const { code, stderr } = await runProduct([...quiet, "--port", "0", "--import", file]);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

test("an export that cannot be written is told, and the exit status is 1", async () => {
  const file = join(folder, "missing/state.json");
  const { stop, process } = await startProduct([...quiet, "--export-on-exit", file]);
  let told = "";
  process.stderr?.on("data", (text) => {
    told += text;
  });
  expect((await stop("SIGINT")).code).toBe(1);
  expect(told).toMatch(/missing\/state\.json: cannot be written \(ENOENT\)/);
});
