/** What happens at an instant: takes due events in order, asks the planner, applies. */
import { assert, present } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import type { Steps } from "../domain/steps.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import { type Region, regionKey } from "../domain/world.ts";
import { reachScheduledAction } from "../planner/scheduled-actions.ts";
import { apply } from "./apply/apply.ts";
import { type ApplyContext, wake } from "./apply/apply-context.ts";
import type { Engine, InstantSteps } from "./engine.ts";
import { type DueEvent, peek, pop, push } from "./event-queue.ts";
import { faultStepChanges, faultsAfter } from "./fault-steps.ts";
import { append } from "./journal.ts";
import { stepChanges } from "./lifecycle.ts";
import { planGroup } from "./plan-group.ts";
import { receiveEvent, sendEvent } from "./send-event.ts";

/** More events than this at one instant is a loop of ours that would never end. */
const mostEventsAnInstant = 2_000_000;

/** Events and changes in one step: a matter of a millisecond. */
const mostAStep = 50;

/** Everything due until `at`, in order; then it is `at` (never earlier than now). */
export function* happenUntil(engine: Engine, at: Instant): InstantSteps {
  let atThisInstant = 0;
  for (;;) {
    const next = peek(engine.queue);
    if (next === undefined || next.at > at) break;
    if (next.at > engine.now) yield "betweenInstants";
    else if (atThisInstant % mostAStep === mostAStep - 1) yield;
    pop(engine.queue);
    atThisInstant = next.at === engine.now ? atThisInstant + 1 : 0;
    assert(atThisInstant < mostEventsAnInstant, "an instant that does not end");
    engine.now = Math.max(engine.now, next.at);
    const rest = happen(engine, next.event);
    if (rest !== undefined) yield* rest;
  }
  engine.now = Math.max(engine.now, at);
}

export interface Happening {
  readonly cause: string;
  readonly changes: readonly Change[];
}

/** Applies changes in order. */
export function* applyInSteps(engine: Engine, region: Region, happening: Happening): Steps<void> {
  yield* applySteps(engine, contextOf(engine, region), happening);
}

function* applySteps(
  engine: Engine,
  context: ApplyContext,
  { cause, changes }: Happening,
): Steps<void> {
  for (let from = 0; from < changes.length; from += mostAStep) {
    if (from > 0) yield;
    applyAll(engine, context, { cause, changes: changes.slice(from, from + mostAStep) });
  }
}

function applyAll(engine: Engine, context: ApplyContext, { cause, changes }: Happening): void {
  const { account, name: region } = context.region;
  for (const change of changes) {
    append(engine.journal, { at: engine.now, account, region, cause, change });
    apply(context, change);
    if (context.region.faults.size === 0) continue;
    const { timing } = engine.world.settings;
    const following = faultsAfter(context.region, change, { now: engine.now, timing });
    if (following.length > 0) applyAll(engine, context, { cause: "fault", changes: following });
  }
}

function contextOf(engine: Engine, region: Region, nextLookAt = engine.now): ApplyContext {
  return {
    settings: engine.world.settings,
    region,
    regionKey: regionKey(region.account, region.name),
    at: engine.now,
    lastSequence: () => engine.journal.nextSequence - 1,
    nextLookAt,
    schedule: (at, event) => push(engine.queue, Math.max(at, engine.now), event),
    send: (fact) => sendEvent(engine, region, fact),
  };
}

/** What it leaves to do is work in steps. */
function happen(engine: Engine, event: DueEvent): Steps<void> | undefined {
  const region = present(engine.world.regions.get(event.region), event.region);
  if (event.kind === "group") return lookAtGroup(engine, region, event.group);
  happenAtOnce(engine, region, event);
  return undefined;
}

function happenAtOnce(
  engine: Engine,
  region: Region,
  event: Exclude<DueEvent, { kind: "group" }>,
): void {
  if (event.kind === "arrival") return receiveEvent(engine, event.id);
  if (event.kind === "scheduledAction") return reachAction(engine, region, event);
  const { identifiers: draws, now } = engine;
  const { timing } = engine.world.settings;
  if (event.kind === "fault") {
    const changes = faultStepChanges(region, event.id, { now, timing });
    return applyAll(engine, contextOf(engine, region), { cause: "fault", changes });
  }
  const instance = region.instances.get(event.id);
  if (instance === undefined) return;
  const moment = { draws, faults: region.faults, now, timing };
  const changes = stepChanges(region, { instance, step: event.step }, moment);
  applyAll(engine, contextOf(engine, region), { cause: event.step, changes });
}

/** An action that has been deleted, or put for another time, has a stale event. */
function reachAction(
  engine: Engine,
  region: Region,
  { group: groupName, name }: Extract<DueEvent, { kind: "scheduledAction" }>,
): void {
  const group = region.groups.get(groupName);
  const action = group?.scheduledActions.get(name);
  if (group === undefined || action?.nextAt !== engine.now) return;
  const { timing } = engine.world.settings;
  const changes = reachScheduledAction(group, action, { now: engine.now, timing });
  applyAll(engine, contextOf(engine, region), { cause: "scheduledAction", changes });
}

/** The statuses of one refresh that can follow each other within an instant, with room to spare. */
const mostPlansAnInstant = 12;

/** One tick of one group: plan and apply until the plan has nothing further for this instant. */
function* lookAtGroup(engine: Engine, region: Region, name: string): Steps<void> {
  const group = region.groups.get(name);
  if (group === undefined || group.wakeAt === undefined || group.wakeAt > engine.now) return;
  group.wakeAt = undefined;
  const { settings } = engine.world;
  const nextLookAt = engine.now + milliseconds(settings.timing.tickSeconds);
  const context = contextOf(engine, region, nextLookAt);
  const { identifiers: draws, now } = engine;
  const place = { region, group, settings, draws, now };
  let hasChanged = false;
  for (const step of planGroup(place, mostPlansAnInstant)) {
    if (step === undefined) {
      yield;
      continue;
    }
    yield* applySteps(engine, context, step);
    hasChanged ||= step.changes.length > 0;
    if (step.wakeAt !== undefined) wake(context, group, step.wakeAt);
  }
  // Counters are those of the next tick, after what was done in this one.
  if (hasChanged && region.groups.get(name) === group) {
    wake(context, group, nextLookAt);
  }
}
