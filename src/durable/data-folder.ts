/**
 * Keeps a world in a folder: loads it at the start and writes each change to disk before it is
 * acknowledged.
 */
import type { TargetStore } from "../domain/target-store.ts";
import type { EventOperations, StateOperations, TimeOperations } from "../emulator.ts";
import type { Pacer, StoredClock } from "../pacer.ts";
import type { LogRecord } from "./file-format.ts";
import { type GenerationFiles, generationFiles } from "./generation-files.ts";
import { type GroupCommit, groupCommit, type OnDisk } from "./group-commit.ts";
import { type Lock, type Processes, takeLock } from "./lock.ts";
import { makeFolder } from "./make-folder.ts";
import { recordLine } from "./record-lines.ts";
import { restoreStored } from "./restored-world.ts";
import { readGeneration, type StoredGeneration } from "./stored-generation.ts";
import { openTargetFiles } from "./target-files.ts";

export interface DataFolderOptions {
  readonly folder: string;
  /** The version of asg-local. */
  readonly product: string;
  readonly processes: Processes;
  /** A snapshot follows after this many bytes of log; the default keeps snapshots rare. */
  readonly mostLogBytes?: number | undefined;
  /** A snapshot also follows after this many changes, because a start replays all of them. */
  readonly mostChanges?: number | undefined;
  /** Snapshots are written and read in records of about this many bytes. */
  readonly pieceBytes?: number | undefined;
}

/** Small enough that taking one piece needs only milliseconds. */
const usualPieceBytes = 256 * 1024;

export interface DataFolder {
  /** Undefined when the folder is empty. */
  readonly stored: StoredGeneration | undefined;
  /** Replaces the emulator's world by the stored one. Throws DataFolderError. */
  restore(world: KeptWorld): void;
  /** Writes the world's changes from now on; resolves when its present state is on disk. */
  keep(world: KeptWorld): Promise<KeptFolder>;
  /** The targets of events that are kept beside the world. */
  readonly targets: TargetStore;
  /** Unlocks the folder and leaves its contents as they are. */
  release(): void;
}

export interface KeptFolder {
  /** Calls back when everything so far is on disk, or with an error when that is impossible. */
  readonly whenOnDisk: (callBack: OnDisk) => void;
  /** Calls back at once, or after the copying of the world, during which it should not change. */
  readonly whenStill: (callBack: () => void) => void;
  /** Writes a last snapshot, which another version can load too, and unlocks the folder. */
  readonly close: () => Promise<void>;
}

export interface KeptWorld {
  readonly emulator: StateOperations &
    Pick<TimeOperations, "lastSequence"> &
    Pick<EventOperations, "eventCounts">;
  readonly pacer: Pacer;
  readonly seed: string;
}

/** Locks the folder and creates it if needed. Throws DataFolderError. */
export function openDataFolder(options: DataFolderOptions): DataFolder {
  const { folder, product, processes, mostLogBytes } = options;
  const { mostChanges = 50_000, pieceBytes = usualPieceBytes } = options;
  makeFolder(folder);
  const lock = takeLock(folder, processes);
  try {
    const stored = readGeneration(folder);
    const files = { folder, product, present: stored?.generation ?? 0, mostLogBytes };
    const targets = openTargetFiles(folder, { isNew: stored === undefined });
    const release = () => {
      targets.close();
      lock.release();
    };
    return {
      stored,
      targets,
      restore: (world) => {
        if (stored !== undefined) restoreStored(stored, world);
      },
      keep: (world) =>
        keep(world, { files: generationFiles(files), lock, release, mostChanges, pieceBytes }),
      release,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Keeping {
  readonly files: GenerationFiles;
  readonly lock: Lock;
  /** Closes what else is open, and unlocks the folder. */
  readonly release: () => void;
  readonly mostChanges: number;
  readonly pieceBytes: number;
}

async function keep(world: KeptWorld, keeping: Keeping): Promise<KeptFolder> {
  const { emulator, pacer, seed } = world;
  const { files, lock, release, mostChanges, pieceBytes } = keeping;
  const copying = newTurns();
  let lastWrittenClock: StoredClock | undefined;
  let before = 0;
  const commit = groupCommit({
    isFull: () => files.isFull() || emulator.lastSequence() - before > mostChanges,
    append: async (lines) => {
      await files.append(lines);
      // A process that took over the lock before this point has not seen the lines.
      lock.check();
    },
    startGeneration: async () => {
      lock.check();
      lastWrittenClock = pacer.stored();
      before = emulator.lastSequence();
      const { past } = emulator.eventCounts();
      const world = emulator.snapshotInPieces(pieceBytes);
      const onTaken = copying.begin();
      try {
        await files.begin({ seed, clock: clockOf(lastWrittenClock), past, world, onTaken });
      } finally {
        onTaken();
      }
      lock.check();
    },
  });
  const add = (record: LogRecord) => commit.add(recordLine(record));
  emulator.recordTo({ onInput: (input) => add({ input }), onReplaced: commit.requestSnapshot });
  commit.requestSnapshot();
  const whenOnDisk = (callBack: OnDisk) => {
    const clock = pacer.stored();
    if (clock !== lastWrittenClock) {
      lastWrittenClock = clock;
      add({ clock: clockOf(clock) });
    }
    commit.whenOnDisk(callBack);
  };
  await everythingOnDisk(commit);
  return {
    whenOnDisk,
    whenStill: copying.whenOver,
    close: async () => {
      commit.requestSnapshot();
      await everythingOnDisk(commit);
      await files.close();
      release();
    },
  };
}

/** A gate: while something is under way, callers wait until it is over. */
function newTurns() {
  let isUnderWay = false;
  let waiting: (() => void)[] = [];
  return {
    /** Returns the function that ends it; calling that again does nothing. */
    begin: () => {
      isUnderWay = true;
      return () => {
        const callBacks = waiting;
        [isUnderWay, waiting] = [false, []];
        for (const callBack of callBacks) callBack();
      };
    },
    whenOver: (callBack: () => void) => {
      if (isUnderWay) waiting.push(callBack);
      else callBack();
    },
  };
}

/** Drops the members of the pacer's record that mean nothing in another process. */
function clockOf({ mode, speed, virtual, wall }: StoredClock): StoredClock {
  return { mode, speed, virtual, wall };
}

function everythingOnDisk(commit: GroupCommit): Promise<void> {
  return new Promise((resolve, reject) => {
    commit.whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
  });
}
