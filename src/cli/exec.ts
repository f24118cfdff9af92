/** The `exec` command, with the flags of `start` except port, log and data. */
import { Command, Option } from "commander";
import { readPort } from "./flags.ts";
import { isPaceGiven, refuseLostFlags, startOptions } from "./start.ts";
import type { StartFlags } from "./start-flags.ts";

/**
 * Flags that differ from `start`: only the command's own output is shown, the port is ephemeral and
 * the world is discarded.
 */
const ownFlags = ["--port", "--log", "--data", "--data-log-bytes"];

type Flags = Omit<StartFlags, "log" | "isPaceGiven">;

export function execCommand(): Command {
  const command = new Command("exec")
    .description("run a command with an emulator of its own, and return its exit code")
    .usage("[flags] -- <command> [arguments]")
    .argument("<command...>", "the command and its arguments, after --")
    // Options after the command's name belong to the command.
    .passThroughOptions();
  for (const option of startOptions()) {
    if (!ownFlags.includes(option.long ?? "")) command.addOption(option);
  }
  const port = new Option("-p, --port <number>", "port; 0 takes a free one");
  command.addOption(port.default(0).argParser(readPort));
  return command.action(async (words: readonly string[], flags: Flags) => {
    refuseLostFlags(command, flags);
    const { runWithEmulator } = await import("./run-with-emulator.ts");
    process.exitCode = await runWithEmulator(words, {
      ...flags,
      log: "silent",
      isPaceGiven: isPaceGiven(command),
    });
  });
}
