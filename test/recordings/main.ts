/** Starts `npm run record` in a terminal: Ctrl-C gives up, and what was created is removed. */
import { createInterface } from "node:readline/promises";
import { recordCommand } from "./command.ts";

const controller = new AbortController();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    say(controller.signal.aborted ? "Still removing what was created." : "Giving up.");
    controller.abort();
  });
}

/** A closed input is nobody who agrees. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  const answer = lines.question(question, { signal: controller.signal }).catch(() => "");
  const first = await Promise.race([answer, closed]);
  lines.close();
  return first;
}

try {
  const { signal } = controller;
  process.exitCode = await recordCommand(process.argv.slice(2), { say, ask, signal });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
