/**
 * Brings what happened to disk, one writing at a time: whatever comes meanwhile goes with the next
 * one. After a failure nothing is said to be on disk any more.
 */

export interface Disk {
  /** Resolves when the lines are on disk. */
  append(lines: readonly Buffer[]): Promise<void>;
  /** Brings all that there is now to disk, in place of what is there. */
  beginAnew(): Promise<void>;
  /** After an appending: is it time to begin anew? */
  isFull(): boolean;
}

/** Told when all that had happened until it was asked is on disk, or that it cannot be. */
export type OnDisk = (failure?: Error) => void;

export interface GroupCommit {
  add(line: Buffer): void;
  /** Lines do not tell what happened: all of it is to be written. */
  wantAll(): void;
  /** Calls back, at once when nothing is missing. */
  whenOnDisk(callBack: OnDisk): void;
}

interface Waiting {
  readonly until: number;
  readonly callBack: OnDisk;
}

export function groupCommit(disk: Disk): GroupCommit {
  let lines: Buffer[] = [];
  let isAllWanted = false;
  // Counts what was added, and how much of it is on disk.
  let added = 0;
  let onDisk = 0;
  let waiting: Waiting[] = [];
  let isWorking = false;
  let failure: Error | undefined;

  const tell = () => {
    const told = waiting.filter(({ until }) => failure !== undefined || until <= onDisk);
    waiting = waiting.filter((one) => !told.includes(one));
    for (const { callBack } of told) callBack(failure);
  };
  const bring = async () => {
    const batch = lines;
    lines = [];
    if (!isAllWanted) return await disk.append(batch);
    isAllWanted = false;
    await disk.beginAnew();
  };
  const work = async () => {
    isWorking = true;
    try {
      while (onDisk < added) {
        const until = added;
        await bring();
        onDisk = until;
        tell();
        if (disk.isFull()) wantAll();
      }
    } catch (error) {
      failure = error as Error;
      tell();
    }
    isWorking = false;
  };
  const wantAll = () => {
    isAllWanted = true;
    added += 1;
  };
  return {
    wantAll,
    add: (line) => {
      if (!isAllWanted) lines.push(line);
      added += 1;
    },
    whenOnDisk: (callBack) => {
      if (failure !== undefined || onDisk === added) return callBack(failure);
      waiting.push({ until: added, callBack });
      if (!isWorking) void work();
    },
  };
}
