/** The `plan` command: shows how an instance refresh would go, without changing anything. */
import { Command, Option } from "commander";
import { timings } from "../domain/timing.ts";
import { withEndpoint } from "./endpoint.ts";
import { type Members, readList, readMembers, readPercentage, readPrice } from "./flags.ts";
import type { PlanFlags } from "./plan.ts";
import { readFailIf } from "./plan-fail-if.ts";
import { readSpan } from "./refresh-commands.ts";

export function planCommands(): readonly Command[] {
  const plan = withEndpoint(new Command("plan"))
    .description("say how long a refresh would take and how low capacity would go")
    .argument("[file]", "describes group and refresh: a file, or a name as rolling; no emulator")
    .option("--group <name>", "instead of a file: a group of the running emulator, or of AWS")
    .option("--aws", "the group is on AWS, which is only read, with your keys")
    .option("--terraform <file>", "what an apply would start: terraform show -json PLANFILE")
    .option("--account <digits>", "account of that group; without it the emulator's")
    .option("--region <name>", "region of that group; without it the emulator's")
    .option("--preferences <json>", "AWS's Preferences, over those of the file", readMembers)
    .option("--desired-configuration <json>", "AWS's DesiredConfiguration", readMembers)
    .option(
      "--compare <json>",
      "plan with these Preferences too, side by side; may be given again",
      (text: string, previous: readonly Members[]) => [...previous, readMembers(text)],
      [],
    )
    .option("--hook-answers <json>", "who answers which hook when, as in a file", readList)
    .addOption(
      new Option("--timing <profile>", "with --aws: not as long as the group's past took").choices(
        Object.keys(timings),
      ),
    )
    .option(
      "--what-if <text>",
      "plan it with something wrong too, such as 'launch 3 fails'; may be given again",
      (text: string, previous: readonly string[]) => [...previous, text],
      [],
    )
    .option("--advise", "try other preferences, and show those that no other one beats")
    .option("--at-most <span>", "with --advise: the longest time, such as 30m", readSpan)
    .option("--ready-at-least <percentage>", "with --advise: the fewest ready", readPercentage)
    .option("--total-at-most <percentage>", "with --advise: the highest total", readPercentage)
    .option("--markdown", "answer as Markdown, for a comment of a pull request")
    .option(
      "--fail-if <condition>",
      "exit with 1 if it is so of a plan, such as 'ready<90%'; may be given again",
      readFailIf,
      [],
    )
    .option("--price <number>", "of an instance-hour, to multiply the extra ones by", readPrice);
  const action = async (file: string | undefined, flags: PlanFlags) => {
    const problem = problemWith(file, flags);
    if (problem !== undefined) plan.error(`error: ${problem}`);
    const { showPlan } = await import("./plan.ts");
    await showPlan(file, flags);
  };
  return [plan.action(action)];
}

function problemWithOutput(flags: PlanFlags): string | undefined {
  const { advise, atMost, readyAtLeast, totalAtMost, compare, whatIf, json, markdown } = flags;
  const hasLimits = [atMost, readyAtLeast, totalAtMost].some((limit) => limit !== undefined);
  if (hasLimits && advise !== true) return "limits of advice need --advise";
  if (advise === true && compare.length + whatIf.length > 0) {
    return "--advise does not go with --compare or --what-if";
  }
  return json === true && markdown === true
    ? "--json and --markdown exclude each other"
    : undefined;
}

function problemWith(file: string | undefined, flags: PlanFlags): string | undefined {
  const { terraform, group, aws, timing, hookAnswers } = flags;
  const outputProblem = problemWithOutput(flags);
  if (outputProblem !== undefined) return outputProblem;
  if (terraform !== undefined) {
    return file === undefined ? undefined : "expected either a file or --terraform, not both";
  }
  if ((file === undefined) === (group === undefined)) {
    return "expected either a file or --group NAME";
  }
  const isOfAws = timing !== undefined || hookAnswers !== undefined;
  return isOfAws && aws !== true
    ? "--timing and --hook-answers are for a group on AWS or of Terraform; add --aws"
    : undefined;
}
