/** The commands that move, read and reset a running emulator by its control API. */
import { Command, InvalidArgumentError } from "commander";
import type { Condition } from "../client/requests.ts";
import type { UntilFlags } from "./control-answers.ts";
import { type EndpointFlags, withEndpoint } from "./endpoint.ts";
import type { JournalFlags } from "./journal.ts";

export function controlCommands(): readonly Command[] {
  return [clock(), advance(), until(), reset(), journal()];
}

/** Loaded with the first use, so that `start` does not wait for it. */
const answers = () => import("./control-answers.ts");

function clock(): Command {
  return withEndpoint(new Command("clock"))
    .description("show the virtual time, and when the next thing is due")
    .action(async (flags: EndpointFlags) => (await answers()).showClock(flags));
}

function advance(): Command {
  return withEndpoint(new Command("advance"))
    .description("let virtual time pass, and show what happened in it")
    .argument("<span>", "such as 90s, 10m or 1h30m; next: until the next thing is due")
    .action(async (span: string, flags: EndpointFlags) => (await answers()).advance(span, flags));
}

function until(): Command {
  return withEndpoint(new Command("until"))
    .description("let virtual time pass up to an instant, or until something is so")
    .argument("[time]", "such as 2026-01-31T12:00:00Z; settled: nothing is under way")
    .option("--group <name>", "until this group is as one of the next four says")
    .option("--status <names>", "its newest refresh has one of these statuses", readNames)
    .option(
      "--checkpoint <percentage>",
      "its newest refresh has reached this checkpoint",
      readCount,
    )
    .option(
      "--in-state <state=count>",
      "so many instances are in a lifecycle state",
      readStateCount,
    )
    .option("--settled", "nothing is under way in it")
    .option("--account <digits>", "account of that group; without it the emulator's")
    .option("--region <name>", "region of that group; without it the emulator's")
    .option("--at-most <span>", "give up after this much virtual time; 14d without it")
    .action(async (time: string | undefined, flags: UntilFlags, command: Command) => {
      const wanted = wantedOf(time, flags);
      if (wanted === undefined) command.error(`error: ${untilForms}`);
      else process.exitCode = await (await answers()).until(wanted, flags);
    });
}

const untilForms =
  "wanted is a time, or --group with --status, --checkpoint, --in-state or --settled";

/** Undefined when the flags do not say exactly one thing. */
function wantedOf(time: string | undefined, flags: UntilFlags): string | Condition | undefined {
  const { group, status, checkpoint, inState, settled, account, region } = flags;
  const conditions = [
    ...(status === undefined ? [] : [{ status }]),
    ...(checkpoint === undefined ? [] : [{ checkpoint }]),
    ...(inState === undefined ? [] : [inState]),
    ...(settled === undefined ? [] : [{ settled }]),
  ];
  const [condition, ...others] = conditions;
  const isOfNoGroup = conditions.length === 0 && account === undefined && region === undefined;
  if (group === undefined) return isOfNoGroup ? time : undefined;
  const isOneThing = time === undefined && condition !== undefined && others.length === 0;
  return isOneThing ? ({ group, account, region, ...condition } as Condition) : undefined;
}

function reset(): Command {
  return withEndpoint(new Command("reset"))
    .description("put clock and world back to how they were at the start")
    .action(async (flags: EndpointFlags) => (await answers()).reset(flags));
}

function journal(): Command {
  return withEndpoint(new Command("journal"))
    .description("show what has happened, oldest first")
    .option("--group <name>", "only what happened to this group")
    .option("--account <digits>", "only what happened in this account")
    .option("--region <name>", "only what happened in this region")
    .option("--since <sequence>", "only what came after the line of this number", readSequence)
    .option("--all", "also what concerns the engine only")
    .option("-f, --follow", "go on with what happens from now on")
    .action(async (flags: JournalFlags) => (await import("./journal.ts")).showJournal(flags));
}

function readNames(text: string): readonly string[] {
  return text.split(",");
}

function readCount(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

function readStateCount(text: string): UntilFlags["inState"] {
  const [, lifecycleState, count] = /^([\w:]+)=(\d{1,7})$/.exec(text) ?? [];
  if (lifecycleState !== undefined) return { lifecycleState, count: Number(count) };
  throw new InvalidArgumentError("It must be a state and a count, such as InService=3.");
}

function readSequence(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be the number of a line.");
}
