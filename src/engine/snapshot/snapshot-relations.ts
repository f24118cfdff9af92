/** Checks that the parts of a snapshot fit together, so that the restored world can run. */
import type { Instance } from "../../domain/instance.ts";
import { type InstanceRefresh, isActive } from "../../domain/instance-refresh.ts";
import type { SnapshotContent, StoredGroup, StoredRegion } from "./snapshot-content.ts";
import { isComplete } from "./stored-events.ts";
import type { Wrong } from "./stored-kinds.ts";

/** The first contradiction; each part has passed its own check already. */
export function wrongRelation(content: SnapshotContent): Wrong | undefined {
  for (const [key, region] of content.world.regions) {
    const wrong = wrongInRegion(region);
    if (wrong !== undefined) return at(`.world.regions${named(key)}`, wrong);
  }
  return wrongInQueue(content) ?? wrongInJournal(content) ?? wrongInEvents(content);
}

const named = (name: string) => `[${JSON.stringify(name)}]`;
const at = (place: string, { path, expected }: Wrong): Wrong => ({
  path: `${place}${path}`,
  expected,
});

function wrongInRegion(region: StoredRegion): Wrong | undefined {
  for (const [id, instance] of region.instances) {
    const wrong = wrongInInstance(instance, region);
    if (wrong !== undefined) return at(`.instances${named(id)}`, wrong);
  }
  for (const [name, group] of region.groups) {
    const wrong = wrongInGroup(group, region);
    if (wrong !== undefined) return at(`.groups${named(name)}`, wrong);
  }
  return undefined;
}

function wrongInInstance(instance: Instance, { groups }: StoredRegion): Wrong | undefined {
  const { groupName, lifecycleState } = instance;
  const isEnded = lifecycleState === "Terminated" || lifecycleState === "Detached";
  if (groupName === undefined) return undefined;
  const group = groups.get(groupName);
  if (group === undefined) return { path: ".groupName", expected: "the name of a group" };
  if (isEnded) {
    return { path: ".groupName", expected: "nothing, because the instance has left its group" };
  }
  // Other warm instances may outlive the pool while they terminate.
  if (lifecycleState.startsWith("Warmed:Pending") && group.warmPool === undefined) {
    return { path: ".lifecycleState", expected: "a state of a group without a warm pool" };
  }
  return wrongInWork(instance, group);
}

/** Everything in progress for an instance must exist. */
function wrongInWork(instance: Instance, group: StoredGroup): Wrong | undefined {
  const { launchedAt, activityId, launchCause, lifecycleActions = [] } = instance;
  if (launchedAt === undefined && (activityId === undefined || launchCause === undefined)) {
    return { path: "", expected: "an activityId and a launchCause, for EC2 has not accepted it" };
  }
  const isReplacing = /^ReplacingRootVolume/.test(instance.lifecycleState);
  if (isReplacing && instance.rootVolumeReplacement === undefined) {
    return { path: ".rootVolumeReplacement", expected: "a record, for it is being replaced" };
  }
  const tokens = new Set<string>();
  for (const [nth, { hookName, token }] of lifecycleActions.entries()) {
    const path = `.lifecycleActions[${nth}]`;
    if (!group.lifecycleHooks.has(hookName)) {
      return { path: `${path}.hookName`, expected: "the name of a hook of its group" };
    }
    if (tokens.has(token)) return { path: `${path}.token`, expected: "a token of its own" };
    tokens.add(token);
  }
  return undefined;
}

function wrongInGroup(group: StoredGroup, region: StoredRegion): Wrong | undefined {
  const { minSize, maxSize, refreshes } = group;
  if (minSize > maxSize) return { path: ".minSize", expected: "not more than its maxSize" };
  return wrongInFleet(group, region) ?? wrongInRefreshes(refreshes);
}

