/** Reads what a data folder holds: its newest snapshot and the log after it; changes nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { cannot, DataFolderError } from "./data-folder-error.ts";
import {
  checkHeader,
  fileName,
  type LogRecord,
  type NamedFile,
  readFileName,
  type StoredSnapshot,
} from "./file-format.ts";
import { lockName } from "./lock.ts";
import { type RecordsRead, readRecords, type StoredRecord } from "./record-lines.ts";

export interface StoredGeneration {
  readonly generation: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  readonly snapshot: StoredSnapshot;
  readonly snapshotPath: string;
  readonly logPath: string;
  readonly records: readonly (StoredRecord & { readonly value: LogRecord })[];
  /** Where the log's last record was torn off. */
  readonly tornAt?: number | undefined;
}

/** Undefined when the folder holds nothing yet. Throws DataFolderError. */
export function readGeneration(folder: string): StoredGeneration | undefined {
  const names = namesIn(folder);
  const files = names.flatMap((name) => readFileName(name) ?? []);
  const whole = files.filter(({ isUnfinished }) => !isUnfinished);
  const snapshots = whole.filter(({ kind }) => kind === "snapshot");
  const newest = Math.max(0, ...snapshots.map(({ generation }) => generation));
  refuseOrphans(folder, whole, newest);
  if (newest > 0) return generationIn(folder, newest);
  refuseStrangers(folder, names);
  return undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw cannot("read", folder, error);
  }
}

/** A log is begun before its snapshot is in place; with records in it, a snapshot was lost. */
function refuseOrphans(folder: string, files: readonly NamedFile[], newest: number): void {
  for (const { kind, generation } of files) {
    if (kind !== "log" || generation <= newest) continue;
    const path = join(folder, fileName("log", generation));
    const { records } = recordsIn(path);
    if (records.length < 2) continue;
    const missing = fileName("snapshot", generation);
    throw new DataFolderError(`${path}: cannot be read without ${missing}, which is missing`);
  }
}

/** Somebody's own files: nothing is begun beside them. */
function refuseStrangers(folder: string, names: readonly string[]): void {
  const isOurs = (name: string) => readFileName(name) !== undefined || name === lockName;
  const isOfSystem = (name: string) => name.startsWith(".") || name === "lost+found";
  const [stranger] = names.filter((name) => !isOurs(name) && !isOfSystem(name)).sort();
  if (stranger === undefined) return;
  throw new DataFolderError(
    `${folder}: is no data folder of asg-local; it holds ${stranger}. Give it a folder of its own`,
  );
}

function generationIn(folder: string, generation: number): StoredGeneration {
  const snapshotPath = join(folder, fileName("snapshot", generation));
  const logPath = join(folder, fileName("log", generation));
  const { header, body, checksum } = snapshotIn(snapshotPath, generation);
  const { records, tornAt } = recordsIn(logPath);
  const [logHeader, ...rest] = records;
  if (logHeader !== undefined) {
    checkHeader(logPath, logHeader.value, { file: "log", generation, follows: checksum });
  }
  return {
    ...{ generation, product: header.product, snapshot: body, snapshotPath, logPath, tornAt },
    records: rest as StoredGeneration["records"],
  };
}

/** It got its name when it was whole, so it is read to its end or not at all. */
function snapshotIn(path: string, generation: number) {
  const bytes = bytesIn(path);
  const { records, tornAt, damagedAt = tornAt } = readRecords(bytes);
  const [first, second] = records;
  const header = first && checkHeader(path, first.value, { file: "snapshot", generation });
  if (header === undefined || second === undefined || damagedAt !== undefined) {
    throw damaged(path, damagedAt ?? bytes.length);
  }
  return { header, body: second.value as StoredSnapshot, checksum: crc32(bytes) };
}

function recordsIn(path: string): RecordsRead {
  const read = readRecords(bytesIn(path));
  if (read.damagedAt !== undefined) throw damaged(path, read.damagedAt);
  return read;
}

function damaged(path: string, offset: number): DataFolderError {
  return new DataFolderError(`${path}: is damaged at byte ${offset}`);
}

function bytesIn(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw cannot("read", path, error);
  }
}
