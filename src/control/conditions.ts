/** The conditions that time can be moved to: checked fully once, then updated change by change. */
import { eventOf } from "../domain/event-bridge.ts";
import { isOnBus } from "../domain/event-fact.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { LifecycleState } from "../domain/instance.ts";
import { type InstanceRefresh, isActive } from "../domain/instance-refresh.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import { regionKey, regionOf, type World } from "../domain/world.ts";
import type { EventOperations } from "../emulator.ts";
import { groupOf } from "./present.ts";
import type { Condition, EventCondition } from "./schema.ts";
import { isGroupSettled } from "./settled.ts";

export interface Watch {
  /** Whether the condition holds now. */
  isSoNow(): boolean;
  /** Whether these newest changes made the condition true. */
  isMadeSo(happened: readonly JournalEntry[]): boolean;
}

interface GroupReference {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

/** Returns a sentence when the condition can never hold. */
export function watchFor(
  world: World,
  condition: Condition,
  home: { readonly account: string; readonly region: string },
): Watch | string {
  const place: GroupReference = {
    account: condition.account ?? home.account,
    region: condition.region ?? home.region,
    group: condition.group,
  };
  const find = () => regionOf(world, place.account, place.region).groups.get(place.group);
  const group = find();
  if (group === undefined) return `no group ${place.group} in ${place.account} ${place.region}`;
  const { status, checkpoint, lifecycleState, count } = condition;
  if (lifecycleState !== undefined && count !== undefined) {
    return lifecycleWatch(find, place, { state: lifecycleState, count });
  }
  if (condition.settled === true) {
    const isSoNow = () => isGroupSettled(find());
    return { isSoNow, isMadeSo: (happened) => happened.some(isOf(place)) && isSoNow() };
  }
  const refresh = refreshMeant(group, condition.refresh);
  if (typeof refresh === "string") return refresh;
  if (status !== undefined) return statusWatch(refresh, place, status);
  return checkpointWatch(refresh, place, checkpoint ?? 0);
}

/**
 * The refresh of this id; without one the newest. One that a world file brought along counts only
 * by its id: its success is no answer to whether a refresh that was started here succeeds.
 */
function refreshMeant(group: AutoScalingGroup, id: string | undefined): InstanceRefresh | string {
  const newest = group.refreshes.at(-1);
  if (newest === undefined) return `group ${group.name} has no instance refresh`;
  if (id !== undefined) {
    const named = group.refreshes.find((refresh) => refresh.id === id);
    return named ?? `group ${group.name} has no instance refresh ${id}`;
  }
  if (isActive(newest) || newest.summary !== undefined) return newest;
  return (
    `group ${group.name} has only instance refreshes of its past; the newest is ` +
    `${newest.status}: name it, as refresh ${newest.id}, to mean it`
  );
}

/** All groups of the world at rest; only groups touched by a change are checked again. */
export function settledWatch(world: World): Watch {
  const restless = new Map<string, GroupReference>();
  const look = (place: GroupReference) => {
    const { account, region, group: name } = place;
    const group = regionOf(world, account, region).groups.get(name);
    const key = `${regionKey(account, region)}/${name}`;
    if (group === undefined || isGroupSettled(group)) restless.delete(key);
    else restless.set(key, place);
  };
  return {
    isSoNow: () => {
      for (const { account, name: region, groups } of world.regions.values()) {
        for (const group of groups.keys()) look({ account, region, group });
      }
      return restless.size === 0;
    },
    isMadeSo: (happened) => {
      for (const entry of happened) {
        const group = groupOf(entry);
        if (group !== undefined) look({ account: entry.account, region: entry.region, group });
      }
      return restless.size === 0;
    },
  };
}

/** The next change of any kind; a stale event does not count. */
export const nextChangeWatch: Watch = {
  isSoNow: () => false,
  isMadeSo: (happened) => happened.length > 0,
};

/** An event that is sent from now on and matches; one instant may have several. */
export function eventWatch(
  emulator: EventOperations,
  { event: { isMatching }, account, region }: EventCondition,
  home: { readonly account: string; readonly region: string },
): Watch {
  let seen = emulator.eventCounts().last;
  const isSent = () => {
    const facts = emulator.eventsAfter(seen);
    seen = facts.at(-1)?.sequence ?? seen;
    return facts.some(
      (fact) =>
        fact.account === (account ?? home.account) &&
        fact.region === (region ?? home.region) &&
        isOnBus(fact) &&
        isMatching(eventOf(fact)),
    );
  };
  return { isSoNow: isSent, isMadeSo: isSent };
}

function isOf(place: GroupReference) {
  return (entry: JournalEntry) =>
    groupOf(entry) === place.group &&
    entry.account === place.account &&
    entry.region === place.region;
}

/** Reads the changes, because a status may last no time at all. */
function statusWatch(
  refresh: InstanceRefresh,
  place: GroupReference,
  statuses: readonly RefreshStatus[],
): Watch {
  const isWanted = ({ change }: JournalEntry) =>
    (change.type === "RefreshStatusChanged" &&
      change.refreshId === refresh.id &&
      statuses.includes(change.to)) ||
    (change.type === "CancelRequested" && statuses.includes("Cancelling"));
  return {
    isSoNow: () => statuses.includes(refresh.status),
    isMadeSo: (happened) => happened.filter(isOf(place)).some(isWanted),
  };
}

/** Refuses a percentage without a checkpoint, since the refresh would never stop there. */
function checkpointWatch(
  refresh: InstanceRefresh,
  place: GroupReference,
  percentage: number,
): Watch | string {
  const { checkpointPercentages } = refresh.preferences;
  if (!checkpointPercentages.includes(percentage)) {
    const known = checkpointPercentages.length === 0 ? "none" : checkpointPercentages.join(", ");
    return `the refresh of ${place.group} has no checkpoint ${percentage}; it has ${known}`;
  }
  const isReached = ({ change }: JournalEntry) =>
    change.type === "CheckpointReached" &&
    change.refreshId === refresh.id &&
    change.percentage >= percentage;
  const hasPassed = () =>
    refresh.passedCheckpointPercentage >= percentage || refresh.status === "Successful";
  return {
    isSoNow: hasPassed,
    isMadeSo: (happened) => happened.filter(isOf(place)).some(isReached) || hasPassed(),
  };
}

/** At least this many instances of the group in a state; the group is walked only once. */
function lifecycleWatch(
  find: () => AutoScalingGroup | undefined,
  place: GroupReference,
  { state, count }: { readonly state: LifecycleState; readonly count: number },
): Watch {
  const inState = new Set<string>();
  const look = (id: string) => {
    if (find()?.fleet.members.get(id)?.lifecycleState === state) inState.add(id);
    else inState.delete(id);
  };
  return {
    isSoNow: () => {
      for (const id of find()?.fleet.members.keys() ?? []) look(id);
      return inState.size >= count;
    },
    isMadeSo: (happened) => {
      for (const { change } of happened.filter(isOf(place))) {
        if ("id" in change) look(change.id);
        if ("instance" in change && typeof change.instance !== "string") look(change.instance.id);
      }
      return inState.size >= count;
    },
  };
}
