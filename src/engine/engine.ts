/** Time, the queue and the loop: takes due events in order, asks the planner, applies. */
import { assert, present } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import {
  emptyRegion,
  emptyWorld,
  type Region,
  regionKey,
  type Settings,
  type World,
} from "../domain/world.ts";
import { reachScheduledAction } from "../planner/scheduled-actions.ts";
import { apply } from "./apply/apply.ts";
import { type ApplyContext, wake } from "./apply/apply-context.ts";
import { type DueEvent, type EventQueue, emptyQueue, peek, pop, push } from "./event-queue.ts";
import { faultStepChanges, faultsAfter } from "./fault-steps.ts";
import { type SeededIdentifiers, seededIdentifiers } from "./identifiers.ts";
import { append, emptyJournal, type Journal } from "./journal.ts";
import { stepChanges } from "./lifecycle.ts";
import { planGroup } from "./plan-group.ts";
import { type Recording, recorded } from "./recording.ts";

export interface Engine {
  readonly world: World;
  readonly queue: EventQueue;
  readonly journal: Journal;
  readonly identifiers: SeededIdentifiers;
  /** What the generators began with. */
  readonly seed: string;
  /** Virtual time; only advanceTo moves it. */
  now: Instant;
  /** Told of each input that has taken effect; without it nobody is. */
  recording?: Recording;
  /** Takes the rest of a copy that is being made, before anything changes. */
  copying?: (() => void) | undefined;
}

export interface NewEngineOptions {
  readonly seed: string;
  readonly settings: Settings;
  readonly now: Instant;
  /** Without it the journal keeps as much as people read. */
  readonly mostJournalEntries?: number | undefined;
}

export function newEngine(options: NewEngineOptions): Engine {
  return {
    world: emptyWorld(options.settings),
    queue: emptyQueue(),
    journal: emptyJournal(options.mostJournalEntries),
    identifiers: seededIdentifiers(options.seed),
    seed: options.seed,
    now: options.now,
  };
}

/** More events than this at one instant is a loop of ours that would never end. */
const mostEventsAnInstant = 2_000_000;

/** Asked between two instants: is this as much as is to be done in one go? */
type IsEnough = () => boolean;

const never: IsEnough = () => false;

/**
 * Does everything due until `at`, in order, and then makes it `at` (never earlier than now). When
 * it is enough before, an instant is still done to its end: false then, and the next call goes on.
 */
export function advanceTo(engine: Engine, at: Instant, isEnough = never): boolean {
  const isDue = (nextDueAt(engine) ?? Number.POSITIVE_INFINITY) <= at;
  // Most calls find nothing due; the next input tells how far time had come by then.
  if (isDue) recorded(engine, {}, () => runUntil(engine, at, isEnough));
  else engine.now = Math.max(engine.now, at);
  return engine.now >= at;
}

function runUntil(engine: Engine, at: Instant, isEnough: IsEnough): void {
  let atThisInstant = 0;
  for (;;) {
    const next = peek(engine.queue);
    if (next === undefined || next.at > at) break;
    if (next.at > engine.now && isEnough()) return;
    pop(engine.queue);
    atThisInstant = next.at === engine.now ? atThisInstant + 1 : 0;
    assert(atThisInstant < mostEventsAnInstant, "an instant that does not end");
    engine.now = Math.max(engine.now, next.at);
    happen(engine, next.event);
  }
  engine.now = Math.max(engine.now, at);
}

/** When the next event is due; undefined when nothing is. */
export function nextDueAt(engine: Engine): Instant | undefined {
  return peek(engine.queue)?.at;
}

/** Applies changes in order, and what is due at once with a tick of 0 (profile `instant`). */
export function commit(
  engine: Engine,
  place: { account: string; region: string },
  { cause, changes }: Happening,
): void {
  if (changes.length === 0) return;
  const { account, region } = place;
  const brought = { account, region, cause, changes };
  recorded(engine, { brought }, () => {
    const key = regionKey(account, region);
    const home = engine.world.regions.get(key) ?? emptyRegion(account, region);
    engine.world.regions.set(key, home);
    applyAll(engine, contextOf(engine, home), { cause, changes });
    runUntil(engine, engine.now, never);
  });
}

interface Happening {
  readonly cause: string;
  readonly changes: readonly Change[];
}

function applyAll(engine: Engine, context: ApplyContext, { cause, changes }: Happening): void {
  const { account, name: region } = context.region;
  for (const change of changes) {
    append(engine.journal, { at: engine.now, account, region, cause, change });
    apply(context, change);
    if (context.region.faults.size === 0) continue;
    const following = faultsAfter(context.region, change, engine.now);
    if (following.length > 0) applyAll(engine, context, { cause: "fault", changes: following });
  }
}

function contextOf(engine: Engine, region: Region, nextLookAt = engine.now): ApplyContext {
  return {
    settings: engine.world.settings,
    region,
    regionKey: `${region.account}/${region.name}`,
    at: engine.now,
    nextLookAt,
    schedule: (at, event) => push(engine.queue, Math.max(at, engine.now), event),
  };
}

function happen(engine: Engine, event: DueEvent): void {
  const region = present(engine.world.regions.get(event.region), event.region);
  if (event.kind === "group") return lookAtGroup(engine, region, event.group);
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
function lookAtGroup(engine: Engine, region: Region, name: string): void {
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
    applyAll(engine, context, step);
    hasChanged ||= step.changes.length > 0;
    if (step.wakeAt !== undefined) wake(context, group, step.wakeAt);
  }
  // Counters are those of the next tick, after what was done in this one.
  if (hasChanged && region.groups.get(name) === group) {
    wake(context, group, nextLookAt);
  }
}
