/**
 * Writes lines to disk in batches: what arrives during one write goes with the next. After a
 * failure nothing is reported as written any more.
 */

export interface Disk {
  /** Resolves when the lines are on disk. */
  append(lines: readonly Buffer[]): Promise<void>;
  /** Writes the whole current state to disk, replacing what is there. */
  startGeneration(): Promise<void>;
  /** Whether it is time for a new generation; asked after each append. */
  isFull(): boolean;
}

/** Called when everything added before the request is on disk, or with the failure. */
export type OnDisk = (failure?: Error) => void;

export interface GroupCommit {
  add(line: Buffer): void;
  /** Writes a snapshot next, because lines cannot express what happened. */
  requestSnapshot(): void;
  /** Calls back when everything is on disk, possibly at once. */
  whenOnDisk(callBack: OnDisk): void;
}

interface Waiting {
  readonly until: number;
  readonly callBack: OnDisk;
}

export function groupCommit(disk: Disk): GroupCommit {
  let lines: Buffer[] = [];
  let isSnapshotRequested = false;
  // How many lines were added, and how many of them are on disk.
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
