/** Ties model, actions and engine together: one synchronous door for calls and one for time. */
import { problemInMembers } from "./actions/aws-members.ts";
import { findAction } from "./actions/registry.ts";
import type { Change } from "./domain/changes/change.ts";
import type { EngineInput, Recorder } from "./domain/engine-input.ts";
import type { Identifiers } from "./domain/identifiers.ts";
import type { JournalEntry } from "./domain/journal-entry.ts";
import type { Instant } from "./domain/time.ts";
import { regionOf, type Settings, type World } from "./domain/world.ts";
import { type Interference, interferenceWith } from "./engine/api-faults.ts";
import { advanceTo, commit, type Engine, newEngine, nextDueAt } from "./engine/engine.ts";
import { type HeldEngine, holdEngine } from "./engine/held-engine.ts";
import { entriesAfter } from "./engine/journal.ts";
import { launchedInstances } from "./engine/launch.ts";
import { replay } from "./engine/replay.ts";
import {
  engineFrom,
  type GroupExcerpt,
  type GroupPlace,
  groupExcerpt,
} from "./engine/snapshot/private-copy.ts";
import {
  restoreSnapshot,
  type Snapshot,
  type SnapshotPieces,
  snapshotJson,
  takeSnapshot,
  takeSnapshotInPieces,
} from "./engine/snapshot/snapshot.ts";
import { ServiceError } from "./model/faults.ts";
import type { ServiceName } from "./model/operations.ts";

export type { GroupExcerpt, GroupPlace, SnapshotPieces };

export interface EmulatorOptions {
  /** The same seed and the same calls at the same virtual times give the same story. */
  readonly seed: string;
  readonly settings: Settings;
  /** Virtual time; the pacer's door. Never goes back except on reset. */
  readonly now: () => Instant;
  /** What there is at the beginning and after each reset; without it nothing. */
  readonly furnish?: (tools: Furnishing) => readonly PlacedChanges[];
  /** Makes the first calls, once the world is furnished. */
  readonly open?: ((call: (opening: OpeningCall) => unknown) => void) | undefined;
  /** How many lines the journal keeps; without it as many as people read. */
  readonly mostJournalEntries?: number;
  /** The version of asg-local, which snapshots tell. */
  readonly product?: string | undefined;
}

export interface Furnishing {
  readonly identifiers: Identifiers;
  readonly now: Instant;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Changes of one account and region. */
export interface PlacedChanges extends Place {
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
  };
}

/** One that nobody sends: it is made when the world begins. */
export type OpeningCall = Omit<EmulatorCall, "caller"> & Place;

export interface Emulator {
  /** The world as it is: to be read only. */
  readonly world: World;
  /** Runs one call after everything due by now has happened. Throws ServiceError. */
  call(call: EmulatorCall): unknown;
  /** What takes long of a call, to be waited for right before it; undefined: nothing does. */
  prepare(call: Pick<EmulatorCall, "service" | "operation" | "input">): Promise<void> | undefined;
  /** What is to go wrong with a call of this operation now; asked before it, and counted. */
  interfere(call: Pick<EmulatorCall, "service" | "operation" | "caller">): Interference | undefined;
  /** Changes that no call of AWS brings, after everything due by now has happened. */
  bring(place: Place, cause: string, decide: (furnishing: Furnishing) => readonly Change[]): void;
  nextRequestId(): string;
  /** Does everything due by now; returns what happened since the last call of catchUp. */
  catchUp(): readonly JournalEntry[];
  /** Does what is due by now until it is enough, to the end of an instant; true: all is done. */
  catchUpSome(isEnough: () => boolean): boolean;
  /** The entries that are still kept, after this sequence. */
  journalAfter(sequence: number): readonly JournalEntry[];
  /** The sequence of the newest entry; 0 when nothing has happened. */
  lastSequence(): number;
  /** When the next thing is due; undefined when nothing is. */
  nextDueAt(): Instant | undefined;
  /** How many events are due later, those included that will find nothing to do. */
  queueLength(): number;
  /** The world of the beginning from the seed again, as if just started. */
  reset(): void;
  /** What the generators began with; that of a snapshot after it was restored. */
  seed(): string;
  /** All that there is, as JSON. */
  snapshot(): Snapshot;
  /** Its text in parts, with further members. Nothing may happen until the last one is taken. */
  snapshotJson(more: object): Iterable<string>;
  /** The same in pieces of about so many bytes, so that other work can be done between two. */
  snapshotInPieces(size: number): SnapshotPieces;
  /** Puts what a snapshot holds in place of all that there is. Throws SnapshotError. */
  restore(snapshot: unknown): void;
  /** From now on tells of all that happens; there is at most one that listens. */
  recordTo(recorder: Recorder): void;
  /** Gives an input again that a recorder was told; throws when it leads to another world. */
  replay(input: EngineInput): void;
  /** What a world of one group alone is made of, not copied yet; undefined: no such group. */
  excerpt(place: GroupPlace): GroupExcerpt | undefined;
}

