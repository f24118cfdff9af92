/** Runs a command with an emulator that lives as long as the command. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { environmentOf, misleadingVariables } from "../library/environment.ts";
import { Refusal } from "./refusal.ts";
import { startServer } from "./serve.ts";
import type { StartFlags } from "./start-flags.ts";

/** Returns the command's exit code; 128 + n when signal n ended it, as in shells. */
export async function runWithEmulator(
  words: readonly string[],
  flags: StartFlags,
): Promise<number> {
  const { close, endpoint } = await startServer(flags);
  try {
    return await run(words, environment({ ...flags, endpoint }));
  } finally {
    await close();
  }
}

/** Keeps the user's settings of another emulator for everything else. */
function environment(address: Parameters<typeof environmentOf>[0]): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !misleadingVariables.includes(name),
  );
  const { AWS_ENDPOINT_URL: forAll = address.endpoint } = process.env;
  const ours = { ...environmentOf(address), AWS_ENDPOINT_URL: forAll };
  return { ...Object.fromEntries(inherited), ...ours };
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command = "", ...given] = words;
  const child = spawn(command, given, { env, stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (error) => reject(refusalToRun(command, error)));
      child.once("exit", (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
    });
  } finally {
    stopForwarding();
  }
}

/**
 * A terminal sends Ctrl-C to the command too, so forwarding it would interrupt the command's
 * clean-up.
 */
function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals) => {
    const isFromTerminal = signal === "SIGINT" && process.stdin.isTTY === true;
    if (!isFromTerminal) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}

/** Exit codes as in shells: 127 not found, 126 not executable. */
function refusalToRun(command: string, error: NodeJS.ErrnoException): Error {
  if (error.code === "ENOENT") return new Refusal(`there is no command ${command}`, 127);
  if (error.code === "EACCES") return new Refusal(`${command} may not be run`, 126);
  return error;
}
