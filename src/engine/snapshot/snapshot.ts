/**
 * Writes the whole state as plain JSON and restores it: world, clock, queue, generators and
 * journal. A restored engine continues exactly like the original.
 */

import { fleetOrder, rebuiltFleet } from "../../domain/fleet-order.ts";
import type { PlainPiece } from "../../domain/plain-pieces.ts";
import { allSteps, mapInSteps, type Steps } from "../../domain/steps.ts";
import { SnapshotError } from "../../domain/user-errors.ts";
import type { Region } from "../../domain/world.ts";
import { type Engine, type NewEngineOptions, newEngine } from "../engine.ts";
import { factsInOrder, keepFact } from "../event-log.ts";
import { push } from "../event-queue.ts";
import { randomWords, setRandomWords } from "../recording.ts";
import { jsonPieces } from "./json-pieces.ts";
import { fromPlain, toPlain } from "./plain-json.ts";
import { plainPieces } from "./plain-pieces.ts";
import { problemIn } from "./snapshot-checks.ts";
import type {
  SnapshotContent,
  StoredEvents,
  StoredGroup,
  StoredRegion,
} from "./snapshot-content.ts";
import {
  migrateSnapshot,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from "./snapshot-migrations.ts";
import { factFrom, storedFact } from "./stored-events.ts";
import { type ValuePart, valueParts } from "./value-parts.ts";
import { complaintsAbout } from "./world-invariants.ts";

export type { Snapshot };

/** The engine's whole state; `product` is the version of asg-local. */
export function takeSnapshot(engine: Engine, product: string): Snapshot {
  return toPlain(frameOf(engine, product)) as Snapshot;
}

/** The same as text in parts, with extra members; the engine must not change meanwhile. */
export function snapshotJson(engine: Engine, product: string, more: object): Iterable<string> {
  return jsonPieces({ ...frameOf(engine, product), ...more });
}

/** The rest of a snapshot in pieces. */
export interface SnapshotPieces {
  /** The next piece, taken from the world only now; undefined at the end. */
  next(): PlainPiece | undefined;
}

/**
 * A snapshot of this moment, piece by piece. Time may pass between pieces: before the first change,
 * all remaining pieces are taken at once.
 */
export function takeSnapshotInPieces(
  engine: Engine,
  product: string,
  size: number,
): SnapshotPieces {
  engine.copying?.();
  const pieces = plainPieces(frameOf(engine, product), size);
  const taken: PlainPiece[] = [];
  engine.copying = () => {
    engine.copying = undefined;
    for (const piece of pieces) taken.push(piece);
    taken.reverse();
  };
  return { next: () => taken.pop() ?? pieces.next().value ?? undefined };
}

/** A snapshot's members as they are in the engine. */
function frameOf(engine: Engine, product: string) {
  const { now, seed, world, queue, journal, events: sent } = engine;
  const { dropped, lastDropped } = sent;
  const facts = factsInOrder(sent).map((fact) => storedFact(fact, world.regions));
  const late = [...sent.pending.values()].map((fact) => storedFact(fact, world.regions));
  const pending = late.length === 0 ? {} : { pending: late };
  const regions = new Map([...world.regions].map(([key, region]) => [key, storedRegion(region)]));
  const events = [...queue.heap].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  const content: SnapshotContent = {
    product,
    now,
    seed,
    world: { ...world, regions },
    queue: { nextSequence: queue.nextSequence, events },
    random: randomWords(engine),
    journal: { nextSequence: journal.nextSequence, entries: journal.entries },
    events: { nextSequence: sent.nextSequence, dropped, lastDropped, facts, ...pending },
  };
  return { format: snapshotFormat, version: snapshotVersion, ...content };
}

export interface RestoreOptions
  extends Pick<NewEngineOptions, "mostJournalEntries" | "mostEvents"> {
  /** Checks members in AWS's own form, which the engine stores without interpreting. */
  readonly problemInMembers?: (regions: Iterable<Region>) => string | undefined;
}

/**
 * A new engine, independent of the argument. Everything is checked first, so the restored world can
 * run. Throws SnapshotError.
 */
export function restoreSnapshot(given: unknown, options: RestoreOptions = {}): Engine {
  return checked(given, options).engine;
}

/**
 * The input of `engineInSteps` in parts of about `size` bytes, for another thread. Everything is
 * checked before the first part. Throws SnapshotError.
 */
export function* checkedParts(
  given: unknown,
  options: RestoreOptions,
  size: number,
): Generator<ValuePart, void, undefined> {
  yield* valueParts(checked(given, options).content, size);
}

function checked(given: unknown, options: RestoreOptions) {
  const { format: _, version: __, ...plain } = migrateSnapshot(given);
  try {
    const content = fromPlain(plain) as SnapshotContent;
    const problem = problemIn(content);
    if (problem !== undefined) throw new Error(problem);
    const engine = allSteps(engineInSteps(content, options));
    const { regions } = engine.world;
    const complaint =
      options.problemInMembers?.(regions.values()) ?? complaintsAbout(engine.world)[0];
    if (complaint !== undefined) throw new Error(complaint);
    return { content, engine };
  } catch (error) {
    throw new SnapshotError(`the snapshot is damaged: ${(error as Error).message}`);
  }
}

function storedRegion({ groups, ...region }: Region): StoredRegion {
  const stored = [...groups].map(([name, { fleet, ...group }]): [string, StoredGroup] => [
    name,
    { ...group, fleetOrder: fleetOrder(fleet) },
  ]);
  return { ...region, groups: new Map(stored) };
}

/** The engine of a content that was checked, which becomes part of it. */
export function* engineInSteps(
  content: SnapshotContent,
  { mostJournalEntries, mostEvents }: RestoreOptions,
): Steps<Engine> {
  const { now, seed, world, queue, random, journal } = content;
  const { settings } = world;
  const engine = newEngine({ seed, settings, now, mostJournalEntries, mostEvents });
  Object.assign(engine.world, { ...world, regions: new Map() });
  for (const [key, region] of world.regions) {
    engine.world.regions.set(key, yield* regionFrom(region));
  }
  yield* mapInSteps(queue.events, ({ at, sequence, event }) => {
    engine.queue.nextSequence = sequence;
    push(engine.queue, at, event);
  });
  engine.queue.nextSequence = queue.nextSequence;
  setRandomWords(engine, random);
  for (const entry of journal.entries) engine.journal.entries.push(entry);
  engine.journal.nextSequence = journal.nextSequence;
  takeOverEvents(engine, content.events);
  return engine;
}

function takeOverEvents({ events, world }: Engine, stored: StoredEvents): void {
  const { facts, pending = [], ...counted } = stored;
  Object.assign(events, counted);
  for (const fact of facts) keepFact(events, factFrom(fact, world.regions));
  for (const fact of pending) events.pending.set(fact.sequence, factFrom(fact, world.regions));
}

function* regionFrom({ groups, ...region }: StoredRegion): Steps<Region> {
  const rebuilt: Region["groups"] = new Map();
  for (const [name, { fleetOrder: order, ...group }] of groups) {
    const fleet = yield* rebuiltFleet(order, region.instances);
    rebuilt.set(name, { ...group, fleet });
  }
  return { ...region, groups: rebuilt };
}
