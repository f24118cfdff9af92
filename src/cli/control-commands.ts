/** Commands that move, read and reset a running emulator by its control API. */
import { Command, InvalidArgumentError } from "commander";
import type { Condition, EventCondition, EventPattern } from "../client/requests.ts";
import { durationForms, parseDuration } from "../control/duration.ts";
import type { ConditionFlags, ResetFlags, UntilFlags } from "./control-answers.ts";
import { type EndpointFlags, withEndpoint } from "./endpoint.ts";
import type { JournalFlags } from "./journal.ts";

export function controlCommands(): readonly Command[] {
  return [clock(), advance(), until(), reset(), journal()];
}

/** Loaded on first use, so that `start` does not wait for it. */
const answers = () => import("./control-answers.ts");

function clock(): Command {
  const shown = withEndpoint(new Command("clock"))
    .description("show the virtual time and what is due next; let it run, or stop it")
    // Flags after a part's name are the part's: both have --endpoint.
    .enablePositionalOptions()
    .action(async (flags: EndpointFlags) => (await answers()).showClock(flags));
  const parts = [play(), pause(), speed(), manual(), advance(), until()];
  for (const part of parts) shown.addCommand(part);
  return shown;
}

function play(): Command {
  return withCondition(withEndpoint(new Command("play")))
    .description("let virtual time run by itself; with a condition, until that is so")
    .option("--speed <number>", "virtual seconds a second; without it as before", readNumber)
    .action(async (flags: PlayFlags, command: Command) => {
      const { speed, ...named } = flags;
      const isConditional = conditionFlags.some((name) => named[name] !== undefined);
      const wanted = isConditional ? wantedOf(undefined, named) : undefined;
      if (isConditional && wanted === undefined) command.error(`error: ${conditionForms}`);
      await (await answers()).changePace(async (control) => {
        if (wanted !== undefined) await control.breakAt(wanted as Condition | EventCondition);
        return control.setMode("realtime", speed);
      }, flags);
    });
}

function pause(): Command {
  return withEndpoint(new Command("pause"))
    .description("stop the time until clock play")
    .action(async (flags: EndpointFlags) =>
      (await answers()).changePace((control) => control.pause(), flags),
    );
}

function speed(): Command {
  return withEndpoint(new Command("speed"))
    .description("let a running clock go at another speed")
    .argument("<number>", "virtual seconds a second", readNumber)
    .action(async (wanted: number, flags: EndpointFlags) =>
      (await answers()).changePace((control) => control.setSpeed(wanted), flags),
    );
}

function manual(): Command {
  return withEndpoint(new Command("manual"))
    .description("let time move by advance and until only")
    .action(async (flags: EndpointFlags) =>
      (await answers()).changePace((control) => control.setMode("manual"), flags),
    );
}

function advance(): Command {
  return withEndpoint(new Command("advance"))
    .description("let virtual time pass, and show what happened in it")
    .argument("<span>", "such as 90s, 10m or 1h30m; next: until the next thing is due", readStep)
    .action(async (span: string, flags: EndpointFlags) => (await answers()).advance(span, flags));
}

interface PlayFlags extends ConditionFlags {
  readonly speed?: number;
}

const conditionFlags = [
  "group",
  "status",
  "checkpoint",
  "refresh",
  "inState",
  "settled",
  "event",
  "account",
  "region",
] as const;

/** What `until` waits for, and a clock that runs stops at. */
function withCondition(command: Command): Command {
  return command
    .option("--group <name>", "until this group is as one of the next four says")
    .option("--status <names>", "its newest refresh has one of these statuses", readNames)
    .option(
      "--checkpoint <percentage>",
      "its newest refresh has reached this checkpoint",
      readCount,
    )
    .option("--refresh <id>", "not the newest refresh but this one; needed for one of a world file")
    .option(
      "--in-state <state=count>",
      "so many instances are in a lifecycle state",
      readStateCount,
    )
    .option("--settled", "nothing is under way in it")
    .option("--event <pattern>", "an event is sent that matches this pattern, in JSON", readPattern)
    .option("--account <digits>", "account of that group or event; without it the emulator's")
    .option("--region <name>", "region of that group or event; without it the emulator's");
}

function until(): Command {
  return withCondition(withEndpoint(new Command("until")))
    .description("let virtual time pass up to an instant, or until something is so")
    .argument("[time]", "such as 2026-01-31T12:00:00Z; settled: nothing is under way")
    .option("--at-most <span>", "give up after this much virtual time; 14d without it")
    .action(async (time: string | undefined, flags: UntilFlags, command: Command) => {
      const wanted = wantedOf(time, flags);
      if (wanted === undefined) command.error(`error: ${untilForms}`);
      else process.exitCode = await (await answers()).until(wanted, flags);
    });
}

const conditions = "--event, or --group with --status, --checkpoint, --in-state or --settled";
const conditionForms = `wanted is ${conditions}`;
const untilForms = `wanted is a time, ${conditions}`;

type Wanted = string | Condition | EventCondition;

/** Undefined unless the flags name exactly one condition. */
function wantedOf(time: string | undefined, flags: ConditionFlags): Wanted | undefined {
  const { event, account, region } = flags;
  if (event === undefined) return timeOrCondition(time, flags);
  const others = [time, flags.group, flags.status, flags.checkpoint, flags.inState, flags.settled];
  const isAlone = others.every((other) => other === undefined);
  return isAlone ? { event, account, region } : undefined;
}

function timeOrCondition(
  time: string | undefined,
  flags: ConditionFlags,
): string | Condition | undefined {
  const { group, refresh, status, checkpoint, inState, settled, account, region } = flags;
  const conditions = [
    ...(status === undefined ? [] : [{ status, refresh }]),
    ...(checkpoint === undefined ? [] : [{ checkpoint, refresh }]),
    ...(inState === undefined ? [] : [inState]),
    ...(settled === undefined ? [] : [{ settled }]),
  ];
  const [condition, ...others] = conditions;
  const isOfNoGroup = conditions.length === 0 && account === undefined && region === undefined;
  if (group === undefined) return isOfNoGroup ? time : undefined;
  const isRefreshMeant = status !== undefined || checkpoint !== undefined;
  if (refresh !== undefined && !isRefreshMeant) return undefined;
  const isOneThing = time === undefined && condition !== undefined && others.length === 0;
  return isOneThing ? ({ group, account, region, ...condition } as Condition) : undefined;
}

function reset(): Command {
  return withEndpoint(new Command("reset"))
    .description("begin again as at the start, or with another world")
    .option("--world <file>", "begin with this world: a file, or a name such as web-fleet")
    .action(async (flags: ResetFlags) => (await answers()).reset(flags));
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

function readStep(text: string): string {
  if (text === "next" || parseDuration(text) !== undefined) return text;
  throw new InvalidArgumentError(`It must be next, or a span of time: ${durationForms}.`);
}

function readNumber(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number.");
}

function readCount(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

function readPattern(text: string): EventPattern {
  try {
    const pattern: unknown = JSON.parse(text);
    if (typeof pattern === "object" && pattern !== null) return pattern as EventPattern;
  } catch {
    // Refused below, like JSON that is no object.
  }
  throw new InvalidArgumentError(
    'It must be a JSON object, such as {"source":["aws.autoscaling"]}.',
  );
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