/** The group's members are exactly the instances that name it, each once. */
function wrongInFleet(group: StoredGroup, { instances }: StoredRegion): Wrong | undefined {
  const { members } = group.fleetOrder;
  const path = ".fleetOrder.members";
  const seen = new Set(members);
  if (seen.size !== members.length) return { path, expected: "each id once" };
  const stranger = members.find((id) => instances.get(id)?.groupName !== group.name);
  if (stranger !== undefined) {
    const expected = `instances of this group, which ${JSON.stringify(stranger)} is not`;
    return { path, expected };
  }
  for (const { id, groupName } of instances.values()) {
    if (groupName !== group.name || seen.has(id)) continue;
    return { path, expected: `all instances of the group, ${JSON.stringify(id)} too` };
  }
  return undefined;
}

/** At most one refresh is active, and it is the newest. */
function wrongInRefreshes(refreshes: readonly InstanceRefresh[]): Wrong | undefined {
  const ids = new Set<string>();
  for (const [nth, refresh] of refreshes.entries()) {
    const path = `.refreshes[${nth}]`;
    if (ids.has(refresh.id)) return { path: `${path}.id`, expected: "an id of its own" };
    ids.add(refresh.id);
    if (isActive(refresh) && nth < refreshes.length - 1) {
      return { path: `${path}.status`, expected: "one of a refresh that has ended" };
    }
  }
  return undefined;
}

/** A group that waits for a tick must be in the queue; this finds lost timers. */
function wrongInQueue({ queue, now, world }: SnapshotContent): Wrong | undefined {
  let before = { at: now, sequence: 0 };
  const looks = new Set<string>();
  for (const [nth, { at: due, sequence, event }] of queue.events.entries()) {
    const path = `.queue.events[${nth}]`;
    const isLater = due > before.at || (due === before.at && sequence > before.sequence);
    if (!isLater || sequence >= queue.nextSequence) {
      return { path, expected: "a due event, not before now and in order" };
    }
    if (!world.regions.has(event.region)) {
      return { path: `${path}.event.region`, expected: "the key of a region that is there" };
    }
    before = { at: due, sequence };
    if (event.kind === "group") looks.add(JSON.stringify([event.region, event.group, due]));
  }
  for (const [key, region] of world.regions) {
    for (const { name, wakeAt } of region.groups.values()) {
      if (wakeAt === undefined || looks.has(JSON.stringify([key, name, wakeAt]))) continue;
      const path = `.world.regions${named(key)}.groups${named(name)}.wakeAt`;
      return { path, expected: "the time of an event in the queue for its next look" };
    }
  }
  return undefined;
}

function wrongInJournal({
  journal: { entries, nextSequence },
}: SnapshotContent): Wrong | undefined {
  const first = nextSequence - entries.length;
  const wrong = entries.findIndex(({ sequence }, nth) => sequence !== first + nth);
  if (wrong === -1 && first >= 1) return undefined;
  return { path: ".journal.entries", expected: "entries numbered without a gap" };
}

/** Numbers may be missing, because none is given twice when a world is replaced. */
function wrongInEvents({ events, world }: SnapshotContent): Wrong | undefined {
  let before = events.lastDropped;
  for (const [nth, fact] of events.facts.entries()) {
    const path = `.events.facts[${nth}]`;
    const { sequence } = fact;
    if (sequence <= before || sequence >= events.nextSequence) {
      return { path: `${path}.sequence`, expected: "one in ascending order" };
    }
    if (!isComplete(fact, world.regions)) {
      return { path: `${path}.activity`, expected: "the id of an ended activity of its group" };
    }
    before = sequence;
  }
  const nth = (events.pending ?? []).findIndex((fact) => !isComplete(fact, world.regions));
  if (nth !== -1) {
    const path = `.events.pending[${nth}].activity`;
    return { path, expected: "the id of an ended activity of its group" };
  }
  if (before < events.nextSequence) return undefined;
  return { path: ".events.nextSequence", expected: "more than the last sequence" };
}
