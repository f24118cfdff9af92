/** `data check` and `data repair` with the built product, and what folders and starts are like. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordLine } from "../../src/durable/record-lines.ts";
import { repository, runProduct, signedHeaders, startProduct } from "./product.ts";

let root: string;
let folder: string;
let log: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "asg-local-data-"));
  folder = join(root, "data");
  log = join(folder, "log-1.jsonl");
});
afterEach(() => rmSync(root, { recursive: true }));

const flags = ["--log", "silent", "--clock", "manual", "--start-time", "2026-03-01T12:00:00Z"];
const start = (...more: readonly string[]) => startProduct([...flags, "--data", folder, ...more]);
const refused = () => runProduct([...flags, "--port", "0", "--data", folder]);
const check = () => runProduct(["data", "check", folder]);
const repair = () => runProduct(["data", "repair", folder]);

/** Three acknowledged moves of the clock by a minute, each with a change at its time. */
async function aKilledFolder() {
  const first = await start("--world", join(repository, "fixtures/worlds/web-fleet.json"));
  for (const size of [11, 12, 13]) {
    const move = { method: "POST", body: '{"advance":"1m"}' };
    await (await fetch(`${first.endpoint}/_asg-local/clock`, move)).text();
    const group = "Version=2011-01-01&AutoScalingGroupName=web";
    const body = `Action=SetDesiredCapacity&${group}&DesiredCapacity=${size}`;
    await (await fetch(first.endpoint, { method: "POST", headers: signedHeaders, body })).text();
  }
  await first.stop("SIGKILL");
  const bytes = readFileSync(log);
  const begins = [...bytes.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []));
  return { bytes, begins, records: begins.length - 1 };
}

test("a whole folder is told with its generation, records and times", async () => {
  const { records } = await aKilledFolder();
  const before = readdirSync(folder);
  const { code, stdout } = await check();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^.*: whole\n {2}generation 1, format 2, written by asg-local \d/);
  expect(stdout).toContain(`a snapshot and ${records} records after it`);
  expect(stdout).toContain("virtual time 2026-03-01T12:00:00Z to 2026-03-01T12:03:00Z");
  expect(readdirSync(folder)).toEqual(before);
  const json = JSON.parse((await runProduct(["data", "check", folder, "--json"])).stdout);
  expect(json).toMatchObject({ isWhole: true, generation: 1, version: 2, records });
  expect((await repair()).stdout).toBe(`${folder}: whole; nothing was changed\n`);
});

