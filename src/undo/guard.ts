/** Watches alarms after a deployment that succeeded, and says when to take it back (U-060). */

import { isDeepStrictEqual } from "node:util";
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { NothingToUndo, UndoRefusal } from "../domain/user-errors.ts";
import { isActive } from "./active-refresh.ts";
import type { UndoCalls } from "./aws-calls.ts";
import type { AlarmState } from "./cloudwatch-calls.ts";
import { savedConfiguration } from "./configuration.ts";
import type { Sleep } from "./undo.ts";

export interface GuardOptions {
  readonly alarms: readonly string[];
  /** How long after the deployment's end, in milliseconds. */
  readonly spanMilliseconds: number;
  /** Goes on when an alarm is in ALARM at the beginning, unknown or not readable (U-061). */
  readonly ignoreAlarmFailures: boolean;
}

/** How the guard ended: nothing happened, or this alarm told that the deployment is bad. */
export type Guarded =
  | { readonly kind: "quiet"; readonly refresh: InstanceRefresh }
  | { readonly kind: "alarm"; readonly refresh: InstanceRefresh; readonly alarm: string };

/**
 * Waits for the newest refresh to end, and then for an alarm, or for the end of the span. Time is
 * AWS's. Throws UndoRefusal if the refresh did not succeed, if something else changed the group, or
 * if the alarms cannot be watched.
 */
export async function guard(
  calls: UndoCalls,
  options: GuardOptions,
  sleep: Sleep,
): Promise<Guarded> {
  const ignored = await alarmsToIgnore(calls, options);
  const watched = await endedRefresh(calls, sleep);
  const end = watched.EndTime?.getTime() ?? 0;
  const start = watched.StartTime?.getTime() ?? 0;
  const saved = savedConfiguration(await calls.group());
  for (;;) {
    await refuseIfChanged(calls, { watched, saved });
    const alarm = (await states(calls, options)).find(
      ({ name, state, updatedAt }) =>
        state === "ALARM" &&
        updatedAt > start &&
        updatedAt <= end + options.spanMilliseconds &&
        ignored.get(name) !== updatedAt,
    );
    if (alarm !== undefined) return { kind: "alarm", refresh: watched, alarm: alarm.name };
    if (calls.now() >= end + options.spanMilliseconds) return { kind: "quiet", refresh: watched };
    await sleep();
  }
}

/**
 * The alarms that are in ALARM before the guard looks for the first time, with the time of that
 * state: they tell nothing about the deployment. Throws UndoRefusal unless such alarms are ignored.
 */
async function alarmsToIgnore(
  calls: UndoCalls,
  options: GuardOptions,
): Promise<ReadonlyMap<string, number>> {
  const found = await states(calls, options);
  const alarming = found.filter(({ state }) => state === "ALARM");
  if (options.ignoreAlarmFailures)
    return new Map(alarming.map(({ name, updatedAt }) => [name, updatedAt]));
  const [first] = alarming;
  if (first !== undefined) throw new UndoRefusal(`alarm ${first.name} is in ALARM already`);
  const missing = options.alarms.find((name) => !found.some((alarm) => alarm.name === name));
  if (missing !== undefined) throw new NothingToUndo(`there is no alarm ${missing}`);
  return new Map();
}

async function states(
  calls: UndoCalls,
  { alarms, ignoreAlarmFailures }: GuardOptions,
): Promise<readonly AlarmState[]> {
  try {
    return await calls.alarms(alarms);
  } catch (error) {
    if (ignoreAlarmFailures) return [];
    const why = error instanceof Error ? error.message : "no answer";
    throw new UndoRefusal(`the alarms cannot be read: ${why}`);
  }
}

async function endedRefresh(calls: UndoCalls, sleep: Sleep): Promise<InstanceRefresh> {
  const newest = await calls.newestRefresh();
  if (newest === undefined) throw new NothingToUndo("the group has no instance refresh to guard");
  const id = newest.InstanceRefreshId;
  let refresh = newest;
  while (isActive(refresh)) {
    await sleep();
    refresh = (await calls.newestRefresh()) ?? refresh;
    if (refresh.InstanceRefreshId !== id) throw new UndoRefusal(otherRefresh(refresh));
  }
  if (refresh.Status === "Successful") return refresh;
  throw new UndoRefusal(`${id} ended ${refresh.Status}, so that there is nothing to guard`);
}

interface Watched {
  readonly watched: InstanceRefresh;
  readonly saved: ReturnType<typeof savedConfiguration>;
}

/** U-062: it never undoes what it did not watch. */
async function refuseIfChanged(calls: UndoCalls, { watched, saved }: Watched): Promise<void> {
  const newest = await calls.newestRefresh();
  if (newest !== undefined && newest.InstanceRefreshId !== watched.InstanceRefreshId)
    throw new UndoRefusal(otherRefresh(newest));
  if (isDeepStrictEqual(savedConfiguration(await calls.group()), saved)) return;
  throw new UndoRefusal("the group's configuration was changed meanwhile; nothing was undone");
}

function otherRefresh({ InstanceRefreshId: id }: InstanceRefresh): string {
  return `another refresh started meanwhile, ${id}; nothing was undone`;
}
