/** Snapshots in files: read at the start, written at the end so that no half file is left. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { Assembly } from "../assembly.ts";
import { Refusal } from "./refusal.ts";

/** Puts the file's world in place of the present one, and the clock to its time. */
export function importSnapshot(path: string, { emulator, pacer }: Assembly): void {
  const snapshot = jsonIn(path);
  try {
    emulator.restore(snapshot);
  } catch (error) {
    if ((error as Error).name !== "SnapshotError") throw error;
    throw new Refusal(`${path}: ${(error as Error).message}`, 2);
  }
  pacer.jumpTo((snapshot as { readonly now: number }).now);
}

/** Into a new file first: whatever happens, the path holds the old snapshot or the new one. */
export function exportSnapshot(path: string, { emulator }: Assembly): void {
  emulator.catchUp();
  const snapshot = emulator.snapshot();
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(unfinished, "w");
    writeWhole(file, Buffer.from(JSON.stringify(snapshot)));
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, path);
  } catch (error) {
    throw new Refusal(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** One write may take less than it is given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written);
  }
}

function jsonIn(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Refusal(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`, 2);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${path}: expected JSON; ${(error as SyntaxError).message}`, 2);
  }
}
