/** The built product as a process of its own: started, spoken to, stopped. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const repository = join(import.meta.dirname, "../..");
export const mainFile = join(repository, "dist/bundle/main.js");

/** A credential is all an unverified signature needs; the scope names region and service. */
export const signedHeaders = {
  "content-type": "application/x-www-form-urlencoded",
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/autoscaling/aws4_request, " +
    "SignedHeaders=host, Signature=00",
} as const;

const { authorization: _, ...unsignedHeaders } = signedHeaders;

export { unsignedHeaders };

export interface Product {
  readonly endpoint: string;
  readonly banner: string;
  readonly process: ChildProcess;
  /** Everything written to stdout so far. */
  output(): string;
  /** Everything written to stderr so far. */
  errors(): string;
  /** Sends the signal and waits for the end; answers exit code and milliseconds. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; milliseconds: number }>;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** Variables of the tester's shell that would change the product's behaviour are left out. */
function cleanEnvironment(added: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => name !== "PORT" && !name.startsWith("ASG_LOCAL_") && name !== "FORCE_COLOR",
  );
  return { ...Object.fromEntries(inherited), ...added };
}

/** Runs the product to its end, for command lines that do not serve. */
export async function runProduct(flags: readonly string[], added: Environment = {}): Promise<Run> {
  const child = spawn(process.execPath, [mainFile, ...flags], { env: cleanEnvironment(added) });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

/** Starts the product on a free port, unless a flag says otherwise, and waits for its banner. */
export async function startProduct(
  flags: readonly string[] = [],
  added: Environment = {},
): Promise<Product> {
  const isPortGiven = flags.includes("--port") || "ASG_LOCAL_PORT" in added || "PORT" in added;
  const all = isPortGiven ? flags : [...flags, "--port", "0"];
  const child = spawn(process.execPath, [mainFile, ...all], { env: cleanEnvironment(added) });
  return await productOf(child);
}

/** Waits for the banner of a process that is about to serve. */
export async function productOf(child: ChildProcess): Promise<Product> {
  let stdout = "";
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const banner = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      if (/AWS_DEFAULT_REGION=.*\n/.test(stdout)) resolve(stdout);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${stderr}${stdout}`)));
  });
  const endpoint = /http:\/\/\S+/.exec(banner)?.[0] ?? "";
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    const since = performance.now();
    const ended = child.exitCode === null ? once(child, "exit") : [child.exitCode];
    child.kill(signal);
    const [code] = await ended;
    return { code, milliseconds: performance.now() - since };
  };
  return { endpoint, banner, process: child, output: () => stdout, errors: () => stderr, stop };
}
