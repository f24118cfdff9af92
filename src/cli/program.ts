/** The whole command line: its commands, help and error messages. */
import { Command, CommanderError } from "commander";
import { visible } from "../domain/visible.ts";
import { version } from "../library/version.ts";
import { controlCommands } from "./control-commands.ts";
import { dataCommands } from "./data-commands.ts";
import { importAwsCommand } from "./dry-run-commands.ts";
import { execCommand } from "./exec.ts";
import { initCommand } from "./init-command.ts";
import { planCommands } from "./plan-commands.ts";
import { refreshCommands } from "./refresh-commands.ts";
import { Refusal } from "./refusal.ts";
import { showCommands } from "./show-commands.ts";
import { startCommand } from "./start.ts";
import { stateCommands } from "./state-commands.ts";
import { columns, complain, show, warn } from "./terminal.ts";
import { undoCommands } from "./undo-commands.ts";

/** The exit code for mistakes on the command line. */
const usageExitCode = 2;

/** Runs the command in `argv` and returns the exit code; `start` is then still running. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  process.once("uncaughtException", endWithStack);
  try {
    await buildProgram().parseAsync(argv);
    // Commands with an exit code of their own have set it.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has already printed its message; help and version have code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
  if (!(error instanceof Refusal)) throw error;
  complain(...error.lines);
  return error.exitCode;
}

/** A bug: prints the stack, which may contain names from outside. */
function endWithStack(error: unknown): void {
  const { message = "", stack = String(error) } = Object(error) as Partial<Error>;
  warn(...stack.replace(message, () => visible(message)).split("\n"));
  process.exit(1);
}

/** All commands except the default one. */
export function otherCommands(): readonly Command[] {
  return [
    execCommand(),
    ...controlCommands(),
    ...showCommands(),
    ...stateCommands(),
    ...refreshCommands(),
    ...undoCommands(),
    ...planCommands(),
    importAwsCommand(),
    initCommand(),
    ...dataCommands(),
  ];
}

const examples = `
Examples:
  asg-local --world web-fleet      start with a fleet of twelve
  asg-local advance 10m            let ten minutes pass, and see what happens
  asg-local exec -- ./deploy.sh    run a script with an emulator of its own

asg-local start --help lists the flags of start.`;

function buildProgram(): Command {
  const start = startCommand();
  const others = otherCommands();
  const program = new Command("asg-local")
    .description("A local, AWS-compatible emulator of EC2 Auto Scaling instance refresh.")
    .version(version, "-v, --version")
    .usage("[start] [flags], or a command")
    .enablePositionalOptions()
    .addHelpText("after", examples);
  // A command that is added does not take these settings over.
  for (const command of [program, start, ...others.flatMap(withParts)]) {
    // Wide enough for one line a command, also where no terminal says how wide it is.
    command
      .exitOverride()
      .configureHelp({ helpWidth: columns() || 100 })
      .configureOutput({
        writeOut: (text) => show(...text.replace(/\n$/, "").split("\n")),
        writeErr: (text) => warn(...text.replace(/\n$/, "").split("\n")),
        outputError: (text) => warn(oneLine(text)),
      });
  }
  program.addCommand(start, { isDefault: true });
  for (const command of others) program.addCommand(command);
  return program;
}

/** The command and its subcommands: `fault`, `fault add`. */
function withParts(command: Command): readonly Command[] {
  return [command, ...command.commands];
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, " ");
}
