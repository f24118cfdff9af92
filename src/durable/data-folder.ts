/**
 * A world that is kept in a folder: found there at the start, and every change on disk before it is
 * acknowledged.
 */
import { mkdirSync } from "node:fs";
import type { EngineInput } from "../domain/engine-input.ts";
import type { Emulator } from "../emulator.ts";
import type { Pacer, StoredClock } from "../pacer.ts";
import { cannot, DataFolderError } from "./data-folder-error.ts";
import type { LogRecord, StoredSnapshot } from "./file-format.ts";
import { type GenerationFiles, generationFiles } from "./generation-files.ts";
import { type GroupCommit, groupCommit, type OnDisk } from "./group-commit.ts";
import { type Lock, type Processes, takeLock } from "./lock.ts";
import { recordLine } from "./record-lines.ts";
import { readGeneration, type StoredGeneration } from "./stored-generation.ts";

export interface DataFolderOptions {
  readonly folder: string;
  /** The version of asg-local. */
  readonly product: string;
  readonly processes: Processes;
  /** After so many bytes of log comes a snapshot; without it after as many as keep them rare. */
  readonly mostLogBytes?: number | undefined;
  /** After so many changes of the world comes one too, because a start goes through them again. */
  readonly mostChanges?: number | undefined;
}

export interface DataFolder {
  /** Undefined when nothing is there yet. */
  readonly stored: StoredGeneration | undefined;
  /** Puts what is stored in place of the emulator's world. Throws DataFolderError. */
  restore(world: KeptWorld): void;
  /** Keeps the world from now on; resolves when it is on disk as it is. */
  keep(world: KeptWorld): Promise<KeptFolder>;
  /** Leaves the folder as it is, to other processes. */
  release(): void;
}

export interface KeptFolder {
  /** Calls back when all that has happened is on disk; with an error when it cannot be. */
  readonly whenOnDisk: (callBack: OnDisk) => void;
  /** Writes all there is, so that another version can go on from it, and leaves the folder. */
  readonly close: () => Promise<void>;
}

export interface KeptWorld {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly seed: string;
}

/** Takes the folder, and makes it where there is none. Throws DataFolderError. */
export function openDataFolder(options: DataFolderOptions): DataFolder {
  const { folder, product, processes, mostLogBytes, mostChanges = 50_000 } = options;
  makeFolder(folder);
  const lock = takeLock(folder, processes);
  try {
    const stored = readGeneration(folder);
    const files = { folder, product, present: stored?.generation ?? 0, mostLogBytes };
    return {
      stored,
      restore: (world) => {
        if (stored !== undefined) restoreStored(stored, world);
      },
      keep: (world) => keep(world, { files: generationFiles(files), lock, mostChanges }),
      release: lock.release,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw cannot("written", folder, error);
  }
}

function restoreStored(stored: StoredGeneration, { emulator, pacer }: KeptWorld): void {
  const { snapshot, snapshotPath, records } = stored;
  try {
    emulator.restore(snapshot.world);
  } catch (error) {
    if ((error as Error).name !== "SnapshotError") throw error;
    throw new DataFolderError(`${snapshotPath}: ${(error as Error).message}`);
  }
  let { clock } = snapshot;
  let earliest = snapshot.world.now;
  for (const { offset, value } of records) {
    if ("clock" in value) clock = value.clock;
    else {
      replay(stored, emulator, { offset, input: value.input });
      earliest = Math.max(earliest, value.input.at);
    }
  }
  pacer.goOn(clock, earliest);
}

/** Another engine may decide otherwise; the world that was acknowledged would be lost then. */
function replay(
  { logPath, product }: StoredGeneration,
  emulator: Emulator,
  { offset, input }: { readonly offset: number; readonly input: EngineInput },
): void {
  try {
    emulator.replay(input);
  } catch (error) {
    const { message } = error as Error;
    const why = `what happened at byte ${offset} does not happen again (${message})`;
    const remedy = `asg-local ${product} wrote it; start and stop that one, then go on with this`;
    throw new DataFolderError(`${logPath}: ${why}; ${remedy}`);
  }
}

interface Keeping {
  readonly files: GenerationFiles;
  readonly lock: Lock;
  readonly mostChanges: number;
}

async function keep(world: KeptWorld, keeping: Keeping): Promise<KeptFolder> {
  const { emulator, pacer, seed } = world;
  const { files, lock, mostChanges } = keeping;
  let told: StoredClock | undefined;
  let before = 0;
  const commit = groupCommit({
    isFull: () => files.isFull() || emulator.lastSequence() - before > mostChanges,
    append: async (lines) => {
      await files.append(lines);
      // Whoever took the folder before this has not seen the lines; whoever takes it now does.
      lock.check();
    },
    beginAnew: async () => {
      lock.check();
      told = pacer.stored();
      before = emulator.lastSequence();
      const snapshot = { seed, clock: clockOf(told), world: emulator.snapshot() };
      await files.begin(snapshot as unknown as StoredSnapshot);
      lock.check();
    },
  });
  const add = (record: LogRecord) => commit.add(recordLine(record));
  emulator.recordTo({ onInput: (input) => add({ input }), onReplaced: commit.wantAll });
  commit.wantAll();
  const whenOnDisk = (callBack: OnDisk) => {
    const clock = pacer.stored();
    if (clock !== told) {
      told = clock;
      add({ clock: clockOf(clock) });
    }
    commit.whenOnDisk(callBack);
  };
  await everythingOnDisk(commit);
  return {
    whenOnDisk,
    close: async () => {
      commit.wantAll();
      await everythingOnDisk(commit);
      await files.close();
      lock.release();
    },
  };
}

/** The pacer's record also holds what has no meaning in another process. */
function clockOf({ mode, speed, virtual, wall }: StoredClock): StoredClock {
  return { mode, speed, virtual, wall };
}

function everythingOnDisk(commit: GroupCommit): Promise<void> {
  return new Promise((resolve, reject) => {
    commit.whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
  });
}
