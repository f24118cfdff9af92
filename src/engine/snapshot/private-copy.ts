/** Copies one group with all that it depends on into a separate engine. */

import type { Instance } from "../../domain/instance.ts";
import { keptInPrivate } from "../../domain/kept-in-private.ts";
import type { Instant } from "../../domain/time.ts";
import { type Region, regionKey, type World } from "../../domain/world.ts";
import { type Engine, newEngine } from "../engine.ts";
import type { DueEvent, EventQueue, QueuedEvent } from "../event-queue.ts";
import type { SeededIdentifiers } from "../identifiers.ts";
import type { Purpose } from "../random.ts";

export interface GroupReference {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

/** The content of a copy: plain data, shared with the original until it is cloned. */
export interface GroupExcerpt {
  readonly world: World;
  readonly events: readonly QueuedEvent[];
  readonly nextSequence: number;
  readonly states: SeededIdentifiers["states"];
  readonly seed: string;
  readonly now: Instant;
}

/** Undefined for an unknown group. */
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

/** The engine of a cloned excerpt. It draws the same ids as the original would. */
export function engineFrom({ world, events, ...excerpt }: GroupExcerpt): Engine {
  const { nextSequence, states, seed, now } = excerpt;
  const copy = newEngine({ seed, settings: world.settings, now, ...keptInPrivate });
  takeOver(copy.identifiers, states);
  return { ...copy, world, queue: queueOf(events, nextSequence) };
}

/** All members, including launches that EC2 has not accepted yet. */
function membersOf(region: Region, group: string): readonly [string, Instance][] {
  return [...region.instances].filter(([, { groupName }]) => groupName === group);
}

function concerns(event: DueEvent, key: string, alone: Region): boolean {
  if (event.region !== key || event.kind === "arrival") return false;
  if (event.kind === "fault") return true;
  return event.kind === "instance" ? alone.instances.has(event.id) : alone.groups.has(event.group);
}

/** A sorted list is a heap. */
function queueOf(events: readonly QueuedEvent[], nextSequence: number): EventQueue {
  const heap = [...events].sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  return { heap, nextSequence };
}

function takeOver(copy: SeededIdentifiers, states: SeededIdentifiers["states"]): void {
  for (const [purpose, state] of Object.entries(states)) {
    Object.assign(copy.states[purpose as Purpose], state);
  }
}
