/** Ties model, actions and engine together: all calls and all passing of time go through here. */

import type { ActionContext } from "./actions/action.ts";
import { problemInMembers } from "./actions/aws-members.ts";
import { existingAction, findAction } from "./actions/registry.ts";
import { runWatched } from "./actions/run-watched.ts";
import type { Change } from "./domain/changes/change.ts";
import type { EventFact } from "./domain/event-fact.ts";
import type { Identifiers } from "./domain/identifiers.ts";
import type { JournalEntry } from "./domain/journal-entry.ts";
import type { HasCome, Instant } from "./domain/time.ts";
import { regionOf, type Settings, type World } from "./domain/world.ts";
import { advanceTo, commit, endInstant, type IsEnough, nextDueAt } from "./engine/advance.ts";
import { type CallFault, drawCallFault } from "./engine/api-faults.ts";
import { type Engine, newEngine } from "./engine/engine.ts";
import { type EngineHolder, type EventListener, holdEngine } from "./engine/engine-holder.ts";
import { factsAfter } from "./engine/event-log.ts";
import { dropUntil, entriesAfter } from "./engine/journal.ts";
import { launchedInstances } from "./engine/launch.ts";
import {
  engineFrom,
  type GroupExcerpt,
  type GroupReference,
} from "./engine/snapshot/private-copy.ts";
import { checkedParts, type SnapshotPieces } from "./engine/snapshot/snapshot.ts";
import type { ValuePart } from "./engine/snapshot/value-parts.ts";
import { standingIn } from "./engine/standing.ts";
import { type StateOperations, stateOperations } from "./engine/state-operations.ts";
import { type UndeliveredHook, undeliveredHookChanges } from "./engine/undelivered-hook.ts";
import type { ServiceName } from "./model/operations.ts";

export type { GroupExcerpt, GroupReference, SnapshotPieces, StateOperations, ValuePart };

/** How a world begins. */
export interface Beginning {
  readonly settings: Settings;
  /** Changes that build the initial world; without it the world is empty. */
  readonly initialChanges?: (context: ChangeContext) => readonly PlacedChanges[];
  /** Runs the world file's calls after its initial changes. */
  readonly initialCalls?: ((call: (call: InitialCall) => unknown) => void) | undefined;
}

/** The beginning is that of the first world, and of each that follows a reset to no other. */
export interface EmulatorOptions extends Beginning {
  /**
   * The same seed and the same calls at the same virtual times produce the same world and journal.
   */
  readonly seed: string;
  /** Virtual time, read from the pacer; it never goes back except on reset. */
  readonly now: () => Instant;
  /** How many entries the journal keeps; the default is as many as people read. */
  readonly mostJournalEntries?: number;
  /** How many events are kept; the default is 50,000. */
  readonly mostEvents?: number;
  /** The version of asg-local, written into snapshots. */
  readonly product?: string | undefined;
}

export interface ChangeContext {
  readonly identifiers: Identifiers;
  readonly now: Instant;
}

type DecideChanges = (context: ChangeContext) => readonly Change[];

interface AccountAndRegion {
  readonly account: string;
  readonly region: string;
}

/** Changes in one account and region. */
export interface PlacedChanges extends AccountAndRegion {
  readonly changes: readonly Change[];
}

/** One validated call of an AWS operation. */
export interface EmulatorCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: {
    readonly account: string;
    readonly region: string;
    readonly requestId: string;
    readonly accessKeyId?: string | undefined;
  };
}

/** A call that no client sends: the emulator makes it when the world begins. */
type InitialCall = Omit<EmulatorCall, "caller"> & AccountAndRegion;

/** Calls, and what else changes the world from outside. */
export interface CallOperations {
  /**
   * Runs one call after everything due by now has happened. Throws ServiceError. When it is enough
   * before all has happened that follows at once, an instant is under way.
   */
  call(call: EmulatorCall, isEnough?: IsEnough): unknown;
  /**
   * The same object until something changes, be it that an output that stands becomes another one
   * by the time; everything due by now happens first.
   */
  state(): object;
  /**
   * Whether the same call would give the output of the last call again as long as `state` is the
   * same: it was made from nothing but its region and instants to come, and changed nothing.
   */
  stands(output: unknown): boolean;
  /** What takes long of a call, to be waited for right before it; undefined: nothing does. */
  prepare(call: Pick<EmulatorCall, "service" | "operation" | "input">): Promise<void> | undefined;
  /** What the call would change now; nothing is changed or drawn. Throws ServiceError. */
  foresee(call: EmulatorCall): readonly Change[];
  /** Decides the injected fault for this call, if any, and counts it; ask once, before the call. */
  faultFor(call: Pick<EmulatorCall, "service" | "operation" | "caller">): CallFault | undefined;
  /** Processes all due events, then commits changes that come from no AWS call. */
  commitChanges(place: AccountAndRegion, cause: string, decide: DecideChanges): void;
  /** Ends an instance's wait for a hook whose message could not be delivered (G-154). */
  endUndeliveredWait(hook: UndeliveredHook & AccountAndRegion): void;
  nextRequestId(): string;
}

