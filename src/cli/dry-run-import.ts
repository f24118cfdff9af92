/** Prints the world file of a group on AWS; what could not be read is told beside it. */
import { anonymousWorld } from "../dry-run/anonymous.ts";
import { type AwsFlags, readFromAws } from "./dry-run-client.ts";
import { show, warn } from "./terminal.ts";

export interface ImportFlags extends AwsFlags {
  readonly anonymous?: true;
}

export async function importGroup(group: string, flags: ImportFlags): Promise<void> {
  const run = await readFromAws(flags, { group });
  const world = run.world();
  warn(...run.notes.map((line) => `assumption: ${line}`));
  show(
    ...JSON.stringify(flags.anonymous === true ? anonymousWorld(world) : world, null, 2).split(
      "\n",
    ),
  );
}
