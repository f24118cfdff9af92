/** The `import-aws` command: a group on AWS becomes a world file. */
import { Command } from "commander";
import type { ImportFlags } from "./dry-run-import.ts";
import { endpointOption } from "./endpoint.ts";

export function importAwsCommand(): Command {
  return new Command("import-aws")
    .description("write a group on AWS as a world file; AWS is only read")
    .argument("<group>", "name of the Auto Scaling group")
    .addOption(endpointOption("stands in for AWS; without it AWS_ENDPOINT_URL, else AWS"))
    .option("--region <name>", "region of the group; without it the environment's")
    .option("--anonymous", "with names and ids of its own, and without tags")
    .action(async (group: string, flags: ImportFlags) => {
      const { importGroup } = await import("./dry-run-import.ts");
      await importGroup(group, flags);
    });
}
