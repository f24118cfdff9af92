/** Runs the AWS CLI to its end, with an endpoint and nothing of the tester's own settings. */
import { execFile } from "node:child_process";
import { awsEnvironment } from "../cli/aws-clients.ts";

export interface AwsRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface AwsTarget {
  readonly file: string;
  readonly endpoint: string;
}

/** A process of the CLI needs most of a second of a processor. */
const processesAtOnce = 3;
let running = 0;
const waiting: (() => void)[] = [];

export async function runAws(target: AwsTarget, words: readonly string[]): Promise<AwsRun> {
  if (running >= processesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await runNow(target, words);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function runNow({ file, endpoint }: AwsTarget, words: readonly string[]): Promise<AwsRun> {
  const options = { env: awsEnvironment(), maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(file, [...words, "--endpoint-url", endpoint], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, stdout: stdout.trim(), stderr: stderr.trim() });
    });
  });
}

/** What the CLI prints as JSON; a refusal is thrown as the CLI tells it. */
export async function awsJson(target: AwsTarget, ...words: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runAws(target, [...words, "--output", "json"]);
  if (code !== 0) throw new Error(stderr);
  return stdout === "" ? {} : JSON.parse(stdout);
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of the CLI, asserted member by member.
type Answer = any;
