/** Makes the calls of a recording to the product over the wire, and notes where it differs. */
import { eventOf } from "../../src/domain/event-bridge.ts";
import { isOnBus } from "../../src/domain/event-fact.ts";
import { timings } from "../../src/domain/timing.ts";
import { type Emulated, startEmulator } from "../support/emulator.ts";
import { type Bindings, filledIn, type Mismatch, mismatches, plain } from "./agreement.ts";
import { type Clients, outcomeOf } from "./calls.ts";
import type { Difference, RecordedCall, Recording } from "./recording.ts";

const account = "123456789012";

/** One line for each place where the product differs, or where a listed difference is none. */
export async function replay(recording: Recording): Promise<readonly string[]> {
  const stage = await stageFor(recording);
  const unmet = new Set<Difference>(recording.differences);
  const lines: string[] = [];
  for (const step of recording.steps) {
    if ("advance" in step) stage.moveTo(stage.now() + step.advance * 1000);
    else if ("until" in step) stage.moveTo(Date.parse(step.until));
    else {
      const found = await replayCall(step, stage);
      const { left, met } = excused(found, [...step.differences, ...recording.differences]);
      for (const one of met) unmet.delete(one);
      const stale = step.differences.filter((one) => !met.has(one));
      lines.push(...left.map((one) => `${step.label}: ${described(one)}`));
      lines.push(...stale.map(({ at }) => `${step.label}: ${at} does not differ any more`));
    }
  }
  lines.push(...[...unmet].map(({ at }) => `${at} differs nowhere any more`));
  return lines;
}

/** An emulator at a virtual time, with what the recording's names stand for in it. */
interface Stage {
  readonly clients: Clients;
  readonly emulated: Emulated;
  readonly region: string;
  readonly mode: "exact" | "subset";
  readonly bindings: Bindings;
  readonly now: () => number;
  /** Lets time pass until then; a time that is past already changes nothing. */
  readonly moveTo: (then: number) => void;
}

async function stageFor({ timing, behaviors, ...recording }: Recording): Promise<Stage> {
  const { startTime, region } = recording;
  const emulated = await startEmulator({
    startTime,
    region,
    account,
    settings: { timing: { ...timings[timing.profile], ...timing.seconds }, behaviors },
  });
  let at = Date.parse(startTime);
  return {
    emulated,
    clients: { ...emulated, autoscaling: emulated.client },
    region,
    mode: recording.compare,
    bindings: new Map(Object.entries(recording.variables)),
    now: () => at,
    moveTo: (then) => {
      if (then <= at) return;
      emulated.advance((then - at) / 1000);
      at = then;
    },
  };
}

/** Asked for `within` or `between`, the call is made each second until it agrees; else once. */
async function replayCall(call: RecordedCall, stage: Stage): Promise<readonly Mismatch[]> {
  const mode = call.compare ?? stage.mode;
  const last = lastLook(call, stage.now());
  const early: Mismatch[] = [];
  for (;;) {
    const tried = new Map(stage.bindings);
    const outcome = await answered(call, stage);
    const found = mismatches(expected(call), outcome, { at: "", mode, bindings: tried });
    if (found.length === 0 || stage.now() >= last) {
      for (const [name, value] of tried) stage.bindings.set(name, value);
      return [...early, ...found, ...tooEarly(call, stage.now())];
    }
    if (call.meanwhile !== undefined) {
      const bindings = new Map(stage.bindings);
      early.push(...mismatches(call.meanwhile, outcome, { at: "", mode, bindings }));
    }
    stage.moveTo(Math.min(last, stage.now() + 1000));
  }
}

function lastLook({ within = 0, between }: RecordedCall, now: number): number {
  return between === undefined ? now + within * 1000 : Date.parse(between[1]);
}

function tooEarly({ between }: RecordedCall, now: number): Mismatch[] {
  if (between === undefined || now >= Date.parse(between[0])) return [];
  const answered = new Date(now).toISOString();
  return [{ at: "the time of the answer", recorded: between, answered }];
}

async function answered(call: RecordedCall, { clients, ...stage }: Stage): Promise<unknown> {
  const { service, operation } = call;
  if (service === "eventbridge") return delivered(operation, stage);
  return outcomeOf({ service, operation, input: filledIn(call.input, stage.bindings) }, clients);
}

/** The events that a rule on the account's bus would have delivered by now, oldest first. */
function delivered(operation: string, { emulated, region }: Omit<Stage, "clients">): unknown {
  if (operation !== "Delivered") throw new Error(`eventbridge has no operation ${operation}`);
  const { emulator } = emulated;
  const sent = emulator
    .eventsAfter(0)
    .filter(isOnBus)
    .filter((fact) => fact.region === region);
  return plain(JSON.parse(JSON.stringify(sent.map(eventOf))));
}

function expected({ output, refused }: RecordedCall): unknown {
  if (refused !== undefined) return { $subset: { refused } };
  return output ?? { $subset: { refused: { $absent: true } } };
}

function excused(found: readonly Mismatch[], differences: readonly Difference[]) {
  const met = new Set<Difference>();
  const left = found.filter(({ at }) => {
    const known = differences.find((one) => patternOf(one.at).test(at));
    if (known !== undefined) met.add(known);
    return known === undefined;
  });
  return { left, met };
}

/** `*` is one name or place, `**` any text. */
function patternOf(at: string): RegExp {
  const pattern = at.replace(/\*\*|[*\\^$.+?()[\]{}|]/g, (part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^.[\\]]*" : `\\${part}`;
  });
  return new RegExp(`^${pattern}$`);
}

function described({ at, recorded, answered }: Mismatch): string {
  return `${at}: AWS ${JSON.stringify(recorded)}, here ${JSON.stringify(answered)}`;
}
