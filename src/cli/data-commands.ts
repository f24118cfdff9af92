/** The `data` commands: check and repair a folder of `--data`. */

import { Command } from "commander";
import type { DataFlags } from "./data-answers.ts";

export function dataCommands(): readonly Command[] {
  const data = new Command("data")
    .description("look into a folder of --data that nobody uses, or repair it")
    .addCommand(check())
    .addCommand(repair());
  return [data];
}

/** Loaded on first use, so that `start` does not wait for it. */
const answers = () => import("./data-answers.ts");

function aboutFolder(name: string): Command {
  return new Command(name)
    .argument("<folder>", "as --data has it")
    .option("--json", "print the answer as JSON");
}

function check(): Command {
  return aboutFolder("check")
    .description("say what a folder holds and if it is whole; changes nothing")
    .action(async (folder: string, flags: DataFlags) => {
      process.exitCode = await (await answers()).checkData(folder, flags);
    });
}

function repair(): Command {
  return aboutFolder("repair")
    .description("keep what is whole up to the damage, put the rest aside, say what is lost")
    .action(async (folder: string, flags: DataFlags) =>
      (await answers()).repairData(folder, flags),
    );
}
