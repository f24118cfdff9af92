/** Spoils snapshots at random, and tells whether what was accepted lives. */

import { actions } from "../../src/actions/registry.ts";
import { showEvent } from "../../src/control/present.ts";
import { eventOf } from "../../src/domain/event-bridge.ts";
import { isOnBus } from "../../src/domain/event-fact.ts";
import { SnapshotError } from "../../src/domain/user-errors.ts";
import type { Region } from "../../src/domain/world.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { nextUint32, type RandomState, seeded } from "../../src/engine/random.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { type ServiceName, serviceModel } from "../../src/model/shapes.ts";
import { validate } from "../../src/model/validate.ts";
import { jsonCodec } from "../../src/wire/codec.ts";
import { writeDocument } from "../../src/wire/document.ts";
import { encodeAnswer } from "../../src/wire/xml.ts";
import { inProcess } from "../support/in-process.ts";

type Holder = Record<string, unknown> | unknown[];

interface Place {
  readonly holder: Holder;
  readonly key: string | number;
  readonly path: string;
}

/** A generator for one numbered case of a seed. */
export function diceOf(seed: string, nth: number): RandomState {
  return seeded(`${seed}/${nth}`, "fault");
}

const below = (dice: RandomState, count: number) => nextUint32(dice) % count;
const pick = <T>(dice: RandomState, items: readonly T[]): T =>
  items[below(dice, items.length)] as T;

/** Changes one to three places in it; says which and how. */
export function spoil(snapshot: Record<string, unknown>, dice: RandomState): readonly string[] {
  const times = 1 + below(dice, 3);
  return Array.from({ length: times }, () => {
    // Journal and queue are long, and would be all that is ever hit.
    const part = pick(dice, ["", "world", "world", "world", "world", "queue", "journal"]);
    const root = part === "" ? { snapshot } : { [part]: snapshot[part] };
    const places = placesIn(root as Holder, part === "" ? 3 : 30);
    return spoilAt(pick(dice, places), dice, places);
  });
}

function placesIn(root: Holder, depth: number): Place[] {
  const found: Place[] = [];
  const walk = (holder: Holder, path: string, left: number) => {
    if (left === 0) return;
    for (const key of Object.keys(holder)) {
      const at = Array.isArray(holder) ? Number(key) : key;
      found.push({ holder, key: at, path: `${path}.${key}` });
      const value = (holder as Record<string, unknown>)[key];
      if (typeof value === "object" && value !== null)
        walk(value as Holder, `${path}.${key}`, left - 1);
    }
  };
  walk(root, "", depth);
  return found;
}

const numbers = [
  -1,
  0,
  1,
  0.5,
  1e-9,
  -1e15,
  9e15,
  -9e15,
  1e308,
  2 ** 31,
  2 ** 53,
  1_000_000,
  100,
  101,
  3,
];
const texts = [
  "",
  "x",
  "web",
  "$map",
  "__proto__",
  "1",
  "-1",
  "Terminated",
  "InService",
  "Pending",
  "\u009b\r\n",
  "*/0 * * * *",
  "ALARM(",
  "launch",
];

function spoilAt(
  { holder, key, path }: Place,
  dice: RandomState,
  places: readonly Place[],
): string {
  const record = holder as Record<string | number, unknown>;
  const value = record[key];
  const kind = below(dice, 12);
  const told = (how: string) => `${path} ${how}`;
  if (kind === 0) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete record[key];
    return told("taken away");
  }
  if (kind === 1) {
    const other = pick(dice, [
      null,
      [],
      {},
      "x",
      7,
      true,
      { $date: 9e15 },
      { $map: [] },
      { $number: "NaN" },
      { $number: "Infinity" },
    ]);
    record[key] = other;
    return told(`becomes ${JSON.stringify(other)}`);
  }
  if (kind === 2 && !Array.isArray(holder)) {
    delete record[key];
    record[`${key}x`] = value;
    return told("gets another name");
  }
  if (kind === 3 && Array.isArray(holder)) {
    holder.push(structuredClone(value));
    return told("is there twice");
  }
  if (kind === 4 && Array.isArray(value)) {
    const most = below(dice, value.length + 1);
    value.length = most;
    return told(`is cut to ${most}`);
  }
  if (kind === 5 && Array.isArray(value)) {
    value.reverse();
    return told("is turned round");
  }
  if (kind === 6 || kind === 7) {
    const alike = places.filter((one) => typeof valueAt(one) === typeof value);
    const other = pick(dice, alike);
    if (containsPlace(value, other) || containsPlace(valueAt(other), { holder, key, path }))
      return told("stays");
    record[key] = valueAt(other);
    (other.holder as Record<string | number, unknown>)[other.key] = value;
    return told(`changes place with ${other.path}`);
  }
  if (typeof value === "number") {
    record[key] = pick(dice, [
      ...numbers,
      value + 1,
      value - 1,
      value * 2,
      value + 0.5,
      String(value),
    ]);
    return told(`becomes ${JSON.stringify(record[key])}`);
  }
  if (typeof value === "string") {
    const strings = places.map(valueAt).filter((one) => typeof one === "string");
    record[key] = pick(dice, [...texts, pick(dice, strings), pick(dice, strings), `${value}x`]);
    return told(`becomes ${JSON.stringify(record[key])}`);
  }
  if (typeof value === "boolean") {
    record[key] = !value;
    return told("is turned");
  }
  return told("stays");
}

