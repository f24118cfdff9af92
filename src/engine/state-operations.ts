/** Operations on the state as a whole: snapshot, restore, recording and replay. */
import type { EngineInput, Recorder } from "../domain/engine-input.ts";
import type { GroupDue } from "../domain/group-due.ts";
import type { Steps } from "../domain/steps.ts";
import type { Instant } from "../domain/time.ts";
import { endInstant } from "./advance.ts";
import type { Engine } from "./engine.ts";
import type { ContinuedEvents, EngineHolder } from "./engine-holder.ts";
import { nextDueOf } from "./next-due.ts";
import { replay } from "./replay.ts";
import { type GroupExcerpt, type GroupReference, groupExcerpt } from "./snapshot/private-copy.ts";
import {
  engineInSteps,
  type RestoreOptions,
  restoreSnapshot,
  type Snapshot,
  type SnapshotPieces,
  snapshotJson,
  takeSnapshot,
  takeSnapshotInPieces,
} from "./snapshot/snapshot.ts";
import type { SnapshotContent } from "./snapshot/snapshot-content.ts";
import { joinedParts, type ValuePart } from "./snapshot/value-parts.ts";

export interface StateOperations {
  /** The seed of the generators; after a restore, the snapshot's seed. */
  seed(): string;
  /** The complete state as JSON. */
  snapshot(): Snapshot;
  /**
   * The snapshot's JSON text in parts, with these members added. Nothing may change until the last
   * part is taken.
   */
  snapshotJson(more: object): Iterable<string>;
  /** The same in pieces of about `size` bytes, so that other work can run between two pieces. */
  snapshotInPieces(size: number): SnapshotPieces;
  /**
   * Replaces the whole state by the snapshot's and returns its time. What is continued is the world
   * of a process that has ended, with the numbers of its events. Throws SnapshotError.
   */
  restore(snapshot: unknown, continued?: ContinuedEvents): Instant;
  /** The same for a snapshot that was checked elsewhere and arrives in parts. */
  restoring(): Restoring;
  /** Reports every engine input from now on to this recorder, which replaces an earlier one. */
  recordTo(recorder: Recorder): void;
  /** Replays a recorded input; throws when it leads to a different world. */
  replay(input: EngineInput): void;
  /**
   * The state of one group with all it depends on, not copied yet; undefined without such a group.
   */
  excerpt(place: GroupReference): GroupExcerpt | undefined;
  /** How often the world was replaced, by a reset or a snapshot. */
  replacements(): number;
  /** What is due next in one group; undefined when nothing is. */
  nextDueOf(place: GroupReference): GroupDue | undefined;
}

interface Restoring {
  /** Takes over the next part, which the caller must no longer use. */
  add(part: ValuePart): void;
  /** Called after the last part; the final step replaces the world and returns its time. */
  steps(): Steps<Instant>;
}

export function stateOperations(
  holder: EngineHolder,
  options: RestoreOptions & { readonly product?: string | undefined },
): StateOperations {
  const { guarded } = holder;
  const { product = "unknown" } = options;
  /** What is done with the engine when it is at the end of an instant. */
  const withWhole = <R>(work: (engine: Engine) => R): R =>
    guarded.run(() => {
      endInstant(holder.engine);
      return work(holder.engine);
    });
  const putInPlace = (restored: Engine, continued?: ContinuedEvents) => {
    holder.replaceBy(restored, restored.journal.nextSequence - 1, continued);
    return restored.now;
  };
  return {
    seed: () => holder.engine.seed,
    snapshot: () => withWhole((engine) => takeSnapshot(engine, product)),
    snapshotInPieces: (size) => withWhole((engine) => takeSnapshotInPieces(engine, product, size)),
    snapshotJson: (more) => withWhole((engine) => snapshotJson(engine, product, more)),
    restore: (snapshot, continued) => putInPlace(restoreSnapshot(snapshot, options), continued),
    restoring: () => {
      const { add, whole } = joinedParts();
      return {
        add,
        *steps() {
          return putInPlace(yield* engineInSteps(whole() as SnapshotContent, options));
        },
      };
    },
    recordTo: holder.recordTo,
    replay: (input) => withWhole((engine) => replay(engine, input)),
    excerpt: (place) => withWhole((engine) => groupExcerpt(engine, place)),
    replacements: () => holder.replacements,
    nextDueOf: (place) => nextDueOf(holder.engine, place),
  };
}
