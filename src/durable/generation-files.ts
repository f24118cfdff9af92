/** Writes a data folder: a snapshot with an empty log, then record after record, each to disk. */
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { cannot } from "./data-folder-error.ts";
import {
  type FileKind,
  fileName,
  headerLine,
  readFileName,
  type StoredSnapshot,
  unfinishedName,
} from "./file-format.ts";
import { recordLine } from "./record-lines.ts";

export interface GenerationFiles {
  /** Puts the snapshot in place of all that there was; resolves when that is on disk. */
  begin(snapshot: StoredSnapshot): Promise<void>;
  /** Adds records to the log of the present generation; resolves when they are on disk. */
  append(lines: readonly Buffer[]): Promise<void>;
  /** Is the log long enough to begin another generation? */
  isFull(): boolean;
  close(): Promise<void>;
}

export interface FilesOptions {
  readonly folder: string;
  /** The version of asg-local that writes. */
  readonly product: string;
  /** The generation that is there; 0 when there is none. */
  readonly present: number;
  /** A longer log is full. Without it, one that is longer than its snapshot and than 4 MiB. */
  readonly mostLogBytes?: number | undefined;
}

/** A file that is open for writing. */
interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** In bytes: snapshots cost little beside what is written between them. */
const smallestFullLog = 4 * 1024 * 1024;

export function generationFiles(options: FilesOptions): GenerationFiles {
  const { folder, product, mostLogBytes } = options;
  let generation = options.present;
  let log: OpenFile | undefined;
  // Of records, without the first line.
  let logBytes = 0;
  let snapshotBytes = 0;
  const header = (file: FileKind) => ({ file, generation: generation + 1, product });

  /** Up to the renaming the old generation holds, and from then on the new one. */
  const begin = async (snapshot: StoredSnapshot) => {
    const next = generation + 1;
    const name = fileName("snapshot", next);
    const lines = [recordLine(headerLine(header("snapshot"))), recordLine(snapshot)];
    const bytes = Buffer.concat(lines);
    const unfinished = await create(join(folder, unfinishedName(name)));
    await write(unfinished, bytes);
    await unfinished.handle.close();
    const nextLog = await create(join(folder, fileName("log", next)));
    const first = recordLine(headerLine({ ...header("log"), follows: crc32(bytes) }));
    await write(nextLog, first);
    await syncFolder(folder);
    await attempt(join(folder, name), () => rename(unfinished.path, join(folder, name)));
    await syncFolder(folder);
    await log?.handle.close();
    [generation, log] = [next, nextLog];
    [logBytes, snapshotBytes] = [0, bytes.length];
    await removeOthers(folder, generation);
  };

  return {
    begin,
    append: async (lines) => {
      if (log === undefined) throw new Error("a log begins with its snapshot");
      const bytes = Buffer.concat(lines);
      logBytes += bytes.length;
      await write(log, bytes);
    },
    isFull: () => logBytes > (mostLogBytes ?? Math.max(snapshotBytes, smallestFullLog)),
    close: async () => {
      await log?.handle.close();
      log = undefined;
    },
  };
}

async function create(path: string): Promise<OpenFile> {
  return { path, handle: await attempt(path, () => open(path, "w")) };
}

async function write({ path, handle }: OpenFile, bytes: Buffer): Promise<void> {
  await attempt(path, async () => {
    for (let written = 0; written < bytes.length; ) {
      written += (await handle.write(bytes, written)).bytesWritten;
    }
    await handle.datasync();
  });
}

/** Names are on disk when their folder is. Not all systems can do that, nor need it. */
async function syncFolder(path: string): Promise<void> {
  const isForeign = ({ code = "" }: NodeJS.ErrnoException) => ["EISDIR", "EPERM"].includes(code);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    await handle.sync();
  } catch (error) {
    if (!isForeign(error as NodeJS.ErrnoException)) throw cannot("written", path, error);
  } finally {
    await handle?.close();
  }
}

async function removeOthers(folder: string, generation: number): Promise<void> {
  for (const name of await attempt(folder, () => readdir(folder))) {
    const file = readFileName(name);
    if (file === undefined) continue;
    const isKept = file.generation === generation && !file.isUnfinished;
    if (!isKept) await attempt(join(folder, name), () => rm(join(folder, name)));
  }
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw cannot("written", path, error);
  }
}
