/** The `start` command: its flags, their environment variables and their defaults. */
import { randomBytes } from "node:crypto";
import { Command, Option } from "commander";
import { defaultMin100 } from "../domain/world.ts";
import {
  readAccount,
  readByteCount,
  readHosts,
  readOrigins,
  readOtherEmulator,
  readPort,
  readRegion,
  readSpeed,
  readStartTime,
  readSwitch,
  readText,
  readWebhook,
} from "./flags.ts";
import type { StartFlags } from "./start-flags.ts";
import { isTerminal } from "./terminal.ts";

export function startCommand(): Command {
  const command = new Command("start").description("start the emulator (the default command)");
  for (const option of startOptions()) command.addOption(option);
  // Unknown commands arrive here, because start is the default; the refusal names them.
  command.allowExcessArguments();
  return command.action(async (flags: Omit<StartFlags, "isPaceGiven">) => {
    const [word] = command.args;
    if (word !== undefined) command.error(`error: unknown command '${word}'; see --help`);
    refuseLostFlags(command, flags);
    const { serve } = await import("./serve.ts");
    await serve({ ...flags, isPaceGiven: isPaceGiven(command) });
  });
}

type LookedAt = Pick<StartFlags, "clock" | "eventsEndpoint" | "eventBus" | "eventsSource">;

/** Ends the command when a flag is given that has no effect with the others. */
export function refuseLostFlags(command: Command, flags: LookedAt): void {
  const { clock, eventsEndpoint, eventBus, eventsSource } = flags;
  const isLost = clock === "manual" && command.getOptionValueSource("speed") !== "default";
  if (isLost) command.error("error: option '--speed' has no effect with '--clock manual'");
  if (eventsEndpoint !== undefined) return;
  const lost = eventBus === undefined ? eventsSource && "--events-source" : "--event-bus";
  if (lost) command.error(`error: option '${lost}' has no effect without '--events-endpoint'`);
}

export function isPaceGiven(command: Command): boolean {
  const names = ["clock", "speed"];
  return names.some((name) => command.getOptionValueSource(name) !== "default");
}

export function startOptions(): readonly Option[] {
  return [...networkOptions(), ...worldOptions(), ...callerOptions(), ...targetOptions()];
}

function networkOptions(): readonly Option[] {
  return [
    new Option("-p, --port <number>", "port; 0 takes a free one; PORT is read too")
      .env(portVariable())
      .default(4577)
      .argParser(readPort),
    option("--host <address>", "address to listen on").default("127.0.0.1"),
    option("--allow-host <names>", "further names that requests may be for, in Host")
      .default([], "local ones only")
      .argParser(readHosts),
    option(
      "--allow-origin <origins>",
      "web pages that may call and read, such as http://a.test:3000",
    )
      .default([], "none")
      .argParser(readOrigins),
    option("--console [boolean]", "serve the console, a page for people")
      .preset("true")
      .default(true)
      .argParser(readSwitch),
    option("--log <form>", "one line a request")
      .choices(["pretty", "json", "silent"])
      .default(isTerminal ? "pretty" : "json", "pretty on a terminal, else json"),
  ];
}

function worldOptions(): readonly Option[] {
  return [
    option("--world <file>", "groups and all else to begin with: a file, or a name as web-fleet"),
    option("--import <file>", "snapshot to go on from; its time, seed and settings win over flags"),
    option("--export-on-exit <file>", "write a snapshot there when SIGTERM or SIGINT ends it"),
    option("--data <folder>", "keep all changes there; what it holds wins over flags"),
    option("--data-log-bytes <number>", "a longer log of --data is followed by a new snapshot")
      .default(undefined, "as long as the snapshot, but 4 MiB")
      .argParser(readByteCount),
    option("--clock <mode>", "realtime runs, manual moves by the control API only")
      .choices(["realtime", "manual"])
      .default("realtime"),
    option("--speed <number>", "virtual seconds a second").default(1).argParser(readSpeed),
    option(
      "--start-time <time>",
      `virtual time at the start, ISO 8601 ${unlessInFile("now")}`,
    ).argParser(readStartTime),
    option("--seed <text>", "the same seed and calls give the same story").default(
      randomBytes(4).toString("hex"),
      "random, shown at the start",
    ),
    option(
      "--timing <profile>",
      `how long launches and all else take ${unlessInFile("aws")}`,
    ).choices(["aws", "fast", "instant"]),
    option(
      "--connection-draining [boolean]",
      `wait for load balancers to let go ${unlessInFile("true for aws timing only")}`,
    )
      .preset("true")
      .argParser(readSwitch),
    option(
      "--min-100 <order>",
      `minimum healthy 100 %, no maximum ${unlessInFile(defaultMin100)}`,
    ).choices(["terminate-first", "launch-first"]),
    option(
      "--strict-images [boolean]",
      `refuse AMIs that nobody registered ${unlessInFile("false")}`,
    )
      .preset("true")
      .argParser(readSwitch),
    option(
      "--late-events [boolean]",
      `events arrive late and out of order ${unlessInFile("false")}`,
    )
      .preset("true")
      .argParser(readSwitch),
  ];
}

function callerOptions(): readonly Option[] {
  return [
    option("--account <digits>", "account of callers whose access key is not 12 digits")
      .default("000000000000")
      .argParser(readAccount),
    option("--region <name>", "region of requests that name none")
      .default("us-east-1")
      .argParser(readRegion),
    option(
      "--ec2-endpoint <url>",
      "another emulator, asked for launch templates that are not here",
    ).argParser(readOtherEmulator),
    option(
      "--targets-endpoint <url>",
      "another emulator, sent what rules, notifications and lifecycle hooks say",
    ).argParser(readOtherEmulator),
    ...["sqs", "sns", "lambda"].map((service) =>
      option(`--${service}-endpoint <url>`, `the same, for ${service} alone`).argParser(
        readOtherEmulator,
      ),
    ),
    option(
      "--allow-unsigned [boolean]",
      "answer unsigned requests too; web pages from elsewhere stay refused",
    )
      .preset("true")
      .default(false)
      .argParser(readSwitch),
  ];
}

/** Who is sent events. */
function targetOptions(): readonly Option[] {
  return [
    option("--webhook <url>", "sent each event").argParser(readWebhook),
    option("--events-endpoint <url>", "another EventBridge, sent each event").argParser(
      readOtherEmulator,
    ),
    option("--event-bus <name>", "the bus there").default(undefined, "default").argParser(readText),
    option("--events-source <text>", "the source of events there, where aws.autoscaling is refused")
      .default(undefined, "aws.autoscaling")
      .argParser(readText),
  ];
}

/** A default that a world file may override; a flag overrides both. */
function unlessInFile(value: string): string {
  return `(default: the world file's, else ${value})`;
}

/** A flag with an environment variable: --start-time, ASG_LOCAL_START_TIME. */
function option(flags: string, description: string): Option {
  const made = new Option(flags, description);
  return made.env(`ASG_LOCAL_${made.name().replaceAll("-", "_").toUpperCase()}`);
}

/** PORT, which hosting tools set, is used only if our own variable is missing. */
function portVariable(): string {
  const isOnlyPort = process.env.ASG_LOCAL_PORT === undefined && process.env.PORT !== undefined;
  return isOnlyPort ? "PORT" : "ASG_LOCAL_PORT";
}
