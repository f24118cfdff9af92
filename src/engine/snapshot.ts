/**
 * Everything that is, as plain JSON and back: world, clock, queue, generators and journal. A
 * restored engine goes on as the one that was stored would have.
 */
import { present } from "../domain/assert.ts";
import { fleetOrder, rebuiltFleet } from "../domain/fleet-order.ts";
import type { Region } from "../domain/world.ts";
import { type Engine, newEngine } from "./engine.ts";
import { push } from "./event-queue.ts";
import type { SeededIdentifiers } from "./identifiers.ts";
import { fromPlain, toPlain } from "./plain-json.ts";
import type { Purpose, RandomState } from "./random.ts";
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

export function takeSnapshot({ now, world, queue, identifiers, journal }: Engine): Snapshot {
  const regions = new Map([...world.regions].map(([key, region]) => [key, storedRegion(region)]));
  const events = [...queue.heap].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  const content: SnapshotContent = {
    now,
    world: { ...world, regions },
    queue: { nextSequence: queue.nextSequence, events },
    random: randomWords(identifiers),
    journal: { nextSequence: journal.nextSequence, entries: journal.entries },
  };
  const plain = toPlain(content) as Readonly<Record<string, unknown>>;
  return { format: snapshotFormat, version: snapshotVersion, ...plain };
}

/** An engine of its own; what was given is not kept. Throws SnapshotError. */
export function restoreSnapshot(given: unknown): Engine {
  const refusal = refusalOf(given);
  if (refusal !== undefined) throw new SnapshotError(refusal);
  try {
    const { format: _, version: __, ...plain } = given as Snapshot;
    const content = fromPlain(plain) as SnapshotContent;
    const problem = problemIn(content);
    if (problem !== undefined) throw new Error(problem);
    return engineOf(content);
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

function engineOf({ now, world, queue, random, journal }: SnapshotContent): Engine {
  const engine = newEngine({ seed: "", settings: world.settings, now });
  Object.assign(engine.world, { ...world, regions: new Map() });
  for (const [key, region] of world.regions) engine.world.regions.set(key, regionFrom(region));
  for (const { at, sequence, event } of queue.events) {
    engine.queue.nextSequence = sequence;
    push(engine.queue, at, event);
  }
  engine.queue.nextSequence = queue.nextSequence;
  setRandomWords(engine.identifiers, random);
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

function randomWords({ states }: SeededIdentifiers): SnapshotContent["random"] {
  const words = ({ a, b, c, counter }: RandomState) => [a, b, c, counter];
  const entries = Object.entries(states).map(([purpose, state]) => [purpose, words(state)]);
  return Object.fromEntries(entries);
}

function setRandomWords({ states }: SeededIdentifiers, random: SnapshotContent["random"]): void {
  for (const [purpose, [a = 0, b = 0, c = 0, counter = 0]] of Object.entries(random)) {
    Object.assign(present(states[purpose as Purpose], purpose), { a, b, c, counter });
  }
}
