/** The `fault` and `snapshot` commands: faults of a running emulator, and its state as a file. */
import { Command, InvalidArgumentError } from "commander";
import { type EndpointFlags, withEndpoint } from "./endpoint.ts";
import type { FaultFlags } from "./state-answers.ts";

export function stateCommands(): readonly Command[] {
  const fault = new Command("fault")
    .description("add, list or remove faults: what is to go wrong, for whom and when")
    .addCommand(faultAdd())
    .addCommand(faultList())
    .addCommand(faultRemove());
  const snapshot = new Command("snapshot")
    .description("save the whole state in a file, or load it from one")
    .addCommand(snapshotSave())
    .addCommand(snapshotLoad());
  return [fault, snapshot];
}

/** Loaded on first use, so that `start` does not wait for it. */
const answers = () => import("./state-answers.ts");

function aboutFaults(name: string): Command {
  return withEndpoint(new Command(name))
    .option("--account <digits>", "account of the faults; without it the emulator's")
    .option("--region <name>", "region of the faults; without it the emulator's");
}

function faultAdd(): Command {
  return aboutFaults("add")
    .description("add a fault, or a list of them")
    .argument("<json>", 'such as \'{"kind":"launch","group":"web","nthLaunch":3,…}\'', readFault)
    .action(async (fault: object, flags: FaultFlags) => (await answers()).addFault(fault, flags));
}

function faultList(): Command {
  return aboutFaults("list")
    .description("show the faults, and how often each fired")
    .action(async (flags: FaultFlags) => (await answers()).listFaults(flags));
}

function faultRemove(): Command {
  return aboutFaults("remove")
    .description("remove a fault, or all of them")
    .argument("<id>", "its id, or all")
    .action(async (id: string, flags: FaultFlags) => (await answers()).removeFault(id, flags));
}

function snapshotSave(): Command {
  return withEndpoint(new Command("save"))
    .description("write everything there is into a file")
    .argument("<file>", "is replaced if it is there")
    .action(async (file: string, flags: EndpointFlags) =>
      (await answers()).saveSnapshot(file, flags),
    );
}

function snapshotLoad(): Command {
  return withEndpoint(new Command("load"))
    .description("put what a file holds in place of everything")
    .argument("<file>", "that snapshot save wrote")
    .action(async (file: string, flags: EndpointFlags) =>
      (await answers()).loadSnapshot(file, flags),
    );
}

function readFault(text: string): object {
  const value = parsed(text);
  if (typeof value === "object" && value !== null) return value;
  throw new InvalidArgumentError('It must be JSON, such as {"kind":"launch","bootSeconds":600}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
