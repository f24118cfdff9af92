/** The `history`, `undo` and `guard` commands, which use only AWS's calls. */
import { Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../control/duration.ts";
import { readMembers } from "./flags.ts";
import { aboutGroup, readSpan } from "./refresh-commands.ts";
import { Refusal } from "./refusal.ts";
import type { GuardFlags, HistoryFlags, UndoFlags } from "./undo-answers.ts";

export function undoCommands(): readonly Command[] {
  return [history(), undo(), guard()];
}

/** Loaded on first use, so that `start` does not wait for it. */
const answers = () => import("./undo-answers.ts");

function history(): Command {
  return aboutGroup(new Command("history"), "2s")
    .description("show what was deployed to a group, and what undo can go back to")
    .option("--all", "also refreshes that failed, were cancelled or rolled back, or are active")
    .option("--json", "answer as JSON, for programs")
    .action(async (group: string, flags: HistoryFlags) =>
      (await answers()).showHistory(group, flags),
    );
}

function undo(): Command {
  return withUndoFlags(aboutGroup(new Command("undo"), "2s"))
    .description("take the last deployment of a group back, by a new instance refresh")
    .addOption(
      new Option("--dry-run", "show what would be called, and call nothing").conflicts("plan"),
    )
    .option("--plan", "show how it would go, from an emulator's plan, and call nothing")
    .option("--yes", "do not ask")
    .action(async (group: string, flags: UndoFlags) => {
      process.exitCode = await (await answers()).undoDeployment(group, flags);
    });
}

function guard(): Command {
  return withUndoFlags(aboutGroup(new Command("guard"), "10s"))
    .description("watch alarms after a deployment, and take it back if one rings")
    .requiredOption("--alarm <name...>", "CloudWatch alarms, metric or composite")
    .addOption(
      new Option("--for <span>", "how long after the refresh's end, at most 48h")
        .default(parseDuration("30m"), "30m")
        .argParser(readGuardSpan),
    )
    .option(
      "--ignore-alarm-failures",
      "watch also when an alarm is bad or unknown at the beginning",
    )
    .option("--exec <command>", "run this when it undoes, with the story as JSON on its input")
    .action(async (group: string, flags: GuardFlags) => {
      process.exitCode = await (await answers()).guardDeployment(group, flags);
    });
}

function withUndoFlags(command: Command): Command {
  return command
    .addOption(
      new Option("--to <target>", "previous (the default), -1, -2, …, or a refresh id's beginning")
        .argParser(readTarget)
        .conflicts(["toVersion", "toConfiguration"]),
    )
    .addOption(
      new Option("--to-version <number>", "a version of the group's launch template")
        .argParser(readVersion)
        .conflicts("toConfiguration"),
    )
    .option("--to-configuration <json>", "AWS's DesiredConfiguration", readMembers)
    .option(
      "--phased [percentages]",
      "in the deployment's phases, the newest first, or in these, such as 10,50,100",
      readPercentages,
    )
    .option("--preferences <json>", "AWS's Preferences, over those of the deployment", readMembers)
    .option("--cancel", "cancel an active refresh that AWS cannot roll back, then go back")
    .addOption(new Option("--watch", "draw how it goes, until it ends").conflicts("wait"))
    .option("--wait", "wait until it ends")
    .option("--timeout <span>", "with --wait: give up after this time, such as 45m", readSpan)
    .option("--json", "answer as JSON, for programs");
}

function readTarget(text: string): string {
  if (/^(previous|-[1-9]\d*|[0-9a-f-]{4,36})$/.test(text)) return text;
  const forms = "previous, -1, -2, …, or at least 4 characters of a refresh id";
  throw new Refusal(`--to: it must be ${forms}`, 2);
}

function readVersion(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be the number of a version, such as 3.");
}

function readPercentages(text: string): readonly number[] {
  const percentages = text.split(",").map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
  const ascend = percentages.every((one, nth) => one > (percentages[nth - 1] ?? 0));
  if (ascend && percentages.every((one) => one <= 100)) return percentages;
  throw new Refusal("--phased: percentages must ascend, from 1 to 100", 2);
}

const longestGuard = 48 * 3600 * 1000;

function readGuardSpan(text: string): number {
  const span = readSpan(text);
  if (span <= longestGuard) return span;
  throw new InvalidArgumentError("It must be at most 48h.");
}
