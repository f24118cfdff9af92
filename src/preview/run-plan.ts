/** Runs a whole refresh in a private world with the real engine, and reports it. */

import { present } from "../domain/assert.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import { day } from "../domain/time.ts";
import { PlanRefusal } from "../domain/user-errors.ts";
import { emulatorOf, type GroupExcerpt, type GroupReference } from "../emulator.ts";
import { ServiceError } from "../model/faults.ts";
import { desiredConfigurationOf, worldOfDescribed } from "./described-group.ts";
import { beginDrill, type Drill } from "./drill.ts";
import { hookAnswers } from "./hook-answers.ts";
import { leastLeftOf } from "./least-left.ts";
import { beginObservation, endObservation, observe } from "./observe.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import type { PlanRequest } from "./plan-schema.ts";
import { presentPlan } from "./present-plan.ts";
import { advance, type PrivateWorld, privateWorld, takeJournal } from "./private-world.ts";
import type { Judge } from "./trial.ts";

/** A refresh ends after at most 14 days of replacing, followed by bake time. */
const longestDays = 15;

/** Plans for a described group. Throws PlanRefusal. */
export function planDescribed(request: PlanRequest, judge?: Judge): PlanAnswer {
  const { describedGroup } = request;
  if (describedGroup === undefined) {
    throw new PlanRefusal("group: a running emulator has it; expected describedGroup");
  }
  return refusing(() => {
    const world = worldOfDescribed(request, describedGroup);
    const desiredConfiguration = desiredConfigurationOf(describedGroup);
    return run(world, { ...request, desiredConfiguration }, { from: "description", judge });
  });
}

/** Plans for the group of a cloned excerpt, which it modifies. Throws PlanRefusal. */
export function planExcerpt(
  request: PlanRequest,
  excerpt: GroupExcerpt,
  place: GroupReference,
): PlanAnswer {
  const clock = { now: excerpt.now };
  const world = privateWorld(
    emulatorOf(excerpt, () => clock.now),
    clock,
    place,
  );
  return refusing(() => run(world, request, { from: "emulator" }));
}

export interface Origin {
  readonly from: PlanAnswer["from"];
  /** May give the plan up at each instant, by throwing GivenUp. */
  readonly judge?: Judge | undefined;
}

/** Starts the refresh in the world and plays it to its end. Throws ServiceError and PlanRefusal. */
export function run(world: PrivateWorld, request: PlanRequest, origin: Origin): PlanAnswer {
  checkHooks(request, world);
  const sequence = world.emulator.lastSequence();
  const drill = beginDrill(world, request);
  const refresh = startRefresh(world, request);
  const { hookAnswers: wanted } = request;
  return playedOut(world, refresh, { ...origin, sequence, hookAnswers: wanted, drill });
}

interface Playing extends Origin {
  /** Lines of the journal after it are of the beginning. */
  readonly sequence: number;
  readonly hookAnswers: PlanRequest["hookAnswers"];
  /** What is let go wrong. */
  readonly drill?: Drill;
}

/** Plays a refresh from now to its end, and tells how it went. */
export function playedOut(
  world: PrivateWorld,
  refresh: InstanceRefresh,
  { from, judge, sequence: before, hookAnswers: wanted, drill }: Playing,
): PlanAnswer {
  const startedAt = world.clock.now;
  const seen = beginObservation(refresh, startedAt);
  const answers = hookAnswers(wanted, world);
  const leastLeft = judge && leastLeftOf(world, refresh);
  let sequence = before;
  for (;;) {
    const entries = takeJournal(world, sequence);
    sequence = world.emulator.lastSequence();
    answers.note(entries);
    observe(seen, { at: world.clock.now, entries }, world.group());
    if (refresh.endTime !== undefined) break;
    if (leastLeft !== undefined) judge?.(seen.samples, leastLeft());
    drill?.watch();
    const hasMoreNow = world.emulator.lastSequence() > sequence;
    if (hasMoreNow) continue;
    const dueAt = world.emulator.nextDueAt() ?? Number.POSITIVE_INFINITY;
    const next = Math.min(dueAt, answers.nextAt() ?? Number.POSITIVE_INFINITY);
    const limit = startedAt + longestDays * day;
    world.clock.now = Math.min(next, limit);
    if (next > limit) break;
    advance(world, next);
    answers.give(next);
  }
  const endedAt = world.clock.now;
  if (refresh.endTime === undefined) endObservation(seen, endedAt);
  const whatIf = drill?.answer();
  return presentPlan(seen, { group: world.group().name, from, refresh, endedAt, whatIf });
}

function startRefresh(world: PrivateWorld, request: PlanRequest): InstanceRefresh {
  const { strategy, preferences, desiredConfiguration } = request;
  world.call("StartInstanceRefresh", {
    AutoScalingGroupName: world.group().name,
    Strategy: strategy,
    Preferences: preferences,
    ...(desiredConfiguration && { DesiredConfiguration: desiredConfiguration }),
  });
  return present(world.group().refreshes.at(-1), "the refresh that was started");
}

/** Throws PlanRefusal for an answer to a hook that the group does not have. */
export function checkHooks(
  { hookAnswers: wanted }: Pick<PlanRequest, "hookAnswers">,
  world: PrivateWorld,
): void {
  const names = [...world.group().lifecycleHooks.keys()];
  for (const { hook } of wanted.filter(({ hook }) => !names.includes(hook))) {
    const accepted = names.length === 0 ? "the group has no hooks" : `one of ${names.join(", ")}`;
    throw new PlanRefusal(`hookAnswers: no hook ${hook}; expected ${accepted}`);
  }
}

/** Refuses what AWS would refuse, in its words. */
export function refusing<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (error instanceof ServiceError) throw new PlanRefusal(`${error.code}: ${error.message}`);
    throw error;
  }
}
