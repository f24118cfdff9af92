/** The command line as a whole: its commands, its help, and how a mistake is told. */
import { Command, CommanderError } from "commander";
import { Refusal } from "./refusal.ts";
import { startCommand } from "./start.ts";
import { version } from "./version.ts";

/** What the user can mend by other words on the command line. */
const usageExitCode = 2;

/** Runs the command that `argv` names and returns the exit code, once the command has begun. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(argv);
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has written its message already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`asg-local: ${error.message}\n`);
  return error.exitCode;
}

function buildProgram(): Command {
  const start = startCommand();
  const program = new Command("asg-local")
    .description("A local, AWS-compatible emulator of EC2 Auto Scaling instance refresh.")
    .version(version, "-v, --version")
    .usage("[start] [flags]")
    .addHelpText("after", () => `\nFlags of start:\n${flagList(start)}`);
  // A command that is added does not take these settings over.
  for (const command of [program, start]) {
    command
      .exitOverride()
      .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) });
  }
  program.addCommand(start, { isDefault: true });
  return program;
}

/** The flags with their defaults and environment variables, as the command's own help has them. */
function flagList(command: Command): string {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter((option) => option.long !== "--help");
  const width = Math.max(...options.map((option) => help.optionTerm(option).length));
  return options
    .map(
      (option) => `  ${help.optionTerm(option).padEnd(width)}  ${help.optionDescription(option)}`,
    )
    .join("\n");
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, " ");
}
