/**
 * Brings what happened to disk, one writing at a time: whatever comes meanwhile goes with the next
 * one. After a failure nothing is said to be on disk any more.
 */

export interface Disk {
  /** Resolves when the lines are on disk. */
  append(lines: readonly Buffer[]): Promise<void>;
  /** Brings all that there is now to disk, in place of what is there. */
  startGeneration(): Promise<void>;
  /** After an appending: is it time to begin anew? */
  isFull(): boolean;
}

/** Told when all that had happened until it was asked is on disk, or that it cannot be. */
export type OnDisk = (failure?: Error) => void;

export interface GroupCommit {
  add(line: Buffer): void;
  /** Lines do not tell what happened: all of it is to be written. */
  requestSnapshot(): void;
  /** Calls back, at once when nothing is missing. */
  whenOnDisk(callBack: OnDisk): void;
}

interface Waiting {
  readonly until: number;
  readonly callBack: OnDisk;
}

export function groupCommit(disk: Disk): GroupCommit {
  let lines: Buffer[] = [];
  let isSnapshotRequested = false;
  // Counts what was added, and how much of it is on disk.
  let added = 0;
  let onDisk = 0;
  let waiting: Waiting[] = [];
  let isWorking = false;
  let failure: Error | undefined;

  const callBackWaiting = () => {
    const answered = waiting.filter(({ until }) => failure !== undefined || until <= onDisk);
    waiting = waiting.filter((one) => !answered.includes(one));
    for (const { callBack } of answered) callBack(failure);
  };
  const writeBatch = async () => {
    const batch = lines;
    lines = [];
    if (!isSnapshotRequested) return await disk.append(batch);
    isSnapshotRequested = false;
    await disk.startGeneration();
  };
  const work = async () => {
    isWorking = true;
    try {
      while (onDisk < added) {
        const until = added;
        await writeBatch();
        onDisk = until;
        callBackWaiting();
        if (disk.isFull()) requestSnapshot();
      }
    } catch (error) {
      failure = error as Error;
      callBackWaiting();
    }
    isWorking = false;
  };
  const requestSnapshot = () => {
    isSnapshotRequested = true;
    added += 1;
  };
  return {
    requestSnapshot,
    add: (line) => {
      if (!isSnapshotRequested) lines.push(line);
      added += 1;
    },
    whenOnDisk: (callBack) => {
      if (failure !== undefined || onDisk === added) return callBack(failure);
      waiting.push({ until: added, callBack });
      if (!isWorking) void work();
    },
  };
}
