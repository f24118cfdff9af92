/** Reads what a data folder holds: its newest snapshot and the log after it; changes nothing. */

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
  /** Of the format. */
  readonly version: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  readonly snapshot: StoredSnapshot;
  readonly snapshotPath: string;
  /** Of the snapshot's file; its log's first line has it too. */
  readonly checksum: number;
  readonly log: LogReading;
  /** Where the log's last record was torn off. */
  readonly tornAt?: number | undefined;
}

/** Undefined when the folder holds nothing yet. Throws DataFolderError. */
export function readGeneration(folder: string): StoredGeneration | undefined {
  const found = findGeneration(folder);
  const complaint = found && complaintAbout(found.log);
  if (complaint === undefined) return found;
  throw new DataFolderError(`${complaint}. ${remedyFor(folder)}`);
}

export function remedyFor(folder: string): string {
  return `\`asg-local data repair ${folder}\` keeps what is whole and says what is lost`;
}

/** Also one whose log is not whole. Throws DataFolderError for all that a repair cannot mend. */
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

/** A log is begun before its snapshot is in place; with records in it, a snapshot was lost. */
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

/** Somebody's own files: nothing is begun beside them. */
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

/** Version 1 had none: there, what a log says is all that is known. Undefined: not readable. */
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
