/** The `exec` command: its flags are those of `start`, but for the port and the log. */
import { Command, Option } from "commander";
import { readPort } from "./flags.ts";
import { type StartFlags, startOptions } from "./start.ts";

/** The command's own output is all that is seen, and its port is nobody's business but ours. */
const ownFlags = ["--port", "--log"];

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
  return command.action(async (words: readonly string[], flags: Omit<StartFlags, "log">) => {
    const isPaceLost =
      flags.clock === "manual" && command.getOptionValueSource("speed") !== "default";
    if (isPaceLost) command.error("error: option '--speed' has no effect with '--clock manual'");
    const { runWithEmulator } = await import("./run-with-emulator.ts");
    process.exitCode = await runWithEmulator(words, { ...flags, log: "silent" });
  });
}
