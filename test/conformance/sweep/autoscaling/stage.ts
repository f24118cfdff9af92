/** An emulator in which every answer of Auto Scaling is held against AWS's model. */
import * as sdk from "@aws-sdk/client-auto-scaling";
import type { EmulatorCall } from "../../../../src/emulator.ts";
import type { OperationName } from "../../../../src/model/operations.ts";
import { type Emulated, type EmulatedOptions, startEmulator } from "../../../support/emulator.ts";
import { holdAnswers, type Members, subnetsOfStage } from "../held-answers.ts";

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
  const membersRead = new Set<string>();
  const answerTo = holdAnswers(emulated, (call) =>
    watched(call, (member) => membersRead.add(`${call.operation}.${member}`)),
  );
  const send = (operation: Operation, input: object) =>
    answerTo(operation, emulated.client.send(commandOf(operation, input)));
  return { ...emulated, send, membersRead, subnets: subnetsOfStage() };
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
