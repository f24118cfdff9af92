/** One life of the built product: from its start to SIGKILL. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const mainFile = join(import.meta.dirname, "../../dist/bundle/main.js");

export interface Life {
  readonly endpoint: string;
  /** It found a record that was not written to its end. */
  readonly isTorn: boolean;
  readonly kill: () => Promise<void>;
}

export interface LifeOptions {
  readonly folder: string;
  /** A small log is full soon, so that many kills fall on the beginning of a generation. */
  readonly logBytes: string;
  /** Milliseconds after which it is killed, if it does not answer by then. */
  readonly killedAfter?: number | undefined;
}

/** Undefined when it was killed before it answered. Throws when it refuses to start. */
export async function startLife(options: LifeOptions): Promise<Life | undefined> {
  const { folder, logBytes, killedAfter } = options;
  const flags = ["--data", folder, "--port", "0", "--log", "silent", "--clock", "manual"];
  const child = spawn(process.execPath, [mainFile, ...flags, "--timing", "fast"], {
    env: { ...process.env, ASG_LOCAL_DATA_LOG_BYTES: logBytes },
  });
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
  const kill = async () => {
    child.kill("SIGKILL");
    await exit;
  };
  const banner = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      if (stdout.includes("AWS_DEFAULT_REGION=")) resolve(stdout);
    });
  });
  const limit =
    killedAfter === undefined
      ? []
      : [new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), killedAfter))];
  const refused = exit.then(([code]) => {
    throw new Error(`it does not start (exit status ${code}): ${stderr}`);
  });
  refused.catch(() => undefined);
  const text = await Promise.race([banner, refused, ...limit]);
  if (text === undefined) {
    await kill();
    return undefined;
  }
  return { endpoint: /http:\/\/\S+/.exec(text)?.[0] ?? "", isTorn: /dropped/.test(stderr), kill };
}
