/** Finds the running emulator for the commands, and explains when it is not there. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Control, controlOf } from "../client/control.ts";
import { ControlError, UnreachableError } from "../domain/user-errors.ts";
import { Refusal } from "./refusal.ts";
import { show, showColoured } from "./terminal.ts";

export interface EndpointFlags {
  readonly endpoint?: string;
  readonly json?: boolean;
}

const thisMachine = "http://127.0.0.1:4577";

/** The variables that name an endpoint, in order of precedence. */
export const endpointVariables = [
  "ASG_LOCAL_ENDPOINT",
  "AWS_ENDPOINT_URL_AUTO_SCALING",
  "AWS_ENDPOINT_URL",
] as const;

/**
 * The endpoint that a command uses: its flag, else the first variable that is set, else this
 * machine. Throws Refusal with exit code 2 for a variable that is no URL.
 */
export function endpointOf({ endpoint }: EndpointFlags): string {
  if (endpoint !== undefined) return endpoint;
  const variable = endpointVariables.find((name) => (process.env[name] ?? "") !== "");
  if (variable === undefined) return thisMachine;
  const url = process.env[variable] ?? "";
  if (isHttpUrl(url)) return url;
  throw new Refusal(`${variable} must be a URL, such as ${thisMachine}; it is ${url}`, 2);
}

/** The flag --endpoint of all commands that need a running emulator. */
export function endpointOption(description = whomToAsk): Option {
  return new Option("--endpoint <url>", description).argParser(readEndpoint);
}

const whomToAsk = `whom to ask; without it ${endpointVariables.join(", ")}, else ${thisMachine}`;

/** A group's account and region; they default to those of the emulator's start. */
export interface PlaceFlags {
  readonly account?: string;
  readonly region?: string;
}

/** Adds --endpoint and --json. */
export function withEndpoint(command: Command): Command {
  return command.addOption(endpointOption()).option("--json", "answer as JSON, for programs");
}

function readEndpoint(text: string): string {
  if (isHttpUrl(text)) return text;
  throw new InvalidArgumentError(`It must be a URL, such as ${thisMachine}.`);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Prints the result: as JSON for programs, in lines for people. */
export function answer(
  { json }: Pick<EndpointFlags, "json">,
  found: object,
  lines: readonly string[],
): void {
  if (json === true) show(JSON.stringify(found));
  else showColoured(...lines);
}

/**
 * Sends a request to the emulator named by the flags or environment. Turns its refusals, and its
 * absence, into a Refusal that names the endpoint.
 */
export async function askEmulator<T>(
  flags: EndpointFlags,
  ask: (control: Control) => Promise<T>,
): Promise<T> {
  const endpoint = endpointOf(flags);
  try {
    return await ask(controlOf(endpoint));
  } catch (error) {
    throw asRefusal(error, endpoint);
  }
}

/** What the emulator does not accept was a mistake on the command line. */
function asRefusal(error: unknown, endpoint: string): unknown {
  if (error instanceof ControlError) {
    return new Refusal(`${error.message} (asked ${endpoint})`, error.status === 400 ? 2 : 1);
  }
  if (!(error instanceof UnreachableError)) return error;
  return new Refusal(`${error.message}; ${adviceOnEndpoint}`);
}

/** Advice for when nothing answers. */
export const adviceOnEndpoint = "start one with asg-local start, or name it with --endpoint";
