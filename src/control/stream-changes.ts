/** What the lines of the journal mean for a page that shows groups: what is to be shown anew. */
import type { Change } from "../domain/changes/change.ts";
import { type AutoScalingGroup, watchesAlarm } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import type { Instant } from "../domain/time.ts";
import { type Region, regionOf, type World } from "../domain/world.ts";
import type { StateOperations, TimeOperations } from "../emulator.ts";
import { instanceColumns } from "./instance-columns.ts";
import { groupOf } from "./present.ts";
import { showFault } from "./present-fault.ts";
import { showActiveRefresh, showDue, showState } from "./present-group.ts";

/** A group that has changed, and what of it. */
interface TouchedGroup {
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly ids: Set<string>;
  /** Its refresh has changed, too. */
  isOfRefresh: boolean;
  /** All of its instances have. */
  isWhole: boolean;
}

interface TouchedFault {
  readonly account: string;
  readonly region: string;
  readonly id: string;
}

export interface Touched {
  readonly groups: ReadonlyMap<string, TouchedGroup>;
  readonly faults: ReadonlyMap<string, TouchedFault>;
}

export function touchedBy(entries: readonly JournalEntry[], world: World): Touched {
  const groups = new Map<string, TouchedGroup>();
  const faults = new Map<string, TouchedFault>();
  for (const entry of entries) {
    const { account, region, change } = entry;
    if (faultTypes.has(change.type) && "id" in change) {
      faults.set(`${account}/${region}/${change.id}`, { account, region, id: String(change.id) });
      continue;
    }
    for (const group of groupsOf(entry, world)) {
      const key = `${account}/${region}/${group}`;
      const known = groups.get(key);
      const ids = new Set<string>();
      const touched = known ?? { account, region, group, ids, isOfRefresh: false, isWhole: false };
      groups.set(key, touched);
      touched.isOfRefresh ||= "refreshId" in change || change.type === "RefreshStarted";
      touched.isWhole ||= change.type === "RefreshBegun";
      for (const id of idsIn(change)) touched.ids.add(id);
    }
  }
  return { groups, faults };
}

const faultTypes: ReadonlySet<Change["type"]> = new Set([
  "FaultAdded",
  "FaultRemoved",
  "FaultFired",
  "FaultPassed",
]);

function groupsOf(entry: JournalEntry, world: World): readonly string[] {
  const { account, region, change } = entry;
  if (isAlarmChange(change))
    return groupsWatching(alarmsIn(change), regionOf(world, account, region));
  const group = groupOf(entry) ?? groupOfInstance(world, entry);
  return group === undefined ? [] : [group];
}

/** An alarm concerns the groups whose refresh under way watches it. */
function groupsWatching(names: readonly string[], { groups }: Region): readonly string[] {
  const watching = [...groups.values()].filter((group) =>
    names.some((name) => watchesAlarm(group, name)),
  );
  return watching.map(({ name }) => name);
}

type StateOfAlarm = Extract<Change, { type: "AlarmPut" | "AlarmStateSet" | "AlarmsDeleted" }>;

function isAlarmChange(change: Change): change is StateOfAlarm {
  const { type } = change;
  return type === "AlarmPut" || type === "AlarmStateSet" || type === "AlarmsDeleted";
}

function alarmsIn(change: StateOfAlarm): readonly string[] {
  if (change.type === "AlarmsDeleted") return change.names;
  return [change.type === "AlarmPut" ? change.alarm.name : change.name];
}

/** EC2's own changes name an instance only. */
function groupOfInstance(world: World, { account, region, change }: JournalEntry) {
  if (!("id" in change)) return undefined;
  return regionOf(world, account, region).instances.get(String(change.id))?.groupName;
}

function idsIn(change: Change): readonly string[] {
  const {
    id,
    ids = [],
    outdated = [],
    instance,
  } = change as {
    readonly id?: string;
    readonly ids?: readonly string[];
    readonly outdated?: readonly string[];
    readonly instance?: Instance;
  };
  return [
    ...(id === undefined ? [] : [id]),
    ...ids,
    ...outdated,
    ...(instance === undefined ? [] : [instance.id]),
  ];
}

/** With more changed instances, reading the group anew is cheaper. */
const mostInstances = 1000;

interface Shown {
  readonly world: World;
  readonly emulator: Pick<StateOperations & TimeOperations, "nextDueOf" | "lastSequence">;
}

/** The group as it is now, of its instances the changed ones; or that it is to be read anew. */
export function instancesOf(
  touched: TouchedGroup,
  { world, emulator }: Shown,
): { readonly kind: "instances" | "gap"; readonly data: object } {
  const { account, region: name, group: groupName, ids, isWhole } = touched;
  const place = { account, region: name, group: groupName };
  const region = regionOf(world, account, name);
  const group = region.groups.get(groupName);
  if (group === undefined) return { kind: "instances", data: { ...place, deleted: true } };
  const { members } = group.fleet;
  const state = showState(group, region);
  if (Math.max(isWhole ? members.size : ids.size, state.hooks.length) > mostInstances) {
    const sequence = emulator.lastSequence();
    return { kind: "gap", data: { ...place, reread: "group", sequence, why: "many instances" } };
  }
  const meant = isWhole ? new Set([...members.keys(), ...ids]) : ids;
  const present = [...meant].flatMap((id) => members.get(id) ?? []);
  const nextDue = emulator.nextDueOf(place);
  const data = {
    ...place,
    deleted: false,
    ...sizesOf(group),
    ...state,
    nextDue: nextDue === undefined ? null : showDue(nextDue),
    instances: instanceColumns(present, group),
    gone: [...meant].filter((id) => !members.has(id)),
  };
  return { kind: "instances", data };
}

function sizesOf({ minSize, desiredCapacity, maxSize }: AutoScalingGroup) {
  return { minSize, desiredCapacity, maxSize };
}

/** The newest refresh, also when it has just ended; undefined where there is none any more. */
export function refreshOf(touched: TouchedGroup, world: World, now: Instant): object | undefined {
  const { account, region, group: name } = touched;
  const refresh = regionOf(world, account, region).groups.get(name)?.refreshes.at(-1);
  if (refresh === undefined) return undefined;
  return { account, region, group: name, refresh: showActiveRefresh(refresh, now) };
}

/** Null for a fault that is gone. */
export function faultOf({ account, region, id }: TouchedFault, world: World): object {
  const fault = regionOf(world, account, region).faults.get(id);
  return { account, region, id, fault: fault === undefined ? null : showFault(fault) };
}
