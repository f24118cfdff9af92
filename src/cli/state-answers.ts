/** Asks a running emulator about its faults and its whole state, and shows its answer. */
import { writeFileSync } from "node:fs";
import type { Snapshot } from "../client/answers.ts";
import type { FaultDescription, ListedFault } from "../client/fault-description.ts";
import { visible } from "../domain/visible.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { answer, askEmulator, type EndpointFlags } from "./endpoint.ts";
import { Refusal } from "./refusal.ts";

/** Faults belong to an account and region. */
export interface FaultFlags extends EndpointFlags {
  readonly account?: string;
  readonly region?: string;
}

export async function addFault(fault: object, flags: FaultFlags): Promise<void> {
  const ids = await askEmulator(flags, (control) =>
    control.faults.add(fault as FaultDescription, regionFlags(flags)),
  );
  answer(flags, { ids }, ids.map(visible));
}

export async function listFaults(flags: FaultFlags): Promise<void> {
  const faults = await askEmulator(flags, (control) => control.faults.list(regionFlags(flags)));
  answer(flags, { faults }, faults.length === 0 ? ["no faults"] : faults.map(faultText));
}

export async function removeFault(id: string, flags: FaultFlags): Promise<void> {
  const ids = await askEmulator(flags, async ({ faults }) => {
    if (id === "all") return faults.removeAll(regionFlags(flags));
    await faults.remove(id, regionFlags(flags));
    return [id];
  });
  const count = ids.length === 1 ? "1 fault" : `${ids.length} faults`;
  answer(flags, { ids }, [`${count} removed`]);
}

function regionFlags({ account, region }: FaultFlags) {
  return { account, region };
}

export async function saveSnapshot(file: string, flags: EndpointFlags): Promise<void> {
  const snapshot = await askEmulator(flags, (control) => control.snapshot());
  try {
    writeFileSync(file, `${JSON.stringify(snapshot)}\n`);
  } catch (error) {
    throw new Refusal(`${file}: ${(error as Error).message}`);
  }
  answer(flags, { file }, [visible(`saved in ${file}`)]);
}

export async function loadSnapshot(file: string, flags: EndpointFlags): Promise<void> {
  const snapshot = readJsonFile(file, (sentence) => new Refusal(sentence, 2)) as Snapshot;
  const clock = await askEmulator(flags, (control) => control.restore(snapshot));
  answer(flags, clock, [visible(`loaded from ${file}; the clock shows ${clock.now}`)]);
}

/** "a1 launch fired 2 of 3: {"group":"web",…}" */
function faultText(fault: ListedFault): string {
  const { id, kind, addedAt: _, matched, fired, lastFiredAt: __, lastMissed, ...members } = fault;
  const missed = lastMissed === null ? "" : `; missed: ${lastMissed}`;
  return visible(
    `${id} ${kind} matched ${matched}, fired ${fired}${missed}: ${JSON.stringify(members)}`,
  );
}
