/** Emulators whose world is kept in a temporary folder, and random stories told in them. */

import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { DataFolderError } from "../../src/domain/user-errors.ts";
import type { Settings } from "../../src/domain/world.ts";
import { type KeptFolder, type KeptWorld, openDataFolder } from "../../src/durable/data-folder.ts";
import { countJson, type LogCount } from "../../src/durable/file-format.ts";
import type { Processes } from "../../src/durable/lock.ts";
import { lineOf } from "../../src/durable/record-lines.ts";
import type { Emulator } from "../../src/emulator.ts";
import { createEmulator } from "../../src/emulator.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { validate } from "../../src/model/validate.ts";
import { createPacer } from "../../src/pacer.ts";
import { type PlannedCall, plannedCall, type Step, secondsOf } from "../simulation/workload.ts";
import { account, regionName, start } from "../support/in-process.ts";

const root = mkdtempSync(join(tmpdir(), "asg-local-data-"));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

export function newFolder(): string {
  folders += 1;
  return join(root, String(folders));
}

/** A process that sees itself only: all others have been killed. */
export function onlyLiving(own: number): Processes {
  return { own, identityOf: (pid) => (pid === own ? "alive" : undefined) };
}
let started = 0;

interface OpenOptions {
  readonly mostLogBytes?: number;
  readonly mostChanges?: number;
  readonly pieceBytes?: number;
  readonly processes?: Processes;
}

/** As a process does that starts after all others were killed. */
export function open(folder: string, more: OpenOptions = {}) {
  started += 1;
  return openDataFolder({ folder, product: "test", processes: onlyLiving(started), ...more });
}

/** A world that is kept, and can be played. */
export type PlayedWorld = KeptWorld & { readonly emulator: Emulator };

/** A manual clock, so that nothing depends on how long a test takes. */
export function newWorld(settings: Settings): PlayedWorld {
  const pacer = createPacer({ mode: "manual", speed: 1, startTime: start });
  return { pacer, seed: "7", emulator: createEmulator({ seed: "7", settings, now: pacer.now }) };
}

const keeping: KeptFolder[] = [];
afterEach(async () => {
  for (const kept of keeping.splice(0)) await kept.close();
});

/** Keeps the world until the test ends. What a kill would leave is a copy of the folder. */
export async function keep(folder: string, world: PlayedWorld, more: OpenOptions = {}) {
  const kept = await open(folder, more).keep(world);
  keeping.push(kept);
  return kept;
}

export function whenOnDisk(kept: KeptFolder): Promise<void> {
  return new Promise((resolve, reject) => {
    kept.whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
  });
}

export function ask({ emulator }: PlayedWorld, { service, operation, input }: PlannedCall): void {
  const caller = { account, region: regionName, requestId: emulator.nextRequestId() };
  try {
    validate(service, operation, input);
    emulator.call({ service, operation, input, caller });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

export function play(world: PlayedWorld, step: Step): void {
  const { what, dice } = step;
  if (what !== "advance") return ask(world, plannedCall({ what, dice }, world.emulator));
  world.pacer.advanceBy(Math.round(secondsOf(dice) * 1000));
  world.emulator.catchUp();
}

/**
 * All there is, after everything due has happened; but for the generator of request ids, because
 * reads draw some too and are not kept.
 */
export function worldText({ emulator }: PlayedWorld): string {
  emulator.catchUp();
  const { random, ...all } = emulator.snapshot();
  return JSON.stringify({ ...all, random: { ...(random as object), request: undefined } });
}

/** What a process finds that comes after the one that keeps the folder was killed. */
export function restarted(folder: string, settings: Settings) {
  const world = newWorld(settings);
  const opened = open(copyOf(folder));
  opened.restore(world);
  opened.release();
  return { ...world, tornAt: opened.stored?.tornAt };
}

/** The folder as a crash would have left it. */
export function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

export function cutLog(folder: string, generation: number, length: number): void {
  truncateSync(join(folder, `log-${generation}.jsonl`), length);
}

export function bytesOf(folder: string, name: string): Buffer {
  return readFileSync(join(folder, name));
}

/** As a process leaves it that acknowledged so much. */
export function setCount(folder: string, generation: number, count: LogCount): void {
  writeFileSync(join(folder, `count-${generation}.jsonl`), lineOf(countJson(count)));
}

/** What a start is refused with; undefined when it is not. */
export function startErrorOf(start: () => unknown): string | undefined {
  try {
    start();
    return undefined;
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    return error.message;
  }
}
