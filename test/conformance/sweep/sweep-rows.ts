/** What both sweeps tell of an operation: accepted calls, and how each modelled fault is raised. */
import { expect } from "vitest";
import { type FaultShape, type ServiceName, serviceModel } from "../../../src/model/shapes.ts";
import type { Emulated } from "../../support/emulator.ts";
import { addFault } from "../../support/faults.ts";
import type { Members } from "./held-answers.ts";

export type MakeInput<Stage> = (stage: Stage) => object | Promise<object>;

export interface Accepted<Stage> {
  readonly says: string;
  readonly input: MakeInput<Stage>;
  /** Beyond what AWS's model says of it. */
  readonly answer?: (answer: Members) => void;
}

/** Why no request raises a fault, in words: a fault of calls brings it. */
export interface Never {
  readonly never: string;
}

/** A fault that AWS models for an operation, with its row. */
export interface ModelledFault<Fault> {
  readonly name: string;
  readonly shape: FaultShape;
  /** Undefined when nobody has told how it is raised. */
  readonly row: Fault | Never | undefined;
}

export function modelledFaults<Fault>(
  service: ServiceName,
  operation: string,
  rowOf: (name: string) => Fault | Never | undefined,
): readonly ModelledFault<Fault>[] {
  const { operations, faults } = serviceModel(service);
  return (operations.get(operation)?.errors ?? []).map((name) => {
    const shape = faults.get(name);
    if (shape === undefined) throw new Error(`${name} is no fault`);
    return { name, shape, row: rowOf(name) };
  });
}

/** A token that no page has given. */
export const foreignToken = "bm90IG9uZSBvZiBvdXJz";

export function titleOf<Fault extends object>({ name, row }: ModelledFault<Fault>): string {
  if (row === undefined) return `${name} is told of`;
  return "never" in row ? `${name} comes on demand only: ${row.never}` : `${name} is raised`;
}

/** Lets the service answer the fault to its next call; the text that it will say. */
export function bringOnDemand(
  stage: Emulated,
  service: ServiceName,
  { code, status }: FaultShape,
): string {
  const message = `${code} on demand`;
  addFault(stage, { kind: "api", service, error: code, status, message });
  return message;
}

/** The error that the SDK throws, which is of the class that it exports for the fault. */
export async function typedError(asked: Promise<unknown>, type: unknown): Promise<unknown> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(type as new (...given: never[]) => Error);
  return error;
}
