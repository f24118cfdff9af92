/** The content of a snapshot after its maps and dates are restored. */
import type { FleetOrder } from "../../domain/fleet-order.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { JournalEntry } from "../../domain/journal-entry.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region, World } from "../../domain/world.ts";
import type { QueuedEvent } from "../event-queue.ts";
import type { StoredFact } from "./stored-events.ts";

export interface SnapshotContent {
  /** The version of asg-local that wrote it. */
  readonly product: string;
  readonly now: Instant;
  /** The generators' seed, for display. */
  readonly seed: string;
  readonly world: Pick<World, "settings"> & { readonly regions: Map<string, StoredRegion> };
  /** In order of due time. */
  readonly queue: { readonly nextSequence: number; readonly events: readonly QueuedEvent[] };
  readonly random: Readonly<Record<string, readonly number[]>>;
  readonly journal: { readonly nextSequence: number; readonly entries: JournalEntry[] };
  readonly events: StoredEvents;
}

/** The kept events, oldest first, and what is counted of the others. */
export interface StoredEvents {
  readonly nextSequence: number;
  readonly dropped: number;
  readonly lastDropped: number;
  readonly facts: readonly StoredFact[];
  /** Those that arrive later, if any. */
  readonly pending?: readonly StoredFact[] | undefined;
}

/** The fleet is derived from the instances; only its orders are stored. */
export type StoredGroup = Omit<AutoScalingGroup, "fleet"> & { readonly fleetOrder: FleetOrder };
export type StoredRegion = Omit<Region, "groups"> & { readonly groups: Map<string, StoredGroup> };
