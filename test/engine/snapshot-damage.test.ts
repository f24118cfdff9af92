/** Snapshots that would stop the world later are refused in words, and nothing has changed. */
import { beforeAll, expect, test } from "vitest";
import type { Emulator } from "../../src/emulator.ts";
import { richWorlds } from "../support/rich-worlds.ts";

/** A snapshot is read and spoiled here as anybody's JSON. */
interface Json {
  [member: string]: Json;
}
type Entry = [string, Json];

const region = (it: Json) => entries(it.world?.regions)[0]?.[1] as Json;
const entries = (map: Json | undefined) => (map as unknown as { $map: Entry[] }).$map;
const group = (it: Json) => entries(region(it).groups)[0]?.[1] as Json;
const instance = (it: Json) => entries(region(it).instances)[0]?.[1] as Json;
const timing = (it: Json) => (it.world?.settings?.timing ?? {}) as Record<string, unknown>;
const lines = (it: Json) => it.journal?.entries as unknown as Json[];
const rename = (map: Json | undefined) => {
  const [first] = entries(map);
  if (first !== undefined) first[0] = "another";
};
const set = (record: Json | undefined, members: object) => Object.assign(record ?? {}, members);

const rows: readonly (readonly [string, (it: Json) => unknown, RegExp])[] = [
  ["B1: a time before dates", (it) => set(it, { now: -9e15 }), /now: expected a whole number/],
  ["B1: a time beyond dates", (it) => set(it, { now: 9e15 }), /now: expected a whole number/],
  ["B1: a fraction of a millisecond", (it) => set(it, { now: 1.5 }), /now: .*it is 1\.5/],
  [
    "B2: a tick before the one before",
    (it) => set(timing(it) as Json, { tickSeconds: -1e15 }),
    /world\.settings\.timing\.tickSeconds: expected a number from 0\.05 to 86400/,
  ],
  [
    "B2: a tick that hardly lets time pass",
    (it) => set(timing(it) as Json, { tickSeconds: 1e-9 }),
    /tickSeconds: .*it is 1e-9/,
  ],
  [
    "B2: a tick that never ends",
    (it) => set(timing(it) as Json, { tickSeconds: 1e308 }),
    /tickSeconds: .*it is 1e\+308/,
  ],
  [
    "B2: a launch that takes a text",
    (it) => set(timing(it) as Json, { launchSeconds: "x" }),
    /timing\.launchSeconds: expected a number .*it is "x"/,
  ],
  [
    "B2: a group under another key",
    (it) => rename(region(it).groups),
    /groups\["another"\]: expected the key "web", which is what it holds/,
  ],
  [
    "B2: a fault under another key",
    (it) => rename(region(it).faults),
    /faults\["another"\]: expected the key "fault-/,
  ],
  [
    "B2: a journal line without a type",
    (it) => set(lines(it)[0]?.change, { type: undefined }),
    /journal\.entries\[0\]\.change\.type: expected one of .*it is missing/,
  ],
  [
    "B2: a journal line with a list as type",
    (it) => set(lines(it)[0]?.change, { type: [] }),
    /journal\.entries\[0\]\.change\.type: expected one of .*it is a list/,
  ],
  ["a size below nothing", (it) => set(group(it), { minSize: -1 }), /minSize: .*it is -1/],
  [
    "a minimum above the maximum",
    (it) => set(group(it), { minSize: 10_000 }),
    /groups\["web"\]\.minSize: expected not more than its maxSize/,
  ],
  [
    "an instance of a group that is not there",
    (it) => set(instance(it), { groupName: "nobody" }),
    /\.groupName: expected the name of a group/,
  ],
  [
    "an instance that is twice in its group",
    (it) => {
      const { members } = group(it).fleetOrder as unknown as { members: string[] };
      members.push(members[0] ?? "");
    },
    /fleetOrder\.members: expected each id once/,
  ],
  [
    "a state that AWS has not",
    (it) => set(instance(it), { lifecycleState: "Asleep" }),
    /lifecycleState: expected one of "Pending".*it is "Asleep"/,
  ],
  [
    "a member of AWS's own form with another type",
    (it) => set(entries(region(it).alarms)[0]?.[1]?.definition?.stored, { Threshold: "1" }),
    /alarms\["errors"\]\.definition\.stored\.Threshold: expected a number/,
  ],
  [
    "a key twice",
    (it) => entries(region(it).alarms).push(entries(region(it).alarms)[0] as Entry),
    /a map has the key "errors" twice/,
  ],
  [
    "a long text with control characters",
    (it) => set(group(it), { minSize: `\u001b[2J${"x".repeat(500)}` }),
    /it is "\\u001b\[2Jx{70,80}…$/,
  ],
  [
    "lists in lists without end",
    (it) => set(it, { extra: JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) }),
    /more than 200 records or lists are within each other/,
  ],
];

let text: string;
let emulator: Emulator;
beforeAll(() => {
  emulator = (richWorlds.refreshHeldByHooks as () => { emulator: Emulator })().emulator;
  text = JSON.stringify(emulator.snapshot());
});

test.each(rows)("%s is refused and changes nothing", (_, spoil, message) => {
  const given = JSON.parse(text) as Json;
  spoil(given);
  expect(() => emulator.restore(given)).toThrow(
    expect.objectContaining({ name: "SnapshotError", message: expect.stringMatching(message) }),
  );
  expect(JSON.stringify(emulator.snapshot())).toBe(text);
});
