/** The `plan` command: shows how an instance refresh would go, without changing anything. */
import { Command, Option } from "commander";
import { timings } from "../domain/timing.ts";
import { withEndpoint } from "./endpoint.ts";
import { type Members, readList, readMembers, readPrice } from "./flags.ts";
import type { PlanFlags } from "./plan.ts";

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
    .option("--price <number>", "of an instance-hour, to multiply the extra ones by", readPrice);
  const action = async (file: string | undefined, flags: PlanFlags) => {
    const problem = problemWith(file, flags);
    if (problem !== undefined) plan.error(`error: ${problem}`);
    const { showPlan } = await import("./plan.ts");
    await showPlan(file, flags);
  };
  return [plan.action(action)];
}

function problemWith(file: string | undefined, flags: PlanFlags): string | undefined {
  const { terraform, group, aws, timing, hookAnswers } = flags;
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
