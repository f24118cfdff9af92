/** The names of a data folder's files and the header line that each begins with. */

import type { EngineInput } from "../domain/engine-input.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import type { StoredClock } from "../pacer.ts";

const format = "asg-local data";
/** Version 1 held the world in one record and had no counts. */
export const formatVersions = { oldest: 1, present: 2 } as const;

export type FileKind = "snapshot" | "log" | "count";

/**
 * The header of a file. A generation is a snapshot, the log of changes since, and a count of what
 * that log holds.
 */
export interface FileHeader {
  readonly file: FileKind;
  readonly generation: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  /** In a log: the checksum of its generation's snapshot. */
  readonly follows?: number;
}

/** What a snapshot holds once its records are put together. */
export interface StoredSnapshot {
  readonly seed: string;
  readonly clock: StoredClock;
  /** Events up to this sequence are of another world's past; 0 where it is missing. */
  readonly past?: number | undefined;
  readonly world: { readonly now: number };
}

/** The second line of a snapshot; then come the pieces of its world. */
export type SnapshotOpening = Pick<StoredSnapshot, "seed" | "clock" | "past">;

/** The last line of a snapshot; without it, or with another number of pieces, it is incomplete. */
export interface SnapshotEnd {
  readonly pieces: number;
}

/** All lines of a log after its header. */
export type LogRecord = { readonly input: EngineInput } | { readonly clock: StoredClock };

/** What was acknowledged, and therefore must be in the log. */
export interface LogCount {
  /** Not counting the header line. */
  readonly records: number;
  /** Counting the header line. */
  readonly bytes: number;
}

export function fileName(kind: FileKind, generation: number): string {
  return `${kind}-${generation}.jsonl`;
}

/** The name of a file while it is being written; it is renamed when complete. */
export function unfinishedName(name: string): string {
  return `${name}.tmp`;
}

export interface NamedFile {
  readonly kind: FileKind;
  readonly generation: number;
  readonly isUnfinished: boolean;
}

/** Undefined for a foreign file name. */
export function readFileName(name: string): NamedFile | undefined {
  const [, kind, digits, unfinished] =
    /^(snapshot|log|count)-([1-9]\d*)\.jsonl(\.tmp)?$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const generation = Number(digits);
  return { kind: kind as FileKind, generation, isUnfinished: unfinished !== undefined };
}

/** The name for what a repair cut off a log. */
export function lostName(generation: number, offset: number): string {
  return `lost-log-${generation}-from-byte-${offset}.jsonl`;
}

export function isLostName(name: string): boolean {
  return /^lost-log-\d+-from-byte-\d+\.jsonl$/.test(name);
}

export function headerLine(header: FileHeader): object {
  return { format, version: formatVersions.present, ...header };
}

export interface ReadHeader extends FileHeader {
  readonly version: number;
}

/** Throws DataFolderError unless this is the wanted file's header. */
export function checkHeader(path: string, value: unknown, wanted: Omit<FileHeader, "product">) {
  const header = (value ?? {}) as Partial<ReadHeader> & { readonly format?: unknown };
  if (header.format !== format) throw new DataFolderError(`${path}: is no data of asg-local`);
  const { oldest, present } = formatVersions;
  const { version, product } = header;
  if (!Number.isInteger(version) || Number(version) < oldest || Number(version) > present) {
    const found = JSON.stringify(version);
    const writer = typeof product === "string" ? `, written by asg-local ${product}` : "";
    const known = `this asg-local reads versions ${oldest} to ${present}`;
    throw new DataFolderError(`${path}: has version ${found}${writer}; ${known}`);
  }
  for (const [name, value] of Object.entries(wanted)) {
    const found = header[name as keyof FileHeader];
    if (found === value) continue;
    throw new DataFolderError(`${path}: says ${name} ${found} where ${value} belongs`);
  }
  return header as ReadHeader;
}

/** Always the same length, because it is overwritten in place. */
export function countJson({ records, bytes }: LogCount): Buffer {
  return Buffer.from(JSON.stringify({ records, bytes }).padEnd(64));
}
