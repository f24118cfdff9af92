/** Snapshots: everything survives, and what cannot be restored is refused and changes nothing. */
import { describe, expect, test } from "vitest";
import { restoreOrder } from "../../src/domain/fleet.ts";
import type { World } from "../../src/domain/world.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { newEngine } from "../../src/engine/engine.ts";
import { fromPlain, toPlain } from "../../src/engine/snapshot/plain-json.ts";
import { aSettledFleet, inProcess, startRefresh } from "../support/in-process.ts";
import { errorsAlarm } from "../support/rich-worlds.ts";

type Json = Record<string, unknown>;
const plain = (emulator: Emulator): Json => JSON.parse(JSON.stringify(emulator.snapshot()));

/** What was filed last or went where, and if a bucket needs sorting, only makes filing faster. */
function comparable(world: World): World {
  const copy = structuredClone(world);
  for (const { groups } of copy.regions.values()) {
    for (const { fleet } of groups.values()) {
      restoreOrder(fleet);
      for (const bucket of fleet.buckets.values()) {
        bucket.latest = undefined;
        bucket.next = undefined;
      }
    }
  }
  return copy;
}

/** A world with something in most of its maps, in the middle of a refresh. */
function aRichWorld() {
  const story = aSettledFleet({ size: 6 });
  const group = { AutoScalingGroupName: "web" };
  const [first, second] = story.instances();
  story.call("autoscaling", "CreateOrUpdateTags", {
    Tags: [{ ResourceId: "web", ResourceType: "auto-scaling-group", Key: "$map", Value: "[]" }],
  });
  story.call("autoscaling", "PutLifecycleHook", {
    ...group,
    LifecycleHookName: "wait",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  });
  story.call("autoscaling", "PutScheduledUpdateGroupAction", {
    ...group,
    ScheduledActionName: "day",
    Recurrence: "*/5 * * * *",
    DesiredCapacity: 6,
  });
  story.call("autoscaling", "SuspendProcesses", { ...group, ScalingProcesses: ["AZRebalance"] });
  story.call("autoscaling", "SetInstanceProtection", {
    ...group,
    InstanceIds: [first?.id],
    ProtectedFromScaleIn: true,
  });
  story.call("cloudwatch", "PutMetricAlarm", errorsAlarm);
  story.call("cloudwatch", "PutMetricData", {
    Namespace: "web",
    MetricData: [{ MetricName: "5xx", Value: 1, Timestamp: new Date("2026-09-27T12:00:00Z") }],
  });
  startRefresh(story, { MinHealthyPercentage: 50, ScaleInProtectedInstances: "Ignore" });
  story.call("autoscaling", "SetInstanceHealth", {
    InstanceId: second?.id,
    HealthStatus: "Unhealthy",
  });
  story.advance(20);
  return story;
}

describe("a rich world", () => {
  test("comes back whole, every field and every map of it, in the same order", () => {
    const { emulator } = aRichWorld();
    const before = comparable(emulator.world);
    const text = JSON.stringify(emulator.snapshot());
    emulator.restore(JSON.parse(text));
    expect(comparable(emulator.world)).toEqual(before);
    expect(JSON.stringify(emulator.snapshot())).toBe(text);
  });

  test("comes back with maps, lists and fields that nobody knew of", () => {
    const { emulator } = aRichWorld();
    const region = [...emulator.world.regions.values()][0];
    const extra = { byKey: new Map([["a", { $map: 1, list: [new Map([[1, new Date(5)]])] }]]) };
    Object.assign(region as object, { extra });
    emulator.restore(plain(emulator));
    expect([...emulator.world.regions.values()][0]).toHaveProperty("extra", extra);
  });

  test("goes on in an emulator that was begun differently", () => {
    const one = aRichWorld();
    const other = inProcess({ seed: "another", timing: { tickSeconds: 1 } });
    other.emulator.restore(plain(one.emulator));
    other.advance(one.elapsedSeconds());
    for (const story of [one, other]) story.advance(3000);
    expect(JSON.stringify(other.journal())).toBe(JSON.stringify(one.journal()));
  });

  test("is refreshed by a copy of it while the copy's origin stays as it was", () => {
    const story = aRichWorld();
    const taken = story.emulator.snapshot();
    const text = JSON.stringify(taken);
    story.advance(600);
    expect(JSON.stringify(taken)).toBe(text);
  });
});

test("the engine has no member that a snapshot leaves out", () => {
  const settings = inProcess().emulator.world.settings;
  const engine = newEngine({ seed: "", settings, now: 0 });
  expect(Object.keys(engine).sort()).toEqual([
    "events",
    "identifiers",
    "journal",
    "now",
    "queue",
    "seed",
    "world",
  ]);
  const kept = Object.keys(engine.world).sort();
  expect(kept).toEqual(["regions", "settings"]);
});

