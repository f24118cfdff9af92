/** Reads a snapshot in any known format version; changes nothing. */

import { crc32 } from "node:zlib";
import { AssertionError } from "../domain/assert.ts";
import { joinedPieces } from "../domain/plain-pieces.ts";
import { isInstant } from "../domain/time.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import { isStoredClock } from "../pacer.ts";
import { withFile } from "./byte-source.ts";
import {
  checkHeader,
  type ReadHeader,
  type SnapshotEnd,
  type StoredSnapshot,
} from "./file-format.ts";
import { readRecords } from "./record-lines.ts";

export interface SnapshotReading {
  readonly header: ReadHeader;
  readonly body: StoredSnapshot;
  readonly checksum: number;
  readonly bytes: number;
}

/** Collects the lines after the header; `body` is undefined when one is missing. */
interface Layout {
  add(value: unknown): void;
  body(): unknown;
}

/** By the version of the format. */
const layouts: Readonly<Record<number, () => Layout>> = { 1: inOneRecord, 2: inPieces };

/** Snapshots are renamed only when complete, so one is read to its end or refused. */
export function readSnapshot(path: string, generation: number): SnapshotReading {
  return withFile(path, (source) => {
    let header: ReadHeader | undefined;
    let layout: Layout | undefined;
    let checksum = 0;
    const { kind, offset } = readRecords(source, (record, line) => {
      checksum = crc32(line, checksum);
      if (layout === undefined) {
        header = checkHeader(path, record.value, { file: "snapshot", generation });
        layout = layouts[header.version]?.();
      } else {
        withReadableError(path, record.offset, () => layout?.add(record.value));
      }
    });
    const body = kind === "whole" ? layout?.body() : undefined;
    if (header === undefined || body === undefined) throw damaged(path, offset);
    if (isSnapshot(body)) return { header, body, checksum, bytes: source.size };
    throw new DataFolderError(`${path}: is as it was written, and makes no sense`);
  });
}

/** Version 1: everything in one record. */
function inOneRecord(): Layout {
  const records: unknown[] = [];
  return {
    add: (value) => records.push(value),
    body: () => (records.length === 1 ? records[0] : undefined),
  };
}

/** Version 2: seed and clock, the pieces of the world, and their number. */
function inPieces(): Layout {
  const world = joinedPieces();
  let opening: unknown;
  let pieces = 0;
  let isEnded = false;
  return {
    add: (value) => {
      const { pieces: stated } = (value ?? {}) as Partial<SnapshotEnd>;
      if (opening === undefined) opening = value ?? {};
      else if (stated !== undefined) isEnded = stated === pieces;
      else {
        isEnded = false;
        world.add(value);
        pieces += 1;
      }
    },
    body: () => (isEnded ? { ...(opening as object), world: world.whole() } : undefined),
  };
}

function isSnapshot(body: unknown): body is StoredSnapshot {
  const { seed, clock, world } = (body ?? {}) as Partial<StoredSnapshot>;
  return typeof seed === "string" && isStoredClock(clock) && isInstant(world?.now);
}

function withReadableError(path: string, offset: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    const what = `the record at byte ${offset} is as it was written, and makes no sense`;
    throw new DataFolderError(`${path}: ${what}: ${error.message}`);
  }
}

function damaged(path: string, offset: number): DataFolderError {
  const remedy = "nothing of its generation can be read without it; go on from a copy, or anew";
  return new DataFolderError(`${path}: is damaged at byte ${offset}; ${remedy} in another folder`);
}
