/**
 * What a bad disk does to the log of a folder, and what the product then says of it: a start must
 * refuse it in words or lose nothing, and a repair must lose what it says and nothing before.
 */
import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Dice } from "./dice.ts";
import { mainFile, startLife } from "./kill-process.ts";

const run = promisify(execFile);

export const damages = ["truncation", "zeros", "bit flip", "snapshot"] as const;
export type Damage = (typeof damages)[number];

/** What went wrong, in sentences; the folder itself stays as it is. */
export async function tryDamage(
  folder: string,
  damage: Damage,
  dice: Dice,
): Promise<readonly string[]> {
  const copy = `${folder}-damaged`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  try {
    return damage === "snapshot"
      ? await damagedSnapshot(copy, dice)
      : await damagedLog(copy, damage, dice);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function damagedLog(folder: string, damage: Damage, dice: Dice): Promise<readonly string[]> {
  const log = newest(folder, "log");
  if (log === undefined) return [];
  const bytes = readFileSync(log);
  const at = dice(bytes.length);
  writeFileSync(log, spoiled(bytes, damage, { at, bit: dice(8) }));
  const count = countIn(newest(folder, "count"));
  // Of the whole lines the first is no record.
  const before = Math.max(0, linesIn(bytes.subarray(0, at)) - 1);
  const what = `${damage} at byte ${at} of ${bytes.length}`;
  const check = await product("data", "check", folder, "--json");
  if (check.code === 0) {
    const isAllThere = at >= count.bytes || bytes.equals(readFileSync(log));
    return isAllThere ? [] : [`${what}: is called whole: ${check.stdout}`];
  }
  const problems: string[] = [];
  const start = await startErrorOf(folder);
  if (start === undefined) problems.push(`${what}: check refuses it, a start takes it`);
  else if (!isOneSentence(start)) problems.push(`${what}: a start says ${start}`);
  const repair = await product("data", "repair", folder, "--json");
  if (repair.code !== 0) return [...problems, `${what}: repair says ${repair.stderr}`];
  const { kept, lost } = JSON.parse(repair.stdout);
  if (kept.records !== before) {
    problems.push(`${what}: keeps ${kept.records} records of ${before} before it`);
  }
  if (lost.acknowledged !== Math.max(0, count.records - before)) {
    problems.push(`${what}: says it loses ${lost.acknowledged} of ${count.records - before}`);
  }
  const again = await startErrorOf(folder);
  if (again !== undefined) problems.push(`${what}: does not start after the repair: ${again}`);
  return problems;
}

/** A snapshot is whole or of no use: what is wrong with it is told, and nothing is changed. */
async function damagedSnapshot(folder: string, dice: Dice): Promise<readonly string[]> {
  const snapshot = newest(folder, "snapshot");
  if (snapshot === undefined) return [];
  const bytes = readFileSync(snapshot);
  const at = dice(bytes.length);
  const damage = (["truncation", "bit flip"] as const)[dice(2)] ?? "truncation";
  const damaged = spoiled(bytes, damage, { at, bit: dice(8) });
  writeFileSync(snapshot, damaged);
  const start = await startErrorOf(folder);
  const what = `${damage} at byte ${at} of a snapshot of ${bytes.length}`;
  if (start === undefined) return [`${what}: a start takes it`];
  const repair = await product("data", "repair", folder);
  const isKept = readFileSync(snapshot).equals(damaged);
  const isTold = isOneSentence(start) && repair.code === 1 && isOneSentence(repair.stderr);
  return isTold && isKept ? [] : [`${what}: says ${start}; repair says ${repair.stderr}`];
}

function spoiled(
  bytes: Buffer,
  damage: Damage,
  { at, bit }: { readonly at: number; readonly bit: number },
): Buffer {
  if (damage === "truncation") return bytes.subarray(0, at);
  const copy = Buffer.from(bytes);
  if (damage === "zeros") return copy.fill(0, at);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

function newest(folder: string, kind: string): string | undefined {
  const names = readdirSync(folder).filter((name) => /^snapshot-\d+\.jsonl$/.test(name));
  const numbers = names.map((name) => Number(name.replaceAll(/\D/g, "")));
  return names.length === 0 ? undefined : join(folder, `${kind}-${Math.max(...numbers)}.jsonl`);
}

function countIn(path: string | undefined): { readonly records: number; readonly bytes: number } {
  return JSON.parse(readFileSync(path ?? "", "utf8").slice(18));
}

function linesIn(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum + (byte === 0x0a ? 1 : 0), 0);
}

function isOneSentence(stderr: string): boolean {
  return /^asg-local: [^\n]+\n$/.test(stderr);
}

async function product(...words: readonly string[]) {
  try {
    return { code: 0, ...(await run(process.execPath, [mainFile, ...words])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** What a start says that ends with 1; undefined when it answers. */
async function startErrorOf(folder: string): Promise<string | undefined> {
  const life = await startLife({ folder, logBytes: "1000000" });
  if (typeof life === "object" && "refusal" in life) return life.refusal;
  await life?.end("SIGKILL");
  return undefined;
}