test.each([
  [
    "a map in order",
    new Map<unknown, unknown>([
      ["b", 1],
      ["a", new Map([[2, "x"]])],
    ]),
  ],
  ["a date", new Date(1234)],
  ["bytes", Uint8Array.from([0, 255])],
  ["names that look like marks", { $map: [1], $$x: { $date: 3 } }],
  ["numbers that JSON has not", [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
])("%s survives JSON", (_, value) => {
  const found = fromPlain(JSON.parse(JSON.stringify(toPlain(value))));
  expect(found).toEqual(value);
  expect(JSON.stringify(toPlain(found))).toBe(JSON.stringify(toPlain(value)));
});

describe("a snapshot is refused", () => {
  const group = (snapshot: Json) =>
    // biome-ignore lint/suspicious/noExplicitAny: a snapshot is read here as anybody's JSON
    (snapshot as any).world.regions.$map[0][1].groups.$map[0][1];
  const broken: readonly (readonly [string, (snapshot: Json) => unknown, RegExp])[] = [
    ["that is no object", () => "text", /no snapshot of asg-local/],
    ["that is null", () => null, /no snapshot of asg-local/],
    ["of another format", (it) => ({ ...it, format: "zip" }), /"format" is not "asg-local"/],
    ["of a newer version", (it) => ({ ...it, version: 4 }), /version 4, of a newer asg-local/],
    ["without version", (it) => ({ ...it, version: undefined }), /no version that is known/],
    ["without time", (it) => ({ ...it, now: "x" }), /damaged: now: expected a whole number/],
    ["with a seed that is no text", (it) => ({ ...it, seed: 7 }), /damaged: seed: expected a text/],
    [
      "without a world",
      (it) => ({ ...it, world: {} }),
      /damaged: world.settings: expected a record; it is missing/,
    ],
    ["with an unknown mark", (it) => ({ ...it, world: { $moon: [] } }), /\$moon/],
    [
      "without generators",
      (it) => ({ ...it, random: {} }),
      /random\.\w+: expected four whole numbers/,
    ],
    [
      "with a group cut short",
      (it) => delete group(it).owed && it,
      /groups\["web"\]\.owed: expected a record; it is missing/,
    ],
    [
      "that lost a member",
      (it) => group(it).fleetOrder.members.pop() && it,
      /fleetOrder\.members: expected all instances/,
    ],
    [
      "that lost the next look at a group",
      (it) => Object.assign(group(it), { wakeAt: 5000 + Number(it.now) - 1 }) && it,
      /groups\["web"\]\.wakeAt: expected the time of an event in the queue for its next look/,
    ],
    [
      "with a gap in its journal",
      (it) => (it.journal as { entries: unknown[] }).entries.splice(3, 1) && it,
      /journal\.entries: expected entries numbered without a gap/,
    ],
    [
      "with its events out of order",
      (it) => (it.events as { facts: unknown[] }).facts.reverse() && it,
      /events\.facts\[1\]\.sequence: expected one in ascending order/,
    ],
    [
      "with an event of a move that has none",
      (it) => {
        const { facts } = it.events as { facts: { activity?: unknown }[] };
        const fact = facts.find(({ activity }) => activity !== undefined) ?? {};
        const known = [...(group(it).activities as { $map: [string, object][] }).$map];
        const activity = known.find(([id]) => id === fact.activity)?.[1];
        return Object.assign(fact, { activity: { ...activity, kind: "attach" } }) && it;
      },
      /events\.facts\[\d+\]\.activity: expected an activity whose end is an event/,
    ],
    [
      "with an event of an activity that nobody has",
      (it) => {
        const { facts } = it.events as { facts: { activity?: unknown }[] };
        const fact = facts.find(({ activity }) => activity !== undefined) ?? {};
        return Object.assign(fact, { activity: "none" }) && it;
      },
      /events\.facts\[\d+\]\.activity: expected the id of an ended activity of its group/,
    ],
  ];
  test.each(broken)("%s, and nothing changes", (_, breakIt, message) => {
    const { emulator } = aRichWorld();
    const before = JSON.stringify(emulator.snapshot());
    const given = breakIt(plain(emulator));
    expect(() => emulator.restore(given)).toThrow(
      expect.objectContaining({ name: "SnapshotError", message: expect.stringMatching(message) }),
    );
    expect(JSON.stringify(emulator.snapshot())).toBe(before);
  });
});

test("a reset after a restore goes back to the emulator's own beginning", () => {
  const { emulator } = aRichWorld();
  const { settings } = emulator.world;
  const other = createEmulator({ seed: "o", settings, now: () => 0 });
  other.restore(plain(emulator));
  other.reset();
  expect(other.world.regions.size).toBe(0);
  expect(other.lastSequence()).toBe(0);
});
