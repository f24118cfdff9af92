/**
 * Everything that is, as plain JSON and back: world, clock, queue, generators and journal. A
 * restored engine goes on as the one that was stored would have.
 */
import { fleetOrder, rebuiltFleet } from "../domain/fleet-order.ts";
import type { Region } from "../domain/world.ts";
import { type Engine, type NewEngineOptions, newEngine } from "./engine.ts";
import { push } from "./event-queue.ts";
import { fromPlain, toPlain } from "./plain-json.ts";
import { randomWords, setRandomWords } from "./recording.ts";
import { problemIn } from "./snapshot-checks.ts";
import type { SnapshotContent, StoredGroup, StoredRegion } from "./snapshot-content.ts";

export const snapshotFormat = "asg-local";
export const snapshotVersion = 1;

/** JSON through and through. */
export interface Snapshot {
  readonly format: typeof snapshotFormat;
  readonly version: typeof snapshotVersion;
  readonly [member: string]: unknown;
}

/** Something that cannot be restored; the message says why, in one sentence. */
export class SnapshotError extends Error {
  override name = "SnapshotError";
}

export function takeSnapshot(engine: Engine): Snapshot {
  const { now, seed, world, queue, journal } = engine;
  const regions = new Map([...world.regions].map(([key, region]) => [key, storedRegion(region)]));
  const events = [...queue.heap].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  const content: SnapshotContent = {
    now,
    seed,
    world: { ...world, regions },
    queue: { nextSequence: queue.nextSequence, events },
    random: randomWords(engine),
    journal: { nextSequence: journal.nextSequence, entries: journal.entries },
  };
  const plain = toPlain(content) as Readonly<Record<string, unknown>>;
  return { format: snapshotFormat, version: snapshotVersion, ...plain };
}

type JournalLimit = Pick<NewEngineOptions, "mostJournalEntries">;

/** An engine of its own; what was given is not kept. Throws SnapshotError. */
export function restoreSnapshot(given: unknown, limit: JournalLimit = {}): Engine {
  const refusal = refusalOf(given);
  if (refusal !== undefined) throw new SnapshotError(refusal);
  try {
    const { format: _, version: __, ...plain } = given as Snapshot;
    const content = fromPlain(plain) as SnapshotContent;
    const problem = problemIn(content);
    if (problem !== undefined) throw new Error(problem);
    return engineOf(content, limit);
  } catch (error) {
    throw new SnapshotError(`the snapshot is damaged: ${(error as Error).message}`);
  }
}

/** Why it is no snapshot that this version reads. */
function refusalOf(given: unknown): string | undefined {
  const { format, version } = (given ?? {}) as { format?: unknown; version?: unknown };
  if (format !== snapshotFormat) {
    return `this is no snapshot of asg-local: its "format" is not "${snapshotFormat}"`;
  }
  if (version === snapshotVersion) return undefined;
  const known = `this asg-local reads version ${snapshotVersion}`;
  return typeof version === "number" && version > snapshotVersion
    ? `the snapshot has version ${version}, of a newer asg-local; ${known}`
    : `the snapshot has no version that is known; ${known}`;
}

function storedRegion({ groups, ...region }: Region): StoredRegion {
  const stored = [...groups].map(([name, { fleet, ...group }]): [string, StoredGroup] => [
    name,
    { ...group, fleetOrder: fleetOrder(fleet) },
  ]);
  return { ...region, groups: new Map(stored) };
}

function engineOf(content: SnapshotContent, { mostJournalEntries }: JournalLimit): Engine {
  const { now, seed = "", world, queue, random, journal } = content;
  const engine = newEngine({ seed, settings: world.settings, now, mostJournalEntries });
  Object.assign(engine.world, { ...world, regions: new Map() });
  for (const [key, region] of world.regions) engine.world.regions.set(key, regionFrom(region));
  for (const { at, sequence, event } of queue.events) {
    engine.queue.nextSequence = sequence;
    push(engine.queue, at, event);
  }
  engine.queue.nextSequence = queue.nextSequence;
  setRandomWords(engine, random);
  engine.journal.entries.push(...journal.entries);
  engine.journal.nextSequence = journal.nextSequence;
  return engine;
}

function regionFrom({ groups, ...region }: StoredRegion): Region {
  const rebuilt = [...groups].map(([name, { fleetOrder: order, ...group }]) => {
    const fleet = rebuiltFleet(order, region.instances);
    return [name, { ...group, fleet }] as const;
  });
  return { ...region, groups: new Map(rebuilt) };
}
