/** The `init` command: writes a world file to start from. */
import { Command } from "commander";

export function initCommand(): Command {
  return new Command("init")
    .description("write a world file with comments, to start from")
    .argument("[file]", "where to write it", "world.jsonc")
    .option("--force", "replace a file that is there")
    .action(async (file: string, { force }: { readonly force?: true }) => {
      const { writeNewWorld } = await import("./new-world.ts");
      writeNewWorld(file, { force: force === true });
    });
}
