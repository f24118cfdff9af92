/** Makes the calls of a recording to the product over the wire, and notes where it differs. */
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import { timings } from "../../src/domain/timing.ts";
import { type Emulated, startEmulator } from "../support/emulator.ts";
import { type Bindings, filledIn, type Mismatch, mismatches, plain } from "./agreement.ts";
import type { Difference, RecordedCall, Recording } from "./recording.ts";

const modules = { autoscaling, cloudwatch, ec2, elb, elbv2, ssm, sts } as const;

/** One line for each place where the product differs, or where a listed difference is none. */
export async function replay(recording: Recording): Promise<readonly string[]> {
  const { profile, seconds } = recording.timing;
  const emulated = await startEmulator({
    startTime: recording.startTime,
    region: recording.region,
    settings: { timing: { ...timings[profile], ...seconds } },
  });
  const bindings: Bindings = new Map(Object.entries(recording.variables));
  const unmet = new Set<Difference>(recording.differences);
  const lines: string[] = [];
  for (const step of recording.steps) {
    if ("advance" in step) emulated.advance(step.advance);
    else if ("until" in step) {
      emulated.advance(secondsBetween(emulated.now(), step.until));
    } else {
      const place = { bindings, mode: step.compare ?? recording.compare };
      const found = await replayCall(step, emulated, place);
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

interface Comparison {
  readonly bindings: Bindings;
  readonly mode: "exact" | "subset";
}

/** Asked for `within`, the call is made until it agrees; else once. */
async function replayCall(
  call: RecordedCall,
  emulated: Emulated,
  { bindings, mode }: Comparison,
): Promise<readonly Mismatch[]> {
  for (let passed = 0; ; passed += 1) {
    const tried = new Map(bindings);
    const outcome = await outcomeOf(call, emulated, bindings);
    const found = mismatches(expected(call), outcome, { at: "", mode, bindings: tried });
    if (found.length === 0 || passed >= (call.within ?? 0)) {
      for (const [name, value] of tried) bindings.set(name, value);
      return found;
    }
    emulated.advance(1);
  }
}

function expected({ output, refused }: RecordedCall): unknown {
  if (refused !== undefined) return { $subset: { refused } };
  return output ?? { $subset: {} };
}

/** The answer, or `refused` with code, text and status. */
async function outcomeOf(
  { service, operation, input }: RecordedCall,
  emulated: Emulated,
  bindings: Bindings,
): Promise<unknown> {
  const module = modules[service] as unknown as Record<string, unknown>;
  const Command = module[`${operation}Command`] as (new (input: object) => object) | undefined;
  if (Command === undefined) throw new Error(`${service} has no operation ${operation}`);
  const client = service === "autoscaling" ? emulated.client : emulated[service];
  const sending = client as unknown as { send: (command: object) => Promise<unknown> };
  try {
    return plain(await sending.send(new Command(filledIn(input, bindings))));
  } catch (error) {
    return { refused: refusalIn(error) };
  }
}

function refusalIn(error: unknown) {
  const { $metadata, ...known } = error as Error & {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly Code?: string;
    readonly Error?: { readonly Code?: string };
  };
  if ($metadata?.httpStatusCode === undefined) throw error;
  const { name, message } = error as Error;
  const code = known.Error?.Code ?? known.Code ?? name;
  return { code, message, status: $metadata.httpStatusCode };
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

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