/** What happens as time goes on, and what has happened. */
export interface TimeOperations {
  /** Does everything due by now; returns what happened since the last call of catchUp. */
  catchUp(): readonly JournalEntry[];
  /** Does what is due by now until it is enough; true: all is done. An instant may be under way. */
  catchUpSome(isEnough: IsEnough): boolean;
  /**
   * Goes on to the end of an instant that is under way, before which the world is not whole; false
   * when it is enough before. Calls, `catchUp` and whatever takes the world out end it first.
   */
  endInstant(isEnough: IsEnough): boolean;
  /** The entries that are still kept, after this sequence. */
  journalAfter(sequence: number): readonly JournalEntry[];
  /** Keeps no entries up to this sequence; for a private world, whose only reader has them. */
  forgetJournal(sequence: number): void;
  /** The sequence of the newest entry; 0 when nothing has happened. */
  lastSequence(): number;
  /** When the next event is due; undefined when the queue is empty. */
  nextDueAt(): Instant | undefined;
  /** Number of queued events, stale ones included. */
  queueLength(): number;
}

/** What EventBridge would have been sent, each event kept when its change was applied. */
export interface EventOperations {
  /** Events after this sequence, oldest first, as far as they are kept; all unless so many. */
  eventsAfter(sequence: number, most?: number): readonly EventFact[];
  eventCounts(): EventCounts;
  /** Tells of new events until the returned function is called. */
  listenToEvents(listener: EventListener): () => void;
}

interface EventCounts {
  /** The sequence of the newest event; 0 when there was none. */
  readonly last: number;
  /** How many events are no longer kept. */
  readonly dropped: number;
  /** The sequence of the newest of those. */
  readonly lastDropped: number;
  /** Up to this sequence is the past of a replaced world, which is never sent. */
  readonly past: number;
}

export interface EmulatedWorld {
  /** The world as it is: to be read only. */
  readonly world: World;
}

interface ResetOperations {
  /** Begins anew with the original seed, in the initial world or in another one. */
  reset(beginning?: Beginning): void;
}

/** All of it, for who puts the parts together; the parts themselves take what they need. */
export interface Emulator
  extends EmulatedWorld,
    CallOperations,
    TimeOperations,
    EventOperations,
    StateOperations,
    ResetOperations {}

/** The world of an excerpt that was cloned, with its own clock. */
export function emulatorOf(excerpt: GroupExcerpt, now: () => Instant): Emulator {
  const { seed, world } = excerpt;
  return emulatorFrom({ seed, settings: world.settings, now }, () => engineFrom(excerpt));
}

/**
 * Splits a snapshot into parts of about `size` bytes, for an emulator in another thread. Everything
 * is checked before the first part. Throws SnapshotError.
 */
export function snapshotParts(snapshot: unknown, size: number): Iterable<ValuePart> {
  return checkedParts(snapshot, { problemInMembers }, size);
}

export function createEmulator(options: EmulatorOptions): Emulator {
  return emulatorFrom(options, (other = options) => begin(options, other));
}

