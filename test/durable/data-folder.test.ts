/** The folder of a kept world: locks, crashes between the steps, damage, and what is refused. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { headerLine } from "../../src/durable/file-format.ts";
import { recordLine } from "../../src/durable/record-lines.ts";
import { opening } from "../simulation/workload.ts";
import { addFault } from "../support/faults.ts";
import { aSettledFleet, startRefresh } from "../support/in-process.ts";
import {
  ask,
  copyOf,
  cutLog,
  keep,
  newFolder,
  newWorld,
  onlyLiving,
  open,
  restarted,
  setCount,
  whenOnDisk,
  worldText,
} from "./kept-story.ts";

const { settings } = aSettledFleet({ size: 1 }).emulator.world;

/** A group whose launch has begun; time has passed without anything due. */
async function aKeptWorld(more = {}) {
  const folder = newFolder();
  const world = newWorld(settings);
  const kept = await keep(folder, world, more);
  for (const call of opening) ask(world, call);
  world.pacer.advanceBy(1000);
  await whenOnDisk(kept);
  return { folder, world, kept };
}

const dataError = (message: RegExp) =>
  expect.objectContaining({ name: "DataFolderError", message: expect.stringMatching(message) });
const files = (folder: string) => readdirSync(folder).sort();
const read = (folder: string, name: string) => readFileSync(join(folder, name));
const change = (folder: string, name: string, bytes: Buffer | string) =>
  writeFileSync(join(folder, name), bytes);

describe("a restart finds", () => {
  test("nothing in a new folder, which is made with its parents", () => {
    const folder = join(newFolder(), "a/b");
    const { stored, release } = open(folder);
    expect(stored).toBeUndefined();
    release();
    expect(files(folder)).toEqual([]);
  });

  test("a clock that was moved although nothing was due", async () => {
    const { folder, world } = await aKeptWorld();
    expect(restarted(folder, settings).pacer.now()).toBe(world.pacer.now());
  });

  test("the time of the last event when the clock was not moved by then", async () => {
    const { folder, world, kept } = await aKeptWorld();
    world.pacer.advanceBy(60_000);
    world.emulator.catchUp();
    await whenOnDisk(kept);
    // The last line is the clock's.
    const { length } = read(folder, "log-1.jsonl").toString().trimEnd().split("\n").at(-1) ?? "";
    const copy = copyOf(folder);
    const left = read(folder, "log-1.jsonl").length - length - 1;
    cutLog(copy, 1, left);
    setCount(copy, 1, { records: 1, bytes: left });
    expect(restarted(copy, settings).pacer.now()).toBe(world.pacer.now());
  });

  test("the seed, so that a reset begins the same world", async () => {
    const { folder } = await aKeptWorld();
    const { stored, release } = open(copyOf(folder));
    expect(stored?.snapshot.seed).toBe("7");
    release();
  });

  test("a reset that was acknowledged", async () => {
    const { folder, world, kept } = await aKeptWorld();
    world.pacer.reset(world.pacer.now());
    world.emulator.reset();
    await whenOnDisk(kept);
    const again = restarted(folder, settings);
    expect(again.emulator.lastSequence()).toBe(0);
    expect(again.pacer.now()).toBe(world.pacer.now());
  });

  test("a snapshot that was put in place of the world, and what happened after it", async () => {
    const { folder, world, kept } = await aKeptWorld();
    const other = aSettledFleet({ size: 3 });
    startRefresh(other, { MinHealthyPercentage: 50 });
    const snapshot = other.emulator.snapshot();
    world.emulator.restore(JSON.parse(JSON.stringify(snapshot)));
    world.pacer.jumpTo(Number(snapshot.now));
    await whenOnDisk(kept);
    world.pacer.advanceBy(400_000);
    world.emulator.catchUp();
    await whenOnDisk(kept);
    const again = restarted(folder, settings);
    expect(worldText(again)).toBe(worldText(world));
    expect(again.emulator.journalAfter(0).length).toBeGreaterThan(other.journal().length);
  });

  test("faults and how often each fired", async () => {
    const { folder, world, kept } = await aKeptWorld();
    const caller = { account: "123456789012", region: "us-east-1", requestId: "request" };
    addFault({ emulator: world.emulator } as Parameters<typeof addFault>[0], {
      kind: "api",
      operation: "SetDesiredCapacity",
      error: "Throttling",
      probability: 0.5,
    });
    const call = { service: "autoscaling", operation: "SetDesiredCapacity", caller } as const;
    for (let turn = 0; turn < 20; turn++) world.emulator.faultFor(call);
    await whenOnDisk(kept);
    const again = restarted(folder, settings);
    expect(worldText(again)).toBe(worldText(world));
    const draws = (one: typeof world) =>
      Array.from({ length: 30 }, () => one.emulator.faultFor(call)?.error !== undefined);
    expect(draws(again)).toEqual(draws(world));
  });

  test("after a clean stop a snapshot and an empty log, and no lock", async () => {
    const folder = newFolder();
    const world = newWorld(settings);
    const kept = await open(folder).keep(world);
    for (const call of opening) ask(world, call);
    await kept.close();
    expect(files(folder)).toEqual(["count-2.jsonl", "log-2.jsonl", "snapshot-2.jsonl"]);
    const { stored, release } = open(folder);
    expect(stored?.log.records).toBe(0);
    release();
    expect(worldText(restarted(folder, settings))).toBe(worldText(world));
  });
});