const third = ({ begins }: { readonly begins: readonly number[] }) => begins[2] ?? 0;
type Killed = Awaited<ReturnType<typeof aKilledFolder>>;
const damages: readonly (readonly [string, (folder: Killed) => Buffer, RegExp])[] = [
  ["emptied", () => Buffer.alloc(0), /is damaged at byte 0: it lacks its first line/],
  ["cut within its first line", ({ bytes }) => bytes.subarray(0, 50), /it lacks its first line/],
  [
    "cut between two records",
    (one) => one.bytes.subarray(0, third(one)),
    /ends at byte \d+, \d+ bytes early: \d+ of \d+ acknowledged records are missing/,
  ],
  [
    "cut within a record",
    (one) => one.bytes.subarray(0, third(one) + 30),
    /a record ends early there, as after a loss of power; \d+ acknowledged records/,
  ],
  [
    "zeroed to its end",
    (one) => Buffer.from(one.bytes).fill(0, third(one)),
    /the last \d+ bytes are zeros, as after a loss of power; \d+ acknowledged/,
  ],
  [
    "with garbage at its end",
    (one) => Buffer.from(one.bytes).fill("\u00fe\n", third(one), undefined, "latin1"),
    /the last \d+ bytes are no record, as after a loss of power; \d+ acknowledged/,
  ],
  [
    "with a flipped bit in its last record",
    ({ bytes }) => flipped(bytes, bytes.length - 10),
    /the last record is whole in length and not what was written; 1 acknowledged/,
  ],
  [
    "with a flipped bit in the middle",
    (one) => flipped(one.bytes, third(one) + 30),
    /records that are whole come after it, so it is no end of a writing/,
  ],
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test.each(damages)("a log %s is refused, and repaired by command", async (_, damage, message) => {
  const killed = await aKilledFolder();
  const damaged = damage(killed);
  writeFileSync(log, damaged);
  const { code, stderr } = await refused();
  expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  expect(stderr).toMatch(/^asg-local: [^\n]*`asg-local data repair [^\n]*\n$/);
  const checked = await check();
  expect([checked.code, checked.stdout]).toEqual([1, expect.stringMatching(message)]);
  expect(readFileSync(log).equals(damaged)).toBe(true);

  const before = killed.begins.findLast((at) =>
    killed.bytes.subarray(0, at).equals(damaged.subarray(0, at)),
  );
  const kept = Math.max(0, killed.begins.indexOf(before ?? -1));
  const repaired = await runProduct(["data", "repair", folder, "--json"]);
  const { lost, aside, ...told } = JSON.parse(repaired.stdout);
  expect(told.kept.records).toBe(kept);
  expect(lost).toMatchObject({
    acknowledged: killed.records - kept,
    bytes: damaged.length - (before ?? 0),
  });
  if (aside !== undefined) {
    expect(readFileSync(aside).equals(damaged.subarray(before ?? 0))).toBe(true);
  }
  expect((await check()).code).toBe(0);
  const again = await start();
  await again.stop();
});

describe("what is right by its checksum and makes no sense is refused in words", () => {
  test.each([
    null,
    1,
    [],
    {},
    { input: null },
    { input: { at: 1e99 } },
    { input: { at: 5 } },
    { clock: 1 },
  ])("%j", async (value) => {
    await aKilledFolder();
    const [first = ""] = readFileSync(log, "utf8").split("\n");
    writeFileSync(
      log,
      Buffer.concat([Buffer.from(`${first}\n`), ...Array(9).fill(recordLine(value))]),
    );
    const { code, stderr } = await refused();
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^asg-local: .*log-1\.jsonl: [^\n]*\n$/),
    ]);
  });
});

test("a folder in use is left to its process by both commands", async () => {
  const first = await start();
  for (const command of [check, repair]) {
    const { code, stderr } = await command();
    expect(stderr).toContain(`is in use by process ${first.process.pid}`);
    expect(code).toBe(1);
  }
  await first.stop();
});

test("a count that is lost is refused, and written anew by a repair", async () => {
  await aKilledFolder();
  truncateSync(join(folder, "count-1.jsonl"), 0);
  expect((await refused()).stderr).toMatch(/nobody knows if it is complete, because its count is/);
  expect((await repair()).stdout).toContain("an unknown number of acknowledged records; 0 bytes");
  expect((await check()).code).toBe(0);
});

test("nobody else reads the folder, and no planted link is followed", async () => {
  const victim = join(root, "victim");
  writeFileSync(victim, "untouched");
  const first = await start();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) {
    expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  for (const name of ["snapshot-2.jsonl.tmp", "log-2.jsonl", "count-2.jsonl"]) {
    symlinkSync(victim, join(folder, name));
  }
  expect((await first.stop()).code).toBe(0);
  expect(readFileSync(victim, "utf8")).toBe("untouched");
});

test.each(["/proc/1/x", "/dev/null", "/dev/null/x", "/proc/1/x/y/z"])(
  "a folder that cannot be made is told in one sentence: %s",
  async (path) => {
    const { code, stderr } = await runProduct([...flags, "--port", "0", "--data", path]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^asg-local: [^\n]*\(E\w+\)\n$/)]);
  },
);

test("a folder that is not there is told", async () => {
  expect(await check()).toMatchObject({
    code: 2,
    stderr: `asg-local: ${folder}: there is no such folder\n`,
  });
});
