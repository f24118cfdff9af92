/** Lets only one process use a folder, by a lock file that names the process. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolderError } from "../domain/user-errors.ts";
import { ownFile } from "./make-folder.ts";
import { cannot } from "./system-error.ts";

/** The processes visible from here. */
export interface Processes {
  readonly own: number;
  /** Distinguishes a process from a later one with the same number; undefined if none has it. */
  identityOf(pid: number): string | undefined;
}

export interface Lock {
  /** Throws when another process has taken over the folder. */
  check(): void;
  release(): void;
}

export const lockName = "lock";

/** Two processes may race for a dead lock; the loser finds out in `check`. */
const mostAttempts = 3;

/** Throws DataFolderError when a living process holds the folder. */
export function takeLock(folder: string, processes: Processes): Lock {
  const path = join(folder, lockName);
  const { own: pid } = processes;
  const text = JSON.stringify({ pid, identity: processes.identityOf(pid) });
  for (let attempt = 1; ; attempt++) {
    if (couldCreate(path, text)) return lockAt(path, text);
    const holder = holderIn(textIn(path) ?? "", processes);
    if (holder !== undefined || attempt === mostAttempts) throw inUse(folder, path, holder);
    rmSync(path, { force: true });
  }
}

/** Throws DataFolderError when a living process holds the folder; does not change the lock. */
export function refuseInUse(folder: string, processes: Processes): void {
  const path = join(folder, lockName);
  const holder = holderIn(textIn(path) ?? "", processes);
  if (holder !== undefined) throw inUse(folder, path, holder);
}

function lockAt(path: string, text: string): Lock {
  return {
    check: () => {
      if (textIn(path) === text) return;
      throw new DataFolderError(`${path}: is not this process's any more; another uses the folder`);
    },
    release: () => {
      if (textIn(path) === text) rmSync(path, { force: true });
    },
  };
}

function couldCreate(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: ownFile });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cannot("written", path, error);
  }
}

function textIn(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cannot("read", path, error);
  }
}

/** The living process that holds the lock, if the file names one. */
function holderIn(text: string, { identityOf }: Processes): number | undefined {
  const [, pid, identity] = /^\{"pid":(\d+),"identity":"([^"]*)"\}$/.exec(text) ?? [];
  if (pid === undefined) return undefined;
  return identityOf(Number(pid)) === identity ? Number(pid) : undefined;
}

function inUse(folder: string, path: string, pid = 0): DataFolderError {
  const who = pid === 0 ? "other processes" : `process ${pid}`;
  return new DataFolderError(`${folder}: is in use by ${who} (${path})`);
}
