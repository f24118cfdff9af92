/** The `watch` and `wait` commands about one instance refresh, which use only AWS's calls. */
import { Command, InvalidArgumentError, Option } from "commander";
import { durationForms, parseDuration } from "../control/duration.ts";
import { endpointOption } from "./endpoint.ts";
import type { RefreshFlags } from "./refresh-calls.ts";
import type { WaitFlags } from "./wait.ts";

export function refreshCommands(): readonly Command[] {
  return [watch(), wait()];
}

function watch(): Command {
  return aboutRefresh(new Command("watch"), "2s")
    .description("draw how a group's instance refresh goes; --aws: against AWS")
    .action(async (group: string, flags: RefreshFlags) => {
      const { watchRefresh } = await import("./watch.ts");
      process.exitCode = await watchRefresh(group, flags);
    });
}

function wait(): Command {
  return aboutRefresh(new Command("wait"), "10s")
    .description("wait until an instance refresh ends, 0 if Successful; --aws: on AWS")
    .option("--timeout <span>", "give up after this time, such as 45m", readSpan)
    .option("--json", "show the refresh as JSON, for programs")
    .action(async (group: string, flags: WaitFlags) => {
      const { waitForRefresh } = await import("./wait.ts");
      process.exitCode = await waitForRefresh(group, flags);
    });
}

function aboutRefresh(command: Command, interval: string): Command {
  return aboutGroup(command, interval).option(
    "--refresh <id>",
    "this refresh; without it the newest",
  );
}

/** The group's name, and whom to ask how often. */
export function aboutGroup(command: Command, interval: string): Command {
  return command
    .argument("<group>", "name of the Auto Scaling group")
    .addOption(endpointOption())
    .addOption(new Option("--aws", "ask AWS itself, with your keys").conflicts("endpoint"))
    .option("--region <name>", "region of the group; without it the environment's")
    .addOption(
      new Option("--interval <span>", "longest time between two looks")
        .default(parseDuration(interval), interval)
        .argParser(readSpan),
    );
}

export function readSpan(text: string): number {
  const span = parseDuration(text);
  if (span !== undefined && span > 0) return span;
  throw new InvalidArgumentError(`It must be a span of time: ${durationForms}.`);
}
