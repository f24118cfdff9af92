/**
 * A world that is kept in a folder: found there at the start, and every change on disk before it is
 * acknowledged.
 */
import type { StateOperations, TimeOperations } from "../emulator.ts";
import type { Pacer, StoredClock } from "../pacer.ts";
import type { LogRecord } from "./file-format.ts";
import { type GenerationFiles, generationFiles } from "./generation-files.ts";
import { type GroupCommit, groupCommit, type OnDisk } from "./group-commit.ts";
import { type Lock, type Processes, takeLock } from "./lock.ts";
import { makeFolder } from "./make-folder.ts";
import { recordLine } from "./record-lines.ts";
import { restoreStored } from "./restored-world.ts";
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
  /** A snapshot is written and read in records of about so many bytes. */
  readonly pieceBytes?: number | undefined;
}

/** Taking one must be a matter of milliseconds. */
const usualPieceBytes = 256 * 1024;

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
  /** Calls back at once, but for the time in which the world is copied and should not change. */
  readonly whenStill: (callBack: () => void) => void;
  /** Writes all there is, so that another version can go on from it, and leaves the folder. */
  readonly close: () => Promise<void>;
}

export interface KeptWorld {
  readonly emulator: StateOperations & Pick<TimeOperations, "lastSequence">;
  readonly pacer: Pacer;
  readonly seed: string;
}

/** Takes the folder, and makes it where there is none. Throws DataFolderError. */
export function openDataFolder(options: DataFolderOptions): DataFolder {
  const { folder, product, processes, mostLogBytes } = options;
  const { mostChanges = 50_000, pieceBytes = usualPieceBytes } = options;
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
      keep: (world) =>
        keep(world, { files: generationFiles(files), lock, mostChanges, pieceBytes }),
      release: lock.release,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Keeping {
  readonly files: GenerationFiles;
  readonly lock: Lock;
  readonly mostChanges: number;
  readonly pieceBytes: number;
}

async function keep(world: KeptWorld, keeping: Keeping): Promise<KeptFolder> {
  const { emulator, pacer, seed } = world;
  const { files, lock, mostChanges, pieceBytes } = keeping;
  const copying = newTurns();
  let lastWrittenClock: StoredClock | undefined;
  let before = 0;
  const commit = groupCommit({
    isFull: () => files.isFull() || emulator.lastSequence() - before > mostChanges,
    append: async (lines) => {
      await files.append(lines);
      // Whoever took the folder before this has not seen the lines; whoever takes it now does.
      lock.check();
    },
    startGeneration: async () => {
      lock.check();
      lastWrittenClock = pacer.stored();
      before = emulator.lastSequence();
      const world = emulator.snapshotInPieces(pieceBytes);
      const onTaken = copying.begin();
      try {
        await files.begin({ seed, clock: clockOf(lastWrittenClock), world, onTaken });
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
      lock.release();
    },
  };
}

/** Who comes while something is under way waits until it is over. */
function newTurns() {
  let isUnderWay = false;
  let waiting: (() => void)[] = [];
  return {
    /** What it answers is called when it is over; a second time it does nothing. */
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

/** The pacer's record also holds what has no meaning in another process. */
function clockOf({ mode, speed, virtual, wall }: StoredClock): StoredClock {
  return { mode, speed, virtual, wall };
}

function everythingOnDisk(commit: GroupCommit): Promise<void> {
  return new Promise((resolve, reject) => {
    commit.whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
  });
}