function emulatorFrom(
  options: EmulatorOptions,
  beginning: (other?: Beginning) => Engine,
): Emulator {
  const holder = holdEngine(beginning);
  const { guarded } = holder;
  const since = (sequence: number) => entriesAfter(holder.engine.journal, sequence);
  const catchUp = () => guarded.run(() => advanceTo(holder.engine, options.now()));
  return {
    get world() {
      return holder.engine.world;
    },
    catchUp: () => {
      catchUp();
      const entries = since(holder.seen);
      holder.seen = entries.at(-1)?.sequence ?? holder.seen;
      return entries;
    },
    catchUpSome: (isEnough) => guarded.run(() => advanceTo(holder.engine, options.now(), isEnough)),
    endInstant: (isEnough) => guarded.run(() => endInstant(holder.engine, isEnough)),
    journalAfter: since,
    forgetJournal: (sequence) => dropUntil(holder.engine.journal, sequence),
    lastSequence: () => holder.engine.journal.nextSequence - 1,
    nextDueAt: () => nextDueAt(holder.engine),
    queueLength: () => holder.engine.queue.heap.length,
    eventsAfter: (sequence, most = Number.POSITIVE_INFINITY) =>
      factsAfter(holder.engine.events, sequence, most),
    eventCounts: () => {
      const { nextSequence, dropped, lastDropped, past } = holder.engine.events;
      return { last: nextSequence - 1, dropped, lastDropped, past };
    },
    listenToEvents: holder.listenTo,
    reset: (other) => holder.replaceBy(beginning(other), 0),
    ...callOperations(holder, catchUp),
    ...stateOperations(holder, { ...options, problemInMembers }),
  };
}

function callOperations(holder: EngineHolder, catchUp: () => void): CallOperations {
  const { guarded } = holder;
  const commitChanges: CallOperations["commitChanges"] = (place, cause, decide) => {
    catchUp();
    const { identifiers, now } = holder.engine;
    const changes = decide({ identifiers, now });
    guarded.run(() => commit(holder.engine, place, { cause, changes }));
  };
  const standing = standingIn(holder);
  return {
    commitChanges,
    call: (call, isEnough) => {
      catchUp();
      const { output, changes = [], standsUntil } = runAction(holder.engine, call);
      const happening = { cause: call.operation, changes };
      guarded.run(() => commit(holder.engine, call.caller, happening, isEnough));
      standing.note(changes.length === 0 ? { output, standsUntil } : undefined);
      return output;
    },
    state: () => {
      catchUp();
      return standing.state();
    },
    stands: standing.stands,
    foresee: (call) => {
      catchUp();
      const { engine } = holder;
      return engine.identifiers.foresee(() => runAction(engine, call).changes ?? []);
    },
    prepare: ({ service, operation, input }) => {
      const { identifiers } = holder.engine;
      return findAction(service, operation)?.prepare?.(input as never, identifiers.foresee);
    },
    faultFor: (call) => {
      const { faults } = regionOf(holder.engine.world, call.caller.account, call.caller.region);
      if (faults.size === 0) return undefined;
      catchUp();
      const { now, identifiers: draws } = holder.engine;
      const { callFault, changes } = drawCallFault(call, { faults, draws, now });
      guarded.run(() => commit(holder.engine, call.caller, { cause: call.operation, changes }));
      return callFault;
    },
    endUndeliveredWait: (hook) =>
      commitChanges(hook, "undelivered", (moment) => {
        const region = regionOf(holder.engine.world, hook.account, hook.region);
        return undeliveredHookChanges(region, hook, moment);
      }),
    nextRequestId: () => holder.engine.identifiers.requestId(),
  };
}

function begin(options: EmulatorOptions, beginning: Beginning): Engine {
  const { settings, initialChanges, initialCalls } = beginning;
  const engine = newEngine({ ...options, settings, now: options.now() });
  const placed = initialChanges?.({ identifiers: engine.identifiers, now: engine.now }) ?? [];
  for (const { changes, ...place } of placed) commit(engine, place, { cause: "world", changes });
  initialCalls?.(({ account, region, ...call }) => {
    const caller = { account, region, requestId: engine.identifiers.requestId() };
    const { output, changes = [] } = runAction(engine, { ...call, caller });
    commit(engine, caller, { cause: call.operation, changes });
    return output;
  });
  return engine;
}

/**
 * Runs the action, which changes nothing; if it throws, its draws from the generators are undone.
 */
function runAction(engine: Engine, { service, operation, input, caller }: EmulatorCall) {
  const action = existingAction(service, operation);
  const region = regionOf(engine.world, caller.account, caller.region);
  const { now, identifiers } = engine;
  const { settings } = engine.world;
  const place = { region, settings, draws: identifiers, now };
  const drawn = identifiers.mark();
  const launch: ActionContext["launch"] = (group, order) =>
    launchedInstances({ ...place, group }, order);
  const { requestId } = caller;
  try {
    const hasCome: HasCome = (at) => at <= now;
    const time = { now, hasCome };
    return runWatched(action, input, { region, settings, ...time, requestId, identifiers, launch });
  } catch (error) {
    identifiers.goBackTo(drawn);
    throw error;
  }
}
