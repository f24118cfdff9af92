/** Snapshots in files: read at the start, written at the end so that no half file is left. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { Assembly } from "../assembly.ts";
import { SnapshotError } from "../domain/user-errors.ts";
import { isSpeed, type Pace } from "../pacer.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { Refusal } from "./refusal.ts";

export interface ImportFlags {
  readonly import: string;
  /** The clock then runs as its flags say; otherwise as it did when the snapshot was taken. */
  readonly isPaceGiven: boolean;
}

/** Replaces the present world by the file's, and sets the clock to its time. */
export function importSnapshot(flags: ImportFlags, { emulator, pacer }: Assembly): void {
  const { import: path, isPaceGiven } = flags;
  const snapshot = readJsonFile(path, (sentence) => new Refusal(sentence, 2));
  try {
    emulator.restore(snapshot);
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    throw new Refusal(`${path}: ${error.message}`, 2);
  }
  const { now, clock } = snapshot as { readonly now: number; readonly clock?: unknown };
  pacer.jumpTo(now, isPaceGiven || !isPace(clock) ? undefined : clock);
}

/** Older snapshots have no pace, and an invalid one is ignored. */
function isPace(clock: unknown): clock is Pace {
  const { mode, speed } = (clock ?? {}) as { readonly mode?: unknown; readonly speed?: unknown };
  const isMode = mode === "realtime" || mode === "paused" || mode === "manual";
  return isMode && typeof speed === "number" && isSpeed(speed);
}

/** Writes a new file first, so that the path always holds a whole snapshot, old or new. */
export function exportSnapshot(path: string, { emulator, pacer }: Assembly): void {
  emulator.catchUp();
  const { mode, speed } = pacer.describe();
  const snapshot = { ...emulator.snapshot(), clock: { mode, speed } };
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    // Removes an existing file, so that a link placed there is not followed.
    rmSync(unfinished, { force: true });
    const file = openSync(unfinished, "wx");
    writeWhole(file, Buffer.from(snapshotText(path, snapshot)));
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Node limits texts to about 512 million characters, which a large world may exceed. */
function snapshotText(path: string, snapshot: object): string {
  try {
    return JSON.stringify(snapshot);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(
      `${path}: the world is too large for one JSON text; --data keeps it in pieces`,
    );
  }
}

/** Repeats the write, which may accept only part of the bytes. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written);
  }
}
