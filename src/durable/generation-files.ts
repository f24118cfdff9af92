/** Writes generations: a snapshot with an empty log, then one record after another. */
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { SnapshotPieces } from "../emulator.ts";
import { attempt, create, type OpenFile, put, sync, syncFolder } from "./disk-files.ts";
import {
  countJson,
  type FileKind,
  fileName,
  headerLine,
  type LogCount,
  readFileName,
  type SnapshotEnd,
  type SnapshotOpening,
  unfinishedName,
} from "./file-format.ts";
import { lineOf, recordLine } from "./record-lines.ts";

export interface GenerationFiles {
  /** Replaces everything stored by the snapshot; resolves when it is on disk. */
  begin(snapshot: NewSnapshot): Promise<void>;
  /** Appends records to the current log; resolves when they are on disk. */
  append(lines: readonly Buffer[]): Promise<void>;
  /** Whether the log is long enough for a new generation. */
  isFull(): boolean;
  close(): Promise<void>;
}

interface NewSnapshot extends SnapshotOpening {
  readonly world: SnapshotPieces;
  /** Called when the last piece has been taken, so that the world may change again. */
  readonly onTaken: () => void;
}

export interface FilesOptions {
  readonly folder: string;
  /** The version of asg-local that is running. */
  readonly product: string;
  /** The current generation; 0 when the folder is empty. */
  readonly present: number;
  /** A longer log is full; the default is the size of its snapshot, but at least 4 MiB. */
  readonly mostLogBytes?: number | undefined;
}

/** In bytes; large enough that snapshots cost little beside the log. */
const smallestFullLog = 4 * 1024 * 1024;

/** A log and the count of its acknowledged records. */
interface OpenLog {
  readonly log: OpenFile;
  readonly count: OpenFile;
  readonly headerBytes: number;
}

export function generationFiles(options: FilesOptions): GenerationFiles {
  const { folder, product, mostLogBytes } = options;
  let generation = options.present;
  let open: OpenLog | undefined;
  let there: LogCount = { records: 0, bytes: 0 };
  let snapshotBytes = 0;
  const header = (file: FileKind) => ({ file, generation: generation + 1, product });

  /** Until the renaming the old generation is valid, from then on the new one. */
  const begin = async (snapshot: NewSnapshot) => {
    const next = generation + 1;
    const name = fileName("snapshot", next);
    const unfinished = await create(join(folder, unfinishedName(name)));
    const first = recordLine(headerLine(header("snapshot")));
    const written = await writeSnapshot(unfinished, first, snapshot);
    const following = headerLine({ ...header("log"), follows: written.checksum });
    const nextLog = await beginLog(folder, next, recordLine(following));
    await syncFolder(folder);
    await attempt(join(folder, name), () => rename(unfinished.path, join(folder, name)));
    await syncFolder(folder);
    await closeLog(open);
    [generation, open] = [next, nextLog];
    there = { records: 0, bytes: nextLog.headerBytes };
    snapshotBytes = written.bytes;
    await removeOthers(folder, generation);
  };

  return {
    begin,
    append: async (lines) => {
      if (open === undefined) throw new Error("a log begins with its snapshot");
      const bytes = Buffer.concat(lines);
      await put(open.log, bytes);
      await sync(open.log);
      there = { records: there.records + lines.length, bytes: there.bytes + bytes.length };
      // The count may lag behind the log but never run ahead, so it is not synced.
      await put(open.count, lineOf(countJson(there)), 0);
    },
    isFull: () => {
      const logBytes = there.bytes - (open?.headerBytes ?? 0);
      return logBytes > (mostLogBytes ?? Math.max(snapshotBytes, smallestFullLog));
    },
    close: async () => {
      await closeLog(open);
      open = undefined;
    },
  };
}

/** Writes piece by piece, so that other work can run in between, and syncs once at the end. */
async function writeSnapshot(
  file: OpenFile,
  first: Buffer,
  { seed, clock, past, world, onTaken }: NewSnapshot,
): Promise<{ readonly checksum: number; readonly bytes: number }> {
  let checksum = 0;
  let bytes = 0;
  const write = async (line: Buffer) => {
    checksum = crc32(line, checksum);
    bytes += line.length;
    await put(file, line);
  };
  try {
    await write(first);
    await write(recordLine({ seed, clock, past }));
    let pieces = 0;
    for (let piece = world.next(); piece !== undefined; piece = world.next()) {
      pieces += 1;
      await write(recordLine(piece));
    }
    onTaken();
    await write(recordLine({ pieces } satisfies SnapshotEnd));
    await sync(file);
  } finally {
    await file.handle.close();
  }
  return { checksum, bytes };
}

/** Log and count are on disk, with their header lines, before the snapshot gets its name. */
async function beginLog(folder: string, generation: number, first: Buffer): Promise<OpenLog> {
  const log = await create(join(folder, fileName("log", generation)));
  const count = await create(join(folder, fileName("count", generation)));
  await put(log, first);
  await sync(log);
  await put(count, lineOf(countJson({ records: 0, bytes: first.length })), 0);
  await sync(count);
  return { log, count, headerBytes: first.length };
}

async function closeLog(open: OpenLog | undefined): Promise<void> {
  await open?.log.handle.close();
  await open?.count.handle.close();
}

async function removeOthers(folder: string, generation: number): Promise<void> {
  for (const name of await attempt(folder, () => readdir(folder))) {
    const file = readFileName(name);
    if (file === undefined) continue;
    const isKept = file.generation === generation && !file.isUnfinished;
    if (!isKept) await attempt(join(folder, name), () => rm(join(folder, name)));
  }
}
