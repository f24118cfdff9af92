/** Finds what is wrong with the content of a snapshot before anything is built from it. */
import { emptyRegion, regionKey } from "../domain/world.ts";
import { seededIdentifiers } from "./identifiers.ts";
import type { SnapshotContent, StoredGroup, StoredRegion } from "./snapshot-content.ts";

type Kind = "text" | "number" | "list" | "map" | "record" | "truth";
type Members = Readonly<Record<string, Kind>>;
type Unknown = Readonly<Record<string, unknown>>;

const group: Members = {
  ...{ name: "text", arn: "text", createdAt: "number", desiredCapacity: "number" },
  ...{ minSize: "number", maxSize: "number", launchSource: "record", owed: "record" },
  ...{ availabilityZones: "list", subnetIds: "list", terminationPolicies: "list" },
  ...{ tags: "map", suspendedProcesses: "map", lifecycleHooks: "map", scheduledActions: "map" },
  ...{ scaleInOwed: "number", launchCount: "number", activities: "map", refreshes: "list" },
  ...{ scalingNotBefore: "number", healthNotBefore: "number", fleetOrder: "record" },
};
const refresh: Members = {
  ...{ id: "text", strategy: "text", status: "text", preferences: "record", decisions: "list" },
  ...{ requestedAt: "number", lastProgressAt: "number", notBefore: "number" },
};
const instance: Members = {
  ...{ id: "text", imageId: "text", instanceType: "text", availabilityZone: "text" },
  ...{ ec2State: "text", lifecycleState: "text", healthStatus: "text", weight: "number" },
  ...{ protectedFromScaleIn: "truth", isSettled: "truth", isWarm: "truth", tags: "list" },
  ...{ purpose: "text", bootSeconds: "number", terminateSeconds: "number", isBroken: "truth" },
};
const template: Members = {
  ...{ id: "text", name: "text", defaultVersion: "number", latestVersion: "number" },
  ...{ tags: "list", versions: "map" },
};
const order: Members = { members: "list", unhealthy: "list", buckets: "list" };

/** The first problem as "place: what was expected"; undefined when there is none. */
export function problemIn(content: SnapshotContent): string | undefined {
  try {
    checkFrame(content);
    for (const [key, region] of content.world.regions) checkRegion(key, region);
    checkQueue(content);
    checkJournal(content);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

class Problem extends Error {}

function expect(holds: boolean, place: string, expected: string): asserts holds {
  if (!holds) throw new Problem(`${place}: expected ${expected}`);
}

function checkFrame(content: SnapshotContent): void {
  const frame = { now: "number", world: "record", queue: "record" } as const;
  checkMembers("snapshot", content, { ...frame, random: "record", journal: "record" });
  const isSeed = content.seed === undefined || typeof content.seed === "string";
  expect(isSeed, "seed", "a text");
  checkMembers("world", content.world, { settings: "record", regions: "map" });
  const settings = { timing: "record", min100: "text", behaviors: "list" } as const;
  checkMembers("world.settings", content.world.settings, settings);
  checkMembers("queue", content.queue, { nextSequence: "number", events: "list" });
  checkMembers("journal", content.journal, { nextSequence: "number", entries: "list" });
  const purposes = Object.keys(seededIdentifiers("").states);
  const isWhole = (words: unknown) =>
    Array.isArray(words) && words.length === 4 && words.every(Number.isInteger);
  for (const purpose of purposes) {
    expect(isWhole(content.random[purpose]), `random.${purpose}`, "four whole numbers");
  }
  const known = Object.keys(content.random).every((purpose) => purposes.includes(purpose));
  expect(known, "random", `${purposes.join(", ")} and no other`);
}

function checkRegion(key: string, region: StoredRegion): void {
  const place = `region ${key}`;
  expect(key === regionKey(region.account, region.name), place, "the key of its account and name");
  const like = Object.entries(emptyRegion("", "")).map(([name, value]) => [name, kindOf(value)]);
  checkMembers(place, region, Object.fromEntries(like) as Members);
  for (const [id, one] of region.instances) checkMembers(`${place}, instance ${id}`, one, instance);
  for (const [id, one] of region.launchTemplates) {
    checkMembers(`${place}, launch template ${id}`, one, template);
  }
  for (const [name, one] of region.groups) checkGroup(`${place}, group ${name}`, one, region);
}

function checkGroup(place: string, stored: StoredGroup, { instances }: StoredRegion): void {
  checkMembers(place, stored, group);
  for (const one of stored.refreshes) checkMembers(`${place}, refresh`, one, refresh);
  checkMembers(`${place}, fleetOrder`, stored.fleetOrder, order);
  const members = new Set(stored.fleetOrder.members);
  for (const id of members) {
    const isMember = instances.get(id)?.groupName === stored.name;
    expect(isMember, `${place}, member ${id}`, "an instance of this group");
  }
  const own = [...instances.values()].filter(({ groupName }) => groupName === stored.name);
  const areAllNamed = own.every(({ id, lifecycleState }) => {
    const isGone = lifecycleState === "Terminated" || lifecycleState === "Detached";
    return isGone || members.has(id);
  });
  expect(areAllNamed, `${place}, fleetOrder`, "all instances of the group");
}

/** A group that waits for a look has it in the queue: a lost timer is found here. */
function checkQueue({ queue, now, world }: SnapshotContent): void {
  let before = { at: now, sequence: 0 };
  const looks = new Set<string>();
  for (const { at, sequence, event } of queue.events) {
    const isLater = at > before.at || (at === before.at && sequence > before.sequence);
    expect(isLater && sequence < queue.nextSequence, `queue, event ${sequence}`, "it in order");
    expect(world.regions.has(event.region), `queue, event ${sequence}`, "a region that is there");
    before = { at, sequence };
    if (event.kind === "group") looks.add(`${event.region}/${event.group}/${at}`);
  }
  for (const [key, region] of world.regions) {
    for (const { name, wakeAt } of region.groups.values()) {
      const isKept = wakeAt === undefined || looks.has(`${key}/${name}/${wakeAt}`);
      expect(isKept, `queue, group ${name}`, "an event for its next look");
    }
  }
}

function checkJournal({ journal: { entries, nextSequence } }: SnapshotContent): void {
  const first = nextSequence - entries.length;
  const wrong = entries.find(({ sequence }, nth) => sequence !== first + nth);
  expect(wrong === undefined && first >= 1, "journal", "entries numbered without a gap");
}

function checkMembers(place: string, record: unknown, members: Members): void {
  expect(kindOf(record) === "record", place, "a record");
  for (const [name, kind] of Object.entries(members)) {
    expect(kindOf((record as Unknown)[name]) === kind, `${place}, ${name}`, `a ${kind}`);
  }
}

function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "map";
  if (typeof value === "object" && value !== null) return "record";
  const kinds: Readonly<Record<string, Kind>> = {
    string: "text",
    number: "number",
    boolean: "truth",
  };
  return kinds[typeof value];
}
