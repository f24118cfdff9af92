/** What the files of a data folder are called, and the line that each begins with. */
import type { EngineInput } from "../domain/engine-input.ts";
import type { StoredClock } from "../pacer.ts";
import { DataFolderError } from "./data-folder-error.ts";

const format = "asg-local data";
const version = 1;

export type FileKind = "snapshot" | "log";

/** A generation is a snapshot and the log of what happened since. */
export interface FileHeader {
  readonly file: FileKind;
  readonly generation: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  /** Of a log: the checksum of its generation's snapshot. */
  readonly follows?: number;
}

/** The second and last line of a snapshot. */
export interface StoredSnapshot {
  readonly seed: string;
  readonly clock: StoredClock;
  readonly world: { readonly now: number };
}

/** All other lines of a log. */
export type LogRecord = { readonly input: EngineInput } | { readonly clock: StoredClock };

export function fileName(kind: FileKind, generation: number): string {
  return `${kind}-${generation}.jsonl`;
}

/** A file that is being written; it gets its name when it is whole. */
export function unfinishedName(name: string): string {
  return `${name}.tmp`;
}

export interface NamedFile {
  readonly kind: FileKind;
  readonly generation: number;
  readonly isUnfinished: boolean;
}

/** Undefined for a name that is none of ours. */
export function readFileName(name: string): NamedFile | undefined {
  const [, kind, digits, unfinished] =
    /^(snapshot|log)-([1-9]\d*)\.jsonl(\.tmp)?$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const generation = Number(digits);
  return { kind: kind as FileKind, generation, isUnfinished: unfinished !== undefined };
}

export function headerLine(header: FileHeader): object {
  return { format, version, ...header };
}

/** Throws DataFolderError when it is not the header of this file. */
export function checkHeader(path: string, value: unknown, wanted: Omit<FileHeader, "product">) {
  const header = value as Partial<FileHeader> & { format?: unknown; version?: unknown };
  if (header.format !== format) throw new DataFolderError(`${path}: is no data of asg-local`);
  if (header.version !== version) {
    const found = JSON.stringify(header.version);
    const newer = Number(header.version) > version ? ", of a newer asg-local" : "";
    throw new DataFolderError(
      `${path}: has version ${found}${newer}; this asg-local reads version ${version}`,
    );
  }
  for (const [name, value] of Object.entries(wanted)) {
    const found = header[name as keyof FileHeader];
    if (found === value) continue;
    throw new DataFolderError(`${path}: says ${name} ${found} where ${value} belongs`);
  }
  return header as FileHeader;
}