const valueAt = ({ holder, key }: Place) => (holder as Record<string | number, unknown>)[key];

/** A swap of a record with a part of itself would make a circle, which JSON cannot be. */
function containsPlace(value: unknown, { holder }: Place): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    value === holder ||
    Object.values(value).some((one) => containsPlace(one, { holder, key: 0, path: "" }))
  );
}

export interface Verdict {
  readonly isAccepted: boolean;
  readonly refusal?: string;
  readonly complaints: readonly string[];
}

const before = new WeakMap<Emulator, string>();

/** Gives it to the emulator of `story`; what is accepted has to live for a day, and answer. */
export function judge(host: Host, spoiled: unknown): Verdict {
  const { emulator } = host;
  const text = before.get(emulator) ?? JSON.stringify(emulator.snapshot());
  before.set(emulator, text);
  const begun = performance.now();
  try {
    emulator.restore(spoiled);
  } catch (error) {
    const { message, stack } = error as Error;
    const complaints = error instanceof SnapshotError ? [] : [`${stack}`];
    if (JSON.stringify(emulator.snapshot()) !== text)
      complaints.push("a refused one changed something");
    return { isAccepted: false, refusal: message, complaints };
  }
  before.delete(emulator);
  const complaints = complaintsOfLife(host, Number((spoiled as { now: number }).now));
  const took = performance.now() - begun;
  if (took > 20_000) complaints.push(`took ${Math.round(took)} ms`);
  return { isAccepted: true, complaints };
}

export interface Host {
  readonly emulator: Emulator;
  at: number;
}

/** An emulator whose clock the judge moves. */
export function host(): Host {
  const { settings } = inProcess().emulator.world;
  const made: { at: number; emulator?: Emulator } = { at: 0 };
  made.emulator = createEmulator({ seed: "host", settings, now: () => made.at });
  return made as Host;
}

function complaintsOfLife(host: Host, now: number): string[] {
  const { emulator } = host;
  const day = 24 * 3_600_000;
  const complaints: string[] = [];
  const attempt = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      complaints.push(`${what}: ${(error as Error).stack}`);
    }
  };
  host.at = now;
  attempt("describes at once", () => complaints.push(...answers(emulator)));
  for (const later of [3_600_000, day]) {
    host.at = now + later;
    attempt(`after ${later / 3_600_000} h`, () => emulator.catchUp());
  }
  attempt("describes", () => complaints.push(...answers(emulator)));
  attempt("invariants", () => complaints.push(...complaintsAbout(emulator.world)));
  attempt("journal", () => emulator.journalAfter(0).map(showEvent));
  attempt("its own snapshot", () =>
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot()))),
  );
  return complaints;
}

const reads = actions.filter(({ operation }) => /^(Describe|Get|List)/.test(operation));
const codec = jsonCodec("1.1");

/** Every describe of every service, for each region and with each name that it may want. */
function answers(emulator: Emulator): string[] {
  const complaints: string[] = [];
  for (const fact of emulator.eventsAfter(0).filter(isOnBus)) eventOf(fact);
  for (const region of [...emulator.world.regions.values()]) {
    for (const { service, operation } of reads) {
      for (const input of inputsFor({ service, operation }, region)) {
        const problem = answer(emulator, region, { service, operation, input });
        if (problem !== undefined) complaints.push(problem);
      }
    }
  }
  return complaints;
}

function answer(
  emulator: Emulator,
  { account, name: region }: Region,
  { service, operation, input }: { service: ServiceName; operation: string; input: unknown },
): string | undefined {
  try {
    validate(service, operation, input);
    const caller = { account, region, requestId: "r" };
    const output = emulator.call({ service, operation, input, caller });
    encode(service, operation, output);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    return `${operation}: ${(error as Error).stack}`;
  }
}

function encode(service: ServiceName, operation: string, output: unknown): void {
  const model = serviceModel(service);
  if (!["cloudwatch", "ssm", "events"].includes(service)) {
    encodeAnswer({ service, operation }, output);
    return;
  }
  codec.print(writeDocument({ model, codec }, model.operations.get(operation)?.output, output));
}

function inputsFor(
  { service, operation }: { service: ServiceName; operation: string },
  region: Region,
): readonly unknown[] {
  const model = serviceModel(service);
  const shape = model.operations.get(operation)?.input;
  const members = shape === undefined ? undefined : model.shapes.get(shape);
  const needed =
    members?.type === "structure" ? members.members.filter(({ required }) => required) : [];
  if (needed.length === 0) return [{}];
  const [first] = needed;
  const known: Readonly<Record<string, readonly unknown[]>> = {
    AutoScalingGroupName: [...region.groups.keys()],
    LaunchTemplateId: [...region.launchTemplates.keys()],
    InstanceId: [...region.instances.keys()],
    Name: [...region.parameters.keys()],
    Path: ["/"],
  };
  return (known[first?.name ?? ""] ?? []).map((value) => ({ [first?.name ?? ""]: value }));
}
