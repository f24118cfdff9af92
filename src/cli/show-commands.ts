/** The commands that show how a running emulator stands: `status`, `why`, `events` and `info`. */
import { Command } from "commander";
import { type EndpointFlags, type PlaceFlags, withEndpoint } from "./endpoint.ts";
import type { EventsFlags } from "./events.ts";

export function showCommands(): readonly Command[] {
  return [status(), why(), events(), info()];
}

/** Loaded with the first use, so that `start` does not wait for it. */
const answers = () => import("./show-answers.ts");

function status(): Command {
  return withEndpoint(new Command("status"))
    .description("show the clock, the groups, their refreshes, and what is due next")
    .action(async (flags: EndpointFlags) => (await answers()).showStatus(flags));
}

function why(): Command {
  return withPlace(withEndpoint(new Command("why")))
    .description("say why a group's newest refresh does what it does, with numbers")
    .argument("<group>", "name of the Auto Scaling group")
    .action(async (group: string, flags: EndpointFlags & PlaceFlags) =>
      (await answers()).showWhy(group, flags),
    );
}

function events(): Command {
  return withPlace(withEndpoint(new Command("events")))
    .description("show what AWS would have sent to EventBridge, oldest first")
    .option("--group <name>", "only events of this group")
    .option("--type <text>", "only events whose detail-type contains this")
    .option("-f, --follow", "go on with what comes from now on")
    .action(async (flags: EventsFlags) => (await import("./events.ts")).showEvents(flags));
}

function info(): Command {
  return withEndpoint(new Command("info"))
    .description("show how the emulator was started, and how much there is in it")
    .action(async (flags: EndpointFlags) => (await answers()).showInformation(flags));
}

function withPlace(command: Command): Command {
  return command
    .option("--account <digits>", "account of the group; without it the emulator's")
    .option("--region <name>", "region of the group; without it the emulator's");
}
