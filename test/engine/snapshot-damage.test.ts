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

const unlike = { $undefined: true };
const waiting = (it: Json) => {
  const waits = entries(region(it).instances).map(([, one]) => one.lifecycleActions);
  return waits.find((actions) => Array.isArray(actions)) as unknown as Json[];
};
const refreshes = (it: Json) => group(it).refreshes as unknown as Json[];
const facts = (it: Json) => it.events?.facts as unknown as Json[];
const dueEvents = (it: Json) => it.queue?.events as unknown as Json[];
const versions = (it: Json) => entries(region(it).parameters)[0]?.[1].versions as unknown as Json[];
const template = (it: Json) => entries(region(it).launchTemplates)[0]?.[1] as Json;
const rule = (it: Json) => entries(region(it).eventRules)[0]?.[1] as Json;

const relations: readonly (readonly [string, (it: Json) => unknown, RegExp])[] = [
  [
    "an instance that has ended and names its group",
    (it) => set(instance(it), { lifecycleState: "Terminated" }),
    /groupName: expected nothing, because the instance has left its group/,
  ],
  [
    "a warm instance of a group without a pool",
    (it) => set(instance(it), { lifecycleState: "Warmed:Pending" }),
    /lifecycleState: expected a state of a group without a warm pool/,
  ],
  [
    "a launch that nothing is known about",
    (it) => set(instance(it), { launchedAt: unlike, activityId: unlike, launchCause: unlike }),
    /expected an activityId and a launchCause, for EC2 has not accepted it/,
  ],
  [
    "a root volume that is replaced without a record",
    (it) => set(instance(it), { lifecycleState: "ReplacingRootVolume" }),
    /rootVolumeReplacement: expected a record, for it is being replaced/,
  ],
  [
    "an action of a hook that is not there",
    (it) => set(waiting(it)[0], { hookName: "none" }),
    /lifecycleActions\[0\]\.hookName: expected the name of a hook of its group/,
  ],
  [
    "two actions with one token",
    (it) => waiting(it).push(waiting(it)[0] as Json),
    /lifecycleActions\[1\]\.token: expected a token of its own/,
  ],
  [
    "two refreshes with one id",
    (it) => refreshes(it).unshift({ ...refreshes(it)[0], status: "Cancelled" } as unknown as Json),
    /refreshes\[1\]\.id: expected an id of its own/,
  ],
  [
    "an active refresh before another one",
    (it) => refreshes(it).unshift({ ...refreshes(it)[0], id: "before" } as unknown as Json),
    /refreshes\[0\]\.status: expected one of a refresh that has ended/,
  ],
  [
    "an event for a region that is not there",
    (it) => set(dueEvents(it)[0]?.event, { region: "1/us-east-1" }),
    /queue\.events\[0\]\.event\.region: expected the key of a region that is there/,
  ],
  [
    "events out of order",
    (it) => facts(it).reverse(),
    /events\.facts\[1\]\.sequence: expected one in ascending order/,
  ],
  [
    "a last event that is to come",
    (it) => set(it.events, { facts: [], lastDropped: 1_000_000 }),
    /events\.nextSequence: expected more than the last sequence/,
  ],
  [
    "an event on its way that tells of nothing",
    (it) => set(it.events, { pending: [{ ...facts(it)[0], activity: "none" }] }),
    /events\.pending\[0\]\.activity: expected the id of an ended activity of its group/,
  ],
  [
    "a version beyond the latest",
    (it) => set(template(it), { latestVersion: 1 }),
    /latestVersion: expected the highest number given out/,
  ],
  [
    "a default version that is not there",
    (it) => set(template(it), { defaultVersion: 99, latestVersion: 99 }),
    /defaultVersion: expected the number of one of its versions/,
  ],
  [
    "a version whose number is a text",
    (it) => set(entries(template(it).versions)[0] as unknown as Json, { 0: "one" }),
    /versions: expected keys: /,
  ],
  [
    "versions of a parameter out of order",
    (it) => versions(it).reverse(),
    /versions: expected one version or more, each number higher than the last/,
  ],
  [
    "a span that ends before it begins",
    (it) => set(entries(region(it).faults)[0]?.[1].fault, { bootSeconds: [90, 30] }),
    /bootSeconds: expected two numbers of seconds in order/,
  ],
  [
    "a rule with a pattern that AWS refuses",
    (it) => set(rule(it).settings, { eventPattern: '{"source":"a"}' }),
    /eventRules\["all"\]\.settings\.eventPattern: expected an event pattern/,
  ],
  [
    "attributes that are no texts",
    (it) => set(entries(region(it).ec2Records)[0]?.[1], { attributes: { enableDnsSupport: [] } }),
    /attributes\.enableDnsSupport: expected /,
  ],
];

let text: string;
let emulator: Emulator;
beforeAll(() => {
  emulator = (richWorlds.refreshHeldByHooks as () => { emulator: Emulator })().emulator;
  text = JSON.stringify(emulator.snapshot());
});

test.each([...rows, ...relations])("%s is refused and changes nothing", (_, spoil, message) => {
  const given = JSON.parse(text) as Json;
  spoil(given);
  expect(() => emulator.restore(given)).toThrow(
    expect.objectContaining({ name: "SnapshotError", message: expect.stringMatching(message) }),
  );
  expect(JSON.stringify(emulator.snapshot())).toBe(text);
});
