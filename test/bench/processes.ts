/** Servers as processes of their own: the built asg-local, and a bare Fastify that does nothing. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mainFile = join(import.meta.dirname, "../../dist/bundle/main.js");
const bareFile = join(import.meta.dirname, "bare-fastify.js");

export interface ServerProcess {
  readonly endpoint: string;
  /** From the start of the process to the line that says it listens. */
  readonly readyMilliseconds: number;
  readonly process: ChildProcess;
}

export function startAsgLocal(...flags: readonly string[]): Promise<ServerProcess> {
  return started([mainFile, "--port", "0", "--log", "silent", ...flags]);
}

/** Starts a server with this world, or with the example of this name, and stops it after `work`. */
export async function withWorld<Result>(
  world: object | string,
  flags: readonly string[],
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> {
  if (typeof world === "object") return withFile(world, (file) => withWorld(file, flags, work));
  const server = await startAsgLocal(...flags, "--world", world);
  try {
    return await work(server);
  } finally {
    await stop(server);
  }
}

/** Keeps a world in a file for as long as `work` lasts. */
export async function withFile<Result>(
  world: object,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-bench-"));
  const file = join(folder, "world.json");
  writeFileSync(file, JSON.stringify(world));
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Answers every POST with these bytes. */
export function startBareFastify(body: string): Promise<ServerProcess> {
  return started([bareFile], body);
}

/** Undefined where Python has no moto, which is then no part of the table. */
export async function startMoto(): Promise<ServerProcess | undefined> {
  const since = performance.now();
  const child = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const isThere = await Promise.race([
    once(child, "spawn").then(() => true),
    once(child, "error").then(() => false),
  ]);
  if (!isThere) return undefined;
  for await (const text of child.stderr.setEncoding("utf8")) {
    const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
    if (endpoint === undefined) continue;
    child.stderr.resume();
    return { endpoint, readyMilliseconds: performance.now() - since, process: child };
  }
  throw new Error("moto_server ended before it listened");
}

async function started(words: readonly string[], input = ""): Promise<ServerProcess> {
  const since = performance.now();
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  const [text] = await once(child.stdout.setEncoding("utf8"), "data");
  const readyMilliseconds = performance.now() - since;
  const endpoint = /http:\/\/[\d.:]+/.exec(text)?.[0];
  if (endpoint === undefined) throw new Error(`no endpoint in: ${text}`);
  return { endpoint, readyMilliseconds, process: child };
}

/** Resident memory of the process now, in MiB. */
export function residentMebibytes({ process: { pid } }: ServerProcess): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

/** All that the process has used so far, to the hundredth of a second; Linux tells it. */
export function processorMilliseconds({
  process: { pid },
}: Pick<ServerProcess, "process">): number {
  const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user = 0, system = 0] = afterName.split(" ").slice(11, 13).map(Number);
  return (user + system) * 10;
}

export async function stop({ process: child }: ServerProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
