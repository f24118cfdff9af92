/** One life of the built product: from its start to its end, by a signal or by a full disk. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const mainFile = join(import.meta.dirname, "../../dist/bundle/main.js");

export interface Life {
  readonly endpoint: string;
  /** It found a record that was not written to its end. */
  readonly isTorn: boolean;
  /** Sends the signals with so many milliseconds between them; answers how it ended. */
  readonly end: (...signals: readonly (NodeJS.Signals | number)[]) => Promise<Ended>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

export interface Refused {
  /** What it says when it does not start. */
  readonly refusal: string;
}

export interface LifeOptions {
  readonly folder: string;
  /** A small log is full soon, so that many ends fall on the beginning of a generation. */
  readonly logBytes: string;
  /** Milliseconds after which it is killed, if it does not answer by then. */
  readonly killedAfter?: number | undefined;
  /** No file may grow beyond it: for the product that is a full disk. */
  readonly mostFileKibibytes?: number | undefined;
}

/** Undefined when it was killed before it answered. */
export async function startLife(options: LifeOptions): Promise<Life | Refused | undefined> {
  const { folder, logBytes, killedAfter, mostFileKibibytes: most = "unlimited" } = options;
  const flags = ["--data", folder, "--data-log-bytes", logBytes, "--port", "0", "--log", "silent"];
  const words = [process.execPath, mainFile, ...flags, "--clock", "manual", "--timing", "fast"];
  const child = spawn("bash", ["-c", 'ulimit -f "$0"; exec "$@"', String(most), ...words]);
  const exit = once(child, "exit");
  // Whatever ends this script ends the product too.
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  exit.then(() => process.off("exit", killNow));
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const ended = exit.then(([code]) => ({ code, stderr }));
  const end = async (...signals: readonly (NodeJS.Signals | number)[]) => {
    for (const signal of signals) {
      if (typeof signal === "number") await passed(signal);
      else child.kill(signal);
    }
    return await ended;
  };
  const banner = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      if (stdout.includes("AWS_DEFAULT_REGION=")) resolve(stdout);
    });
  });
  const limit = killedAfter === undefined ? [] : [passed(killedAfter)];
  const first = await Promise.race([banner, ended, ...limit]);
  if (first === undefined) {
    await end("SIGKILL");
    return undefined;
  }
  if (typeof first === "object") return { refusal: first.stderr };
  const endpoint = /http:\/\/\S+/.exec(first)?.[0] ?? "";
  return { endpoint, isTorn: /dropped/.test(stderr), end, ended };
}

export function passed(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
