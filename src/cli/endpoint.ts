/** Where the commands for a running emulator find it, and how they tell that it is not there. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Control, controlOf } from "../client/control.ts";
import { ControlError, UnreachableError } from "../domain/user-errors.ts";
import { Refusal } from "./refusal.ts";
import { show, showColoured } from "./terminal.ts";

export interface EndpointFlags {
  readonly endpoint: string;
  readonly json?: boolean;
}

/** Of a group; without them those that the emulator was started with. */
export interface PlaceFlags {
  readonly account?: string;
  readonly region?: string;
}

/** Adds --endpoint and --json, which all these commands have. */
export function withEndpoint(command: Command): Command {
  return command
    .addOption(
      new Option("--endpoint <url>", "where the emulator answers")
        .env("ASG_LOCAL_ENDPOINT")
        .default("http://127.0.0.1:4577")
        .argParser(readEndpoint),
    )
    .option("--json", "answer as JSON, for programs");
}

function readEndpoint(text: string): string {
  const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (isUrl) return text;
  throw new InvalidArgumentError("It must be a URL, such as http://127.0.0.1:4577.");
}

/** Shows what came back: as it is for programs, in lines for people. */
export function answer(
  { json }: Pick<EndpointFlags, "json">,
  found: object,
  lines: readonly string[],
): void {
  if (json === true) show(JSON.stringify(found));
  else showColoured(...lines);
}

/** What the emulator refuses, and an emulator that is not there, become one line. */
export async function askEmulator<T>(
  { endpoint }: EndpointFlags,
  ask: (control: Control) => Promise<T>,
): Promise<T> {
  try {
    return await ask(controlOf(endpoint));
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ControlError) return new Refusal(error.message);
  if (!(error instanceof UnreachableError)) return error;
  const advice = "start one with asg-local start, or name it with --endpoint";
  return new Refusal(`${error.message}; ${advice}`);
}
