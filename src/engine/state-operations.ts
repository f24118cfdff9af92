/** What is done with the world as a whole: taking it out, replacing it, telling of it. */
import type { EngineInput, Recorder } from "../domain/engine-input.ts";
import type { Steps } from "../domain/steps.ts";
import type { Instant } from "../domain/time.ts";
import { endInstant } from "./advance.ts";
import type { Engine } from "./engine.ts";
import type { EngineHolder } from "./engine-holder.ts";
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
  /** What the generators began with; that of a snapshot after it was restored. */
  seed(): string;
  /** The world of the beginning from the seed again, as if just started. */
  reset(): void;
  /** All that there is, as JSON. */
  snapshot(): Snapshot;
  /** Its text in parts, with further members. Nothing may happen until the last one is taken. */
  snapshotJson(more: object): Iterable<string>;
  /** The same in pieces of about so many bytes, so that other work can be done between two. */
  snapshotInPieces(size: number): SnapshotPieces;
  /** Puts what a snapshot holds in place of all that there is; its time. Throws SnapshotError. */
  restore(snapshot: unknown): Instant;
  /** The same with a snapshot that was checked elsewhere and comes in parts. */
  restoring(): Restoring;
  /** From now on tells of all that happens; there is at most one that listens. */
  recordTo(recorder: Recorder): void;
  /** Gives an input again that a recorder was told; throws when it leads to another world. */
  replay(input: EngineInput): void;
  /** What a world of one group alone is made of, not copied yet; undefined: no such group. */
  excerpt(place: GroupReference): GroupExcerpt | undefined;
}

interface Restoring {
  /** The next part; it must not be used any more. */
  add(part: ValuePart): void;
  /** Once all parts are there; the last step puts the world in place, with its time as result. */
  steps(): Steps<Instant>;
}

export function stateOperations(
  holder: EngineHolder,
  beginning: () => Engine,
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
  const putInPlace = (restored: Engine) => {
    holder.replaceBy(restored, restored.journal.nextSequence - 1);
    return restored.now;
  };
  return {
    seed: () => holder.engine.seed,
    reset: () => holder.replaceBy(beginning(), 0),
    snapshot: () => withWhole((engine) => takeSnapshot(engine, product)),
    snapshotInPieces: (size) => withWhole((engine) => takeSnapshotInPieces(engine, product, size)),
    snapshotJson: (more) => withWhole((engine) => snapshotJson(engine, product, more)),
    restore: (snapshot) => putInPlace(restoreSnapshot(snapshot, options)),
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
  };
}