test.each([
  ["a log that is longer than allowed", { mostLogBytes: 500 }],
  ["more changes than allowed, however short their log", { mostLogBytes: 1e9, mostChanges: 3 }],
])("after %s the next generation begins", async (_, limits) => {
  const { folder, world, kept } = await aKeptWorld(limits);
  await whenOnDisk(kept);
  expect(files(folder)).toEqual(["count-2.jsonl", "lock", "log-2.jsonl", "snapshot-2.jsonl"]);
  expect(worldText(restarted(folder, settings))).toBe(worldText(world));
  world.pacer.advanceBy(1);
  await whenOnDisk(kept);
  await whenOnDisk(kept);
  expect(files(folder)).toEqual(["count-2.jsonl", "lock", "log-2.jsonl", "snapshot-2.jsonl"]);
});

describe("a crash while a generation begins", () => {
  const unfinished = async (leave: (folder: string) => void) => {
    const { folder: kept, world } = await aKeptWorld();
    const folder = copyOf(kept);
    leave(folder);
    const again = restarted(folder, settings);
    expect(worldText(again)).toBe(worldText(world));
    // The next start clears up, and numbers go on.
    const next = await open(folder).keep(again);
    expect(files(folder)).toEqual(["count-2.jsonl", "lock", "log-2.jsonl", "snapshot-2.jsonl"]);
    await next.close();
    expect(worldText(restarted(folder, settings))).toBe(worldText(world));
  };
  const header = recordLine(headerLine({ file: "log", generation: 2, product: "x", follows: 1 }));

  test("with half a snapshot leaves the old generation", () =>
    unfinished((folder) => change(folder, "snapshot-2.jsonl.tmp", '0000 {"for')));

  test("with a whole snapshot that has no name yet leaves the old generation", () =>
    unfinished((folder) =>
      change(folder, "snapshot-2.jsonl.tmp", read(folder, "snapshot-1.jsonl")),
    ));

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["half a line", header.subarray(0, 30)],
    ["its first line", header],
  ])("with a new log that holds %s leaves the old generation", (_, bytes) =>
    unfinished((folder) => change(folder, "log-2.jsonl", bytes)),
  );

  test("with the old generation not yet removed leaves the new one", async () => {
    const { folder, world, kept } = await aKeptWorld();
    const old = [read(folder, "snapshot-1.jsonl"), read(folder, "log-1.jsonl")] as const;
    world.emulator.reset();
    await whenOnDisk(kept);
    change(folder, "snapshot-1.jsonl", old[0]);
    change(folder, "log-1.jsonl", old[1]);
    expect(restarted(folder, settings).emulator.lastSequence()).toBe(0);
    change(folder, "snapshot-1.jsonl", old[0].subarray(0, 99));
    expect(restarted(folder, settings).emulator.lastSequence()).toBe(0);
  });

  test("of the first one leaves an empty folder", async () => {
    const { folder } = await aKeptWorld();
    rmSync(join(folder, "snapshot-1.jsonl"));
    change(folder, "snapshot-1.jsonl.tmp", "half");
    const [first = ""] = read(folder, "log-1.jsonl").toString().split("\n");
    change(folder, "log-1.jsonl", `${first}\n`);
    const { stored, release } = open(copyOf(folder));
    expect(stored).toBeUndefined();
    release();
  });
});

