/** Cuts a log off at the first damage and keeps the rest in a file beside it. */
import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Instant, isInstant } from "../domain/time.ts";
import { withFile } from "./byte-source.ts";
import { countJson, fileName, headerLine, lostName } from "./file-format.ts";
import { type Processes, takeLock } from "./lock.ts";
import { complaintAbout } from "./log-records.ts";
import { ownFile } from "./make-folder.ts";
import { lineOf, linesAfter, recordLine } from "./record-lines.ts";
import { findGeneration, type StoredGeneration } from "./stored-generation.ts";
import { cannot } from "./system-error.ts";

export interface Repair {
  readonly log: string;
  /** Why the log could not be continued. */
  readonly complaint: string;
  readonly kept: { readonly records: number; readonly until: Instant };
  readonly lost: Lost;
  /** The file with the bytes cut off; undefined when there were none. */
  readonly aside: string | undefined;
}

export interface Lost {
  /** Number of acknowledged records among them; undefined when the count is unreadable. */
  readonly acknowledged: number | undefined;
  /** The lines cut off, and how many of them are still readable. */
  readonly lines: number;
  readonly readable: number;
  readonly bytes: number;
  /** The virtual time of the last readable change among them. */
  readonly until: Instant | undefined;
}

/** Undefined when the folder is intact. Throws DataFolderError for damage it cannot repair. */
export function repairFolder(folder: string, processes: Processes): Repair | undefined {
  const lock = takeLock(folder, processes);
  try {
    const found = findGeneration(folder);
    const complaint = found && complaintAbout(found.log);
    if (found === undefined || complaint === undefined) return undefined;
    return cutOff(folder, found, complaint);
  } finally {
    lock.release();
  }
}

/** The order matters: after a crash in between, the folder is refused and can be repaired again. */
function cutOff(folder: string, found: StoredGeneration, complaint: string): Repair {
  const { log, generation, snapshot } = found;
  const { offset } = log.end;
  const lost = lostFrom(found);
  const aside = join(folder, lostName(generation, offset));
  if (lost.bytes > 0) copyRest(log.path, offset, aside);
  const firstLine = log.header === undefined ? firstLineOf(found) : Buffer.alloc(0);
  written(log.path, "r+", (file) => {
    ftruncateSync(file, offset);
    writeSync(file, firstLine, 0, firstLine.length, offset);
  });
  const count = { records: log.records, bytes: offset + firstLine.length };
  const countPath = join(folder, fileName("count", generation));
  rmSync(countPath, { force: true });
  written(countPath, "wx", (file) => writeSync(file, lineOf(countJson(count))));
  return {
    log: log.path,
    complaint,
    kept: { records: log.records, until: log.lastAt ?? snapshot.world.now },
    lost,
    aside: lost.bytes > 0 ? aside : undefined,
  };
}

function firstLineOf({ generation, product, checksum }: StoredGeneration): Buffer {
  return recordLine(headerLine({ file: "log", generation, product, follows: checksum }));
}

function copyRest(path: string, begin: number, aside: string): void {
  rmSync(aside, { force: true });
  withFile(path, (source) =>
    written(aside, "wx", (file) => {
      const step = 1024 * 1024;
      for (let offset = begin; offset < source.size; offset += step) {
        writeSync(file, source.read(offset, step));
      }
    }),
  );
}

/** Writes and syncs the file. Throws DataFolderError. */
function written(path: string, flag: "r+" | "wx", write: (file: number) => void): void {
  try {
    const file = openSync(path, flag, ownFile);
    try {
      write(file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw cannot("written", path, error);
  }
}

/** Version 1 had no count. */
function lostFrom({ version, log }: StoredGeneration): Lost {
  const { path, end, records, count, size } = log;
  const { lines, records: readable } = withFile(path, (source) => linesAfter(source, end.offset));
  const times = readable.flatMap(({ value }) => {
    const at = (value as { readonly input?: { readonly at?: unknown } } | null)?.input?.at;
    return isInstant(at) ? [at] : [];
  });
  return {
    acknowledged: version === 1 ? undefined : count && Math.max(0, count.records - records),
    lines,
    readable: readable.length,
    bytes: size - end.offset,
    until: times.at(-1),
  };
}
