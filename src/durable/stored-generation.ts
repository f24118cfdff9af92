/** Reads the newest snapshot of a data folder and the log after it; changes nothing. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DataFolderError } from "../domain/user-errors.ts";
import { withFile } from "./byte-source.ts";
import {
  fileName,
  isLostName,
  type LogCount,
  type NamedFile,
  type ReadHeader,
  readFileName,
  type StoredSnapshot,
} from "./file-format.ts";
import { lockName } from "./lock.ts";
import { complaintAbout, isTorn, type LogReading, readLog } from "./log-records.ts";
import { readRecords } from "./record-lines.ts";
import { readSnapshot } from "./stored-snapshot.ts";
import { cannot } from "./system-error.ts";

export interface StoredGeneration {
  readonly generation: number;
  /** The version of the file format. */
  readonly version: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  readonly snapshot: StoredSnapshot;
  readonly snapshotPath: string;
  /** The checksum of the snapshot's file, which its log's header repeats. */
  readonly checksum: number;
  readonly log: LogReading;
  /** Where an incompletely written last record begins. */
  readonly tornAt?: number | undefined;
}

/** Undefined when the folder is empty. Throws DataFolderError. */
export function readGeneration(folder: string): StoredGeneration | undefined {
  const found = findGeneration(folder);
  const complaint = found && complaintAbout(found.log);
  if (complaint === undefined) return found;
  throw new DataFolderError(`${complaint}. ${remedyFor(folder)}`);
}

export function remedyFor(folder: string): string {
  return `\`asg-local data repair ${folder}\` keeps what is whole and says what is lost`;
}

/** Accepts a damaged log too. Throws DataFolderError for what a repair cannot mend. */
export function findGeneration(folder: string): StoredGeneration | undefined {
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

/**
 * Refuses logs whose snapshot is lost. A log is created before its snapshot is in place, so only a
 * log with records proves a loss.
 */
function refuseOrphans(folder: string, files: readonly NamedFile[], newest: number): void {
  for (const { kind, generation } of files) {
    if (kind !== "log" || generation <= newest) continue;
    const path = join(folder, fileName("log", generation));
    let lines = 0;
    withFile(path, (source) =>
      readRecords(source, () => {
        lines += 1;
      }),
    );
    if (lines < 2) continue;
    const missing = fileName("snapshot", generation);
    throw new DataFolderError(`${path}: cannot be read without ${missing}, which is missing`);
  }
}

/** Refuses a folder with foreign files, so that nothing is created among them. */
function refuseStrangers(folder: string, names: readonly string[]): void {
  const isOurs = (name: string) =>
    readFileName(name) !== undefined || name === lockName || isLostName(name);
  const isOfSystem = (name: string) => name.startsWith(".") || name === "lost+found";
  const [stranger] = names.filter((name) => !isOurs(name) && !isOfSystem(name)).sort();
  if (stranger === undefined) return;
  throw new DataFolderError(
    `${folder}: is no data folder of asg-local; it holds ${stranger}. Give it a folder of its own`,
  );
}

function generationIn(folder: string, generation: number): StoredGeneration {
  const snapshotPath = join(folder, fileName("snapshot", generation));
  const { header, body, checksum } = readSnapshot(snapshotPath, generation);
  const { version, product } = header;
  const wanted = { file: "log", generation, follows: checksum } as const;
  const count = countIn(folder, header);
  const log = readLog(join(folder, fileName("log", generation)), wanted, count);
  const tornAt = isTorn(log) ? log.end.offset : undefined;
  const read = { generation, version, product, snapshot: body, snapshotPath, checksum };
  return { ...read, log, tornAt };
}

/**
 * The count of a log; version 1 had none, so the log itself is trusted. Undefined when unreadable.
 */
function countIn(folder: string, { version, generation }: ReadHeader): LogCount | undefined {
  if (version === 1) return { records: 0, bytes: 0 };
  const path = join(folder, fileName("count", generation));
  if (!existsSync(path)) return undefined;
  return withFile(path, (source) => {
    let count: LogCount | undefined;
    readRecords(source, ({ value }) => {
      if (isCount(value)) count ??= value;
    });
    return count;
  });
}

function isCount(value: unknown): value is LogCount {
  const { records, bytes } = (value ?? {}) as Partial<LogCount>;
  return [records, bytes].every((one) => Number.isInteger(one) && Number(one) >= 0);
}
