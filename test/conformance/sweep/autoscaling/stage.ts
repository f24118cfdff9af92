/** An emulator in which every answer of every call is held against AWS's model, both as it is made
 * and as the real SDK reads it. */
import * as sdk from "@aws-sdk/client-auto-scaling";
import { expect } from "vitest";
import { defaultSubnets } from "../../../../src/domain/network.ts";
import type { EmulatorCall } from "../../../../src/emulator.ts";
import type { OperationName } from "../../../../src/model/operations.ts";
import { type Emulated, type EmulatedOptions, startEmulator } from "../../../support/emulator.ts";
import { complaintsAboutAnswer } from "./answer-shape.ts";

/** Inputs are looked at by AWS's model at run time; typing each is much work for the compiler. */
export type Members = Readonly<Record<string, unknown>>;

export type Operation = OperationName<"autoscaling">;

export interface Stage extends Emulated {
  /** Through the SDK; fails when the answer is not as AWS models it. */
  readonly send: (operation: Operation, input: object) => Promise<Members>;
  /** Top-level members that actions have read so far, as `Operation.Member`. */
  readonly membersRead: ReadonlySet<string>;
  /** Those of the default VPC, zone by zone. */
  readonly subnets: readonly string[];
}

export async function startStage(options: EmulatedOptions = {}): Promise<Stage> {
  const emulated = await startEmulator({ timing: "aws", ...options });
  const { emulator, client } = emulated;
  const complaints: string[] = [];
  const membersRead = new Set<string>();
  const made: unknown[] = [];
  const run = emulator.call;
  emulator.call = (call) => {
    const input = watched(call, (member) => membersRead.add(`${call.operation}.${member}`));
    const output = run({ ...call, input });
    complaints.push(...complaintsAboutAnswer(call.service, call.operation, output));
    made.push(output);
    return output;
  };
  const send = async (operation: Operation, input: object) => {
    const { $metadata, ...answer } = await client.send(commandOf(operation, input));
    expect($metadata.httpStatusCode).toBe(200);
    expect(complaints.splice(0), `answers up to ${operation}`).toEqual([]);
    expect(answer, "what the SDK reads is what was answered").toEqual(made.at(-1) ?? {});
    return answer;
  };
  const subnets = defaultSubnets("123456789012", "us-east-1").map(({ id }) => id);
  return { ...emulated, send, membersRead, subnets };
}

/** What the SDK exports, by name. */
export const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(sdk));

/** The operation's command of the SDK, whatever the input: constraints are AWS's to check. */
export function commandOf(operation: Operation, input: object) {
  const Command = exported.get(`${operation}Command`) as new (
    input: object,
  ) => sdk.DescribeAutoScalingGroupsCommand;
  return new Command(input);
}

/** Members are handed over as they are; only that they were asked for is noted. */
function watched({ input }: EmulatorCall, note: (member: string) => void): unknown {
  if (typeof input !== "object" || input === null) return input;
  return new Proxy(input, {
    get: (target, member) => {
      if (typeof member === "string") note(member);
      return Reflect.get(target, member);
    },
  });
}