/** The world of an excerpt that was cloned, with its own clock. */
export function emulatorOf(excerpt: GroupExcerpt, now: () => Instant): Emulator {
  const { seed, world } = excerpt;
  return emulatorFrom({ seed, settings: world.settings, now }, () => engineFrom(excerpt));
}

export function createEmulator(options: EmulatorOptions): Emulator {
  return emulatorFrom(options, () => begin(options));
}

function emulatorFrom(options: EmulatorOptions, beginning: () => Engine): Emulator {
  const held = holdEngine(beginning);
  const { guarded } = held;
  const since = (sequence: number) => entriesAfter(held.engine.journal, sequence);
  const catchUp = () => guarded.run(() => advanceTo(held.engine, options.now()));
  return {
    get world() {
      return held.engine.world;
    },
    call: (call) => {
      catchUp();
      const { output, changes = [] } = answerOf(held.engine, call);
      guarded.run(() => commit(held.engine, call.caller, { cause: call.operation, changes }));
      return output;
    },
    prepare: ({ service, operation, input }) => {
      const { identifiers } = held.engine;
      return findAction(service, operation)?.prepare?.(input as never, identifiers.foresee);
    },
    interfere: ({ service, operation, caller }) => {
      const { account, region } = caller;
      const { faults } = regionOf(held.engine.world, account, region);
      if (faults.size === 0) return undefined;
      catchUp();
      const { now, identifiers: chance } = held.engine;
      const answer = interferenceWith({ service, operation }, { faults, chance, now });
      const { interference, changes } = answer;
      guarded.run(() => commit(held.engine, { account, region }, { cause: operation, changes }));
      return interference;
    },
    bring: (place, cause, decide) => {
      catchUp();
      const { identifiers, now } = held.engine;
      const changes = decide({ identifiers, now });
      guarded.run(() => commit(held.engine, place, { cause, changes }));
    },
    nextRequestId: () => held.engine.identifiers.requestId(),
    catchUp: () => {
      catchUp();
      const entries = since(held.seen);
      held.seen = entries.at(-1)?.sequence ?? held.seen;
      return entries;
    },
    catchUpSome: (isEnough) => guarded.run(() => advanceTo(held.engine, options.now(), isEnough)),
    journalAfter: since,
    lastSequence: () => held.engine.journal.nextSequence - 1,
    nextDueAt: () => nextDueAt(held.engine),
    queueLength: () => held.engine.queue.heap.length,
    seed: () => held.engine.seed,
    ...doorsOfState(held, beginning, options),
    excerpt: (place) => groupExcerpt(held.engine, place),
  };
}

/** What is about the world as a whole: taking it out, replacing it, telling of it. */
function doorsOfState(held: HeldEngine, beginning: () => Engine, options: EmulatorOptions) {
  const { guarded } = held;
  const { product = "unknown" } = options;
  return {
    reset: () => held.replaceBy(beginning(), 0),
    snapshot: () => guarded.run(() => takeSnapshot(held.engine, product)),
    snapshotInPieces: (size: number) =>
      guarded.run(() => takeSnapshotInPieces(held.engine, product, size)),
    snapshotJson: (more: object) => guarded.run(() => snapshotJson(held.engine, product, more)),
    restore: (snapshot: unknown) => {
      const restored = restoreSnapshot(snapshot, { ...options, problemInMembers });
      held.replaceBy(restored, restored.journal.nextSequence - 1);
    },
    recordTo: held.recordTo,
    replay: (input: EngineInput) => guarded.run(() => replay(held.engine, input)),
  };
}

function begin({ furnish, open, now, ...options }: EmulatorOptions): Engine {
  const engine = newEngine({ ...options, now: now() });
  const placed = furnish?.({ identifiers: engine.identifiers, now: engine.now }) ?? [];
  for (const { changes, ...place } of placed) commit(engine, place, { cause: "world", changes });
  open?.(({ account, region, ...call }) => {
    const caller = { account, region, requestId: engine.identifiers.requestId() };
    const { output, changes = [] } = answerOf(engine, { ...call, caller });
    commit(engine, caller, { cause: call.operation, changes });
    return output;
  });
  return engine;
}

/** Asks the action, which changes nothing; what it drew before it refuses is put back. */
function answerOf(engine: Engine, { service, operation, input, caller }: EmulatorCall) {
  const action = findAction(service, operation);
  if (action === undefined) throw notEmulated(operation);
  const region = regionOf(engine.world, caller.account, caller.region);
  const { now, identifiers } = engine;
  const { settings } = engine.world;
  const place = { region, settings, identifiers, chance: identifiers, now };
  const drawn = identifiers.mark();
  try {
    return action.run(input as never, {
      region,
      settings,
      now,
      requestId: caller.requestId,
      identifiers,
      launch: (group, order) => launchedInstances({ ...place, group }, order),
    });
  } catch (error) {
    identifiers.goBackTo(drawn);
    throw error;
  }
}

/** 501 is not retried by the SDKs, so that the name of what is missing is seen at once. */
function notEmulated(operation: string): ServiceError {
  return new ServiceError("NotImplemented", `asg-local does not emulate ${operation}.`, 501);
}
