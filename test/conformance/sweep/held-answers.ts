/**
 * Holds every answer of an emulator against AWS's model, both as it is made and as the real SDK
 * reads it, and what a refusal leaves behind.
 */
import { expect } from "vitest";
import { defaultSubnets } from "../../../src/domain/network.ts";
import type { EmulatorCall } from "../../../src/emulator.ts";
import { drawnIn } from "../../support/drawn.ts";
import type { Emulated } from "../../support/emulator.ts";
import { complaintsAboutAnswer } from "./answer-shape.ts";

/** Inputs are looked at by AWS's model at run time; typing each is much work for the compiler. */
export type Members = Readonly<Record<string, unknown>>;

/** The answer to an operation that the SDK was asked for; fails when it is not as AWS models it. */
export type HeldAnswer = (operation: string, asked: Promise<object>) => Promise<Members>;

/** From now on; `inputOf` may hand over something else than what was sent. */
export function holdAnswers(
  { emulator }: Pick<Emulated, "emulator">,
  inputOf = ({ input }: EmulatorCall): unknown => input,
): HeldAnswer {
  const complaints: string[] = [];
  const made: unknown[] = [];
  const run = emulator.call;
  emulator.call = (call) => {
    const output = run({ ...call, input: inputOf(call) });
    complaints.push(...complaintsAboutAnswer(call.service, call.operation, output));
    made.push(output);
    return output;
  };
  return async (operation, asked) => {
    const { $metadata, ...answer } = (await asked) as Members;
    expect($metadata).toMatchObject({ httpStatusCode: 200 });
    expect(complaints.splice(0), `answers up to ${operation}`).toEqual([]);
    expect(answer, "what the SDK reads is what was answered").toEqual(made.at(-1) ?? {});
    return answer;
  };
}

/** Those of the default VPC, zone by zone. */
export const subnetsOfStage = () => defaultSubnets("123456789012", "us-east-1").map(({ id }) => id);

/** What is done must draw nothing, and leave so many entries in the journal. */
export async function leaving<T>(
  entries: number,
  { emulator }: Pick<Emulated, "emulator">,
  done: () => Promise<T>,
): Promise<T> {
  const before = emulator.lastSequence();
  const drawn = drawnIn(emulator);
  const result = await done();
  expect(emulator.lastSequence() - before, "nothing else has happened").toBe(entries);
  expect(drawnIn(emulator), "nothing was drawn").toEqual(drawn);
  return result;
}