describe("what is damaged is refused with file and byte, and left as it is", () => {
  const refused = (folder: string, message: RegExp) => {
    const before = files(folder).map((name) => read(folder, name).toString("hex"));
    expect(() => open(folder)).toThrow(dataError(message));
    const left = files(folder).map((name) => read(folder, name).toString("hex"));
    expect(left).toEqual(before);
  };
  /** Without the lock, which a refusal gives back. */
  const aFolder = async () => {
    const { folder } = await aKeptWorld();
    const copy = copyOf(folder);
    rmSync(join(copy, "lock"));
    return copy;
  };

  test("a flipped bit in each line of the log", async () => {
    const folder = await aFolder();
    const bytes = read(folder, "log-1.jsonl");
    const begins = [
      0,
      ...[...bytes.entries()].flatMap(([at, byte]) => (byte === 10 ? at + 1 : [])),
    ];
    const whole = begins.slice(0, -1);
    expect(whole.length).toBeGreaterThan(4);
    for (const begin of whole) {
      const damaged = Buffer.from(bytes);
      damaged[begin + 25] = (damaged[begin + 25] ?? 0) ^ 4;
      change(folder, "log-1.jsonl", damaged);
      refused(folder, new RegExp(`/log-1\\.jsonl: is damaged at byte ${begin}: `));
    }
  });

  test("a flipped bit in each line of the snapshot", async () => {
    const folder = await aFolder();
    const bytes = read(folder, "snapshot-1.jsonl");
    const second = bytes.indexOf(10) + 1;
    for (const [at, begin] of [
      [40, 0],
      [second + 100, second],
      [bytes.length - 1, bytes.lastIndexOf(10, bytes.length - 2) + 1],
    ] as const) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      change(folder, "snapshot-1.jsonl", damaged);
      refused(
        folder,
        new RegExp(`/snapshot-1\\.jsonl: is damaged at byte ${begin}; nothing of its`),
      );
    }
  });

  test.each([0, 1, 60, 500])("a snapshot of %i bytes", async (length) => {
    const folder = await aFolder();
    change(folder, "snapshot-1.jsonl", read(folder, "snapshot-1.jsonl").subarray(0, length));
    refused(folder, /\/snapshot-1\.jsonl: is damaged at byte \d+; /);
  });

  test("a file of somebody else with a name of ours", async () => {
    const folder = await aFolder();
    change(folder, "log-1.jsonl", "hello\nworld\n");
    refused(folder, /\/log-1\.jsonl: is damaged at byte 0: it lacks its first line\. `asg-local/);
  });

  test("a snapshot that is gone while its log is there", async () => {
    const folder = await aFolder();
    rmSync(join(folder, "snapshot-1.jsonl"));
    refused(folder, /\/log-1\.jsonl: cannot be read without snapshot-1\.jsonl, which is missing$/);
  });

  test("a log that is gone while its snapshot is there", async () => {
    const folder = await aFolder();
    rmSync(join(folder, "log-1.jsonl"));
    refused(folder, /\/log-1\.jsonl: cannot be read \(ENOENT\)$/);
  });

  test("files that were given the names of another generation", async () => {
    const folder = await aFolder();
    renameSync(join(folder, "snapshot-1.jsonl"), join(folder, "snapshot-4.jsonl"));
    renameSync(join(folder, "log-1.jsonl"), join(folder, "log-4.jsonl"));
    refused(folder, /\/snapshot-4\.jsonl: says generation 1 where 4 belongs$/);
  });

  test("a log that followed another snapshot", async () => {
    const [folder, other] = [await aFolder(), await aKeptWorld()];
    other.world.emulator.reset();
    change(folder, "snapshot-1.jsonl", snapshotOf("another"));
    refused(folder, /\/log-1\.jsonl: says follows \d+ where \d+ belongs$/);
  });

  const snapshotOf = (seed: string, header: object = {}) =>
    Buffer.concat([
      recordLine({
        ...headerLine({ file: "snapshot", generation: 1, product: "x" }),
        ...header,
      }),
      recordLine({ seed, clock: { mode: "manual", speed: 1, virtual: 1, wall: 1 } }),
      recordLine({ path: [], levels: [{ now: 1 }] }),
      recordLine({ pieces: 1 }),
    ]);

  test.each([
    [
      "a newer version",
      { version: 3 },
      /has version 3, written by asg-local x; .* versions 1 to 2$/,
    ],
    [
      "no version",
      { version: undefined },
      /has version undefined, written by .* reads versions 1 to 2$/,
    ],
    ["another format", { format: "zip" }, /is no data of asg-local$/],
    ["another kind of file", { file: "log" }, /says file log where snapshot belongs$/],
  ])("%s", async (_, header, message) => {
    const folder = await aFolder();
    change(folder, "snapshot-1.jsonl", snapshotOf("7", header));
    refused(folder, message);
  });

  test("a world that this version cannot read", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    change(folder, "snapshot-1.jsonl", snapshotOf("7"));
    const follows = crc32(snapshotOf("7"));
    const first = headerLine({ file: "log", generation: 1, product: "x", follows });
    change(folder, "log-1.jsonl", recordLine(first));
    setCount(folder, 1, { records: 0, bytes: 0 });
    const world = newWorld(settings);
    const { restore, release } = open(folder);
    expect(() => restore(world)).toThrow(
      dataError(/snapshot-1\.jsonl: this is no snapshot of asg/),
    );
    release();
  });

  test("a log that leads elsewhere, as one of another engine does", async () => {
    const folder = await aFolder();
    const lines = read(folder, "log-1.jsonl").toString().split("\n");
    const [first = "", second = "", ...rest] = lines;
    const record = JSON.parse(second.slice(18));
    record.input.reached.journal += 1;
    const changed = `${first}\n${recordLine(record)}${rest.join("\n")}`;
    change(folder, "log-1.jsonl", changed);
    const { restore, release } = open(folder);
    expect(() => restore(newWorld(settings))).toThrow(
      dataError(
        /log-1\.jsonl: what happened at byte \d+ does not happen again \(.*\); asg-local test/,
      ),
    );
    release();
  });

  test("a folder with files of somebody else", () => {
    const folder = newFolder();
    mkdirSync(folder);
    for (const name of [".hidden", "lost+found"]) change(folder, name, "");
    open(folder).release();
    change(folder, "thesis.txt", "a year of work");
    refused(folder, /is no data folder of asg-local; it holds thesis\.txt\./);
  });

  test("a folder that is a file", () => {
    const folder = newFolder();
    writeFileSync(folder, "");
    expect(() => open(folder)).toThrow(dataError(/: cannot be written \(EEXIST\)$/));
  });
});

describe("one process a folder", () => {
  const both = (own: number) => ({ own, identityOf: (pid: number) => `alive ${pid}` });

  test("a second one is refused with the number of the first", () => {
    const folder = newFolder();
    const first = open(folder, { processes: both(11) });
    expect(() => open(folder, { processes: both(12) })).toThrow(
      dataError(/: is in use by process 11 \(.*\/lock\)$/),
    );
    first.release();
    open(folder, { processes: both(12) }).release();
  });

  test("a lock of a process that is gone is taken over", () => {
    const folder = newFolder();
    open(folder, { processes: onlyLiving(11) });
    open(folder, { processes: onlyLiving(12) }).release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  test("a lock of a process whose number is used again is taken over", () => {
    const folder = newFolder();
    open(folder, { processes: both(11) });
    const later = { own: 12, identityOf: (pid: number) => `another ${pid}` };
    open(folder, { processes: later }).release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  test("a lock that was not written to its end is taken over", () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, "lock"), '{"pid":1');
    open(folder, { processes: both(12) }).release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  test("a process whose lock was taken acknowledges nothing and leaves it alone", async () => {
    const folder = newFolder();
    const world = newWorld(settings);
    const kept = await open(folder).keep(world);
    for (const call of opening) ask(world, call);
    writeFileSync(join(folder, "lock"), '{"pid":99,"identity":"another"}');
    const refusal = dataError(/lock: is not this process's any more; another uses the folder$/);
    await expect(whenOnDisk(kept)).rejects.toEqual(refusal);
    await expect(kept.close()).rejects.toEqual(refusal);
    expect(read(folder, "lock").toString()).toContain("99");
  });
});

test("a folder that disappears is told, and nothing is acknowledged any more", async () => {
  const folder = newFolder();
  const world = newWorld(settings);
  const kept = await open(folder, { mostLogBytes: 0 }).keep(world);
  rmSync(folder, { recursive: true });
  for (const call of opening) ask(world, call);
  await expect(whenOnDisk(kept)).rejects.toEqual(dataError(/lock: is not this process's/));
  world.emulator.reset();
  await expect(whenOnDisk(kept)).rejects.toEqual(dataError(/lock: is not this process's/));
});
