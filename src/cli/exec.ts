/** The `exec` command: its flags are those of `start`, but for port, log and data. */
import { Command, Option } from "commander";
import { readPort } from "./flags.ts";
import { isPaceGiven, refuseLostSpeed, startOptions } from "./start.ts";
import type { StartFlags } from "./start-flags.ts";

/**
 * The command's own output is all that is seen, its port is nobody's business but ours, and its
 * world ends with it.
 */
const ownFlags = ["--port", "--log", "--data", "--data-log-bytes"];

type Flags = Omit<StartFlags, "log" | "isPaceGiven">;

export function execCommand(): Command {
  const command = new Command("exec")
    .description("run a command with an emulator of its own, and return its exit code")
    .usage("[flags] -- <command> [arguments]")
    .argument("<command...>", "the command and its arguments, after --")
    // What follows the command's name is the command's.
    .passThroughOptions();
  for (const option of startOptions()) {
    if (!ownFlags.includes(option.long ?? "")) command.addOption(option);
  }
  const port = new Option("-p, --port <number>", "port; 0 takes a free one");
  command.addOption(port.default(0).argParser(readPort));
  return command.action(async (words: readonly string[], flags: Flags) => {
    refuseLostSpeed(command, flags);
    const { runWithEmulator } = await import("./run-with-emulator.ts");
    process.exitCode = await runWithEmulator(words, {
      ...flags,
      log: "silent",
      isPaceGiven: isPaceGiven(command),
    });
  });
}
