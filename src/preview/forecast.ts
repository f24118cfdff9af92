/** How the refresh under way of a group goes on and ends when nobody intervenes. */
import { activeRefresh } from "../domain/group.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import { statusReasonText } from "../domain/status-reason.ts";
import { day, isoMillisecond } from "../domain/time.ts";
import { PlanRefusal } from "../domain/user-errors.ts";
import { emulatorOf, type GroupExcerpt, type GroupReference } from "../emulator.ts";
import type { ForecastRequest, RefreshForecast } from "./forecast-schema.ts";
import { type PrivateWorld, privateWorld } from "./private-world.ts";
import { checkHooks, playedOut, refusing } from "./run-plan.ts";

/** A refresh ends after at most 14 days of replacing, followed by bake time. */
const longestDays = 17;

/** Both are null when no refresh is under way; the end also when it is too far away. */
export interface Forecast {
  readonly group: string;
  /** Id of the refresh. */
  readonly refresh: string | null;
  readonly end: {
    /** ISO 8601 with milliseconds. */
    readonly at: string;
    readonly status: RefreshStatus;
    readonly statusReason: string | null;
  } | null;
}

/** Plays the cloned excerpt forward, which modifies it; its generators draw as the original's. */
export function forecastOf(excerpt: GroupExcerpt, place: GroupReference): Forecast {
  const world = worldOf(excerpt, place);
  const { group } = place;
  const refresh = activeRefresh(world.group());
  if (refresh === undefined) return { group, refresh: null, end: null };
  playToEnd(world, refresh);
  const { id, status, statusReason, endTime } = refresh;
  if (endTime === undefined) return { group, refresh: id, end: null };
  const reason =
    statusReason === undefined ? null : statusReasonText(statusReason, { now: endTime });
  return { group, refresh: id, end: { at: isoMillisecond(endTime), status, statusReason: reason } };
}

/**
 * The same as a plan of what is left, after a call that may be made now. Throws PlanRefusal, also
 * when no refresh is under way.
 */
export function restOf(
  { call, hookAnswers }: ForecastRequest,
  excerpt: GroupExcerpt,
  place: GroupReference,
): RefreshForecast {
  const world = worldOf(excerpt, place);
  const startedAt = isoMillisecond(world.clock.now);
  const sequence = world.emulator.lastSequence();
  const refresh = activeRefresh(world.group());
  if (refresh === undefined) throw new PlanRefusal(`group ${place.group} has no active refresh`);
  return refusing(() => {
    checkHooks({ hookAnswers }, world);
    if (call !== undefined) {
      world.call(call.operation, { ...call.input, AutoScalingGroupName: place.group });
    }
    const plan = playedOut(world, refresh, { from: "emulator", sequence, hookAnswers });
    return { ...plan, refresh: refresh.id, startedAt };
  });
}

function worldOf(excerpt: GroupExcerpt, place: GroupReference): PrivateWorld {
  const clock = { now: excerpt.now };
  return privateWorld(
    emulatorOf(excerpt, () => clock.now),
    clock,
    place,
  );
}

function playToEnd({ emulator, clock }: PrivateWorld, refresh: InstanceRefresh): void {
  const limit = clock.now + longestDays * day;
  while (refresh.endTime === undefined) {
    const next = emulator.nextDueAt();
    if (next === undefined || next > limit) return;
    clock.now = next;
    emulator.catchUp();
  }
}
