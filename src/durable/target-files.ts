/**
 * Keeps targets of events in files of a data folder, one each: a line that says which, and a line
 * with its place, which is written over in place.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { KeptTarget, TargetStore } from "../domain/target-store.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import { withFile } from "./byte-source.ts";
import { unfinishedName } from "./file-format.ts";
import { ownFile } from "./make-folder.ts";
import { lineOf, readRecords, recordLine } from "./record-lines.ts";
import { cannot } from "./system-error.ts";

export interface TargetFiles extends TargetStore {
  close(): void;
}

interface OpenTarget {
  readonly path: string;
  readonly file: number;
  /** Where its place stands. */
  readonly at: number;
}

/** Throws DataFolderError. */
export function openTargetFiles(folder: string, { isNew }: { isNew: boolean }): TargetFiles {
  const found = filesIn(folder).map((number) => ({ number, ...readTarget(folder, number) }));
  let last = found.at(-1)?.number ?? 0;
  const numbers = new Map(found.map(({ number, name }) => [name, number]));
  const open = new Map<string, OpenTarget>();
  const closeOne = (name: string) => {
    const known = open.get(name);
    if (known !== undefined) closeSync(known.file);
    open.delete(name);
  };
  return {
    isNew,
    kept: found,
    add: (target) => {
      closeOne(target.name);
      const number = numbers.get(target.name) ?? last + 1;
      last = Math.max(last, number);
      const opened = attempt(pathOf(folder, number), () => writeTarget(folder, number, target));
      numbers.set(target.name, number);
      open.set(target.name, opened);
      return (place) => notePlace(opened, place);
    },
    remove: (name) => {
      closeOne(name);
      const number = numbers.get(name);
      if (number === undefined) return;
      numbers.delete(name);
      const path = pathOf(folder, number);
      attempt(path, () => {
        rmSync(path, { force: true });
        syncFolder(folder);
      });
    },
    close: () => {
      for (const name of [...open.keys()]) closeOne(name);
    },
  };
}

function pathOf(folder: string, number: number): string {
  return join(folder, `target-${number}.jsonl`);
}

/** Their numbers, ascending; what was not written to its end is removed. */
function filesIn(folder: string): readonly number[] {
  const numbers: number[] = [];
  for (const name of attempt(folder, () => readdirSync(folder))) {
    const [, digits, unfinished] = /^target-([1-9]\d*)\.jsonl(\.tmp)?$/.exec(name) ?? [];
    if (digits === undefined) continue;
    if (unfinished === undefined) numbers.push(Number(digits));
    else attempt(join(folder, name), () => rmSync(join(folder, name)));
  }
  return numbers.sort((a, b) => a - b);
}

/** A place that a loss of power has spoiled is the one that the target began at. */
function readTarget(folder: string, number: number): KeptTarget {
  const path = pathOf(folder, number);
  const values: unknown[] = [];
  withFile(path, (source) => readRecords(source, ({ value }) => values.push(value)));
  const [first, second] = values as [Partial<KeptTarget>?, Partial<KeptTarget>?];
  const { name, description, place: begin } = first ?? {};
  const { place = begin } = second ?? {};
  if (typeof name !== "string" || !Number.isInteger(place)) {
    throw new DataFolderError(`${path}: is damaged at byte 0: it lacks its first line`);
  }
  return { name, description, place: Number(place) };
}

function writeTarget(folder: string, number: number, target: KeptTarget): OpenTarget {
  const path = pathOf(folder, number);
  const unfinished = unfinishedName(path);
  rmSync(unfinished, { force: true });
  const first = recordLine(target);
  const file = openSync(unfinished, "wx", ownFile);
  writeSync(file, Buffer.concat([first, placeLine(target.place)]));
  fsyncSync(file);
  renameSync(unfinished, path);
  syncFolder(folder);
  return { path, file, at: first.length };
}

/** Always of the same length, because it is written over. */
function placeLine(place: number): Buffer {
  return lineOf(Buffer.from(JSON.stringify({ place }).padEnd(32)));
}

/** Not synced: it may lag behind after a loss of power, and what was sent is then sent again. */
function notePlace({ path, file, at }: OpenTarget, place: number): void {
  const line = placeLine(place);
  attempt(path, () => writeSync(file, line, 0, line.length, at));
}

/** Some systems cannot and need not do so. */
function syncFolder(folder: string): void {
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["EISDIR", "EPERM"].includes(code)) throw error;
  } finally {
    closeSync(file);
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw cannot("written", path, error);
  }
}
