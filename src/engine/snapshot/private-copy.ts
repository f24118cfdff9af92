/** A copy of one group with all that it depends on, in an engine of its own; the original stays. */
import type { Instance } from "../../domain/instance.ts";
import type { Instant } from "../../domain/time.ts";
import { type Region, regionKey, type World } from "../../domain/world.ts";
import { type Engine, newEngine } from "../engine.ts";
import type { DueEvent, EventQueue, QueuedEvent } from "../event-queue.ts";
import type { SeededIdentifiers } from "../identifiers.ts";
import type { Purpose } from "../random.ts";

/** One instant may bring some changes for each instance; whoever runs the copy reads them all. */
const mostJournalEntries = 2_000_000;

export interface GroupReference {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

/** What a copy is made of. Plain data, which is shared with the original until it is cloned. */
export interface GroupExcerpt {
  readonly world: World;
  readonly events: readonly QueuedEvent[];
  readonly nextSequence: number;
  readonly states: SeededIdentifiers["states"];
  readonly seed: string;
  readonly now: Instant;
}

/** Undefined when there is no such group. */
export function groupExcerpt(engine: Engine, place: GroupReference): GroupExcerpt | undefined {
  const key = regionKey(place.account, place.region);
  const region = engine.world.regions.get(key);
  const group = region?.groups.get(place.group);
  if (region === undefined || group === undefined) return undefined;
  const alone: Region = {
    ...region,
    groups: new Map([[group.name, group]]),
    deletedGroups: new Map(),
    instances: new Map(membersOf(region, group.name)),
    terminated: new Map(),
    metricData: [],
  };
  const { seed, now, queue, identifiers } = engine;
  return {
    world: { ...engine.world, regions: new Map([[key, alone]]) },
    events: queue.heap.filter(({ event }) => concerns(event, key, alone)),
    nextSequence: queue.nextSequence,
    states: identifiers.states,
    seed,
    now,
  };
}

/** Of an excerpt that was cloned as one. It draws the ids that the original would draw. */
export function engineFrom({ world, events, ...excerpt }: GroupExcerpt): Engine {
  const { nextSequence, states, seed, now } = excerpt;
  const copy = newEngine({ seed, settings: world.settings, now, mostJournalEntries });
  takeOver(copy.identifiers, states);
  return { ...copy, world, queue: queueOf(events, nextSequence) };
}

/** Visible ones, and those that EC2 has not accepted yet. */
function membersOf(region: Region, group: string): readonly [string, Instance][] {
  return [...region.instances].filter(([, { groupName }]) => groupName === group);
}

function concerns(event: DueEvent, key: string, alone: Region): boolean {
  if (event.region !== key) return false;
  if (event.kind === "fault") return true;
  return event.kind === "instance" ? alone.instances.has(event.id) : alone.groups.has(event.group);
}

/** A list in order is a heap. */
function queueOf(events: readonly QueuedEvent[], nextSequence: number): EventQueue {
  const heap = [...events].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  return { heap, nextSequence };
}

function takeOver(copy: SeededIdentifiers, states: SeededIdentifiers["states"]): void {
  for (const [purpose, state] of Object.entries(states)) {
    Object.assign(copy.states[purpose as Purpose], state);
  }
}
