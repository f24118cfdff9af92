/** Restores an emulator's world from a folder, and explains what does not fit. */

import type { EngineInput } from "../domain/engine-input.ts";
import { DataFolderError, SnapshotError } from "../domain/user-errors.ts";
import type { StateOperations } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import { eachRecord } from "./log-records.ts";
import type { StoredGeneration } from "./stored-generation.ts";

interface World {
  readonly emulator: StateOperations;
  readonly pacer: Pacer;
}

/** Throws DataFolderError. */
export function restoreStored(stored: StoredGeneration, { emulator, pacer }: World): void {
  const { snapshot, snapshotPath, log } = stored;
  try {
    emulator.restore(snapshot.world, { past: snapshot.past ?? 0 });
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    throw new DataFolderError(`${snapshotPath}: ${error.message}`);
  }
  let { clock } = snapshot;
  let earliest = snapshot.world.now;
  eachRecord(log, (record, offset) => {
    if ("clock" in record) clock = record.clock;
    else {
      replay(stored, emulator, { offset, input: record.input });
      earliest = Math.max(earliest, record.input.at);
    }
  });
  pacer.resumeFrom(clock, earliest);
}

/**
 * Refuses a log that replays differently, as another version might: continuing would lose the
 * acknowledged world.
 */
function replay(
  { log: { path }, product }: StoredGeneration,
  emulator: StateOperations,
  { offset, input }: { readonly offset: number; readonly input: EngineInput },
): void {
  try {
    emulator.replay(input);
  } catch (error) {
    const { message } = error as Error;
    const why = `what happened at byte ${offset} does not happen again (${message})`;
    const remedy = `asg-local ${product} wrote it; start and stop that one, then go on with this`;
    throw new DataFolderError(`${path}: ${why}; ${remedy}`);
  }
}
