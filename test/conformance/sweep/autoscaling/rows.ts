/** What is told of one operation of Auto Scaling: accepted calls, faults, unknown names. */
import type { Members } from "../held-answers.ts";
import type { Accepted, MakeInput as AnyMakeInput, Never } from "../sweep-rows.ts";
import type { Operation, Stage } from "./stage.ts";

type MakeInput = AnyMakeInput<Stage>;

export interface Refused {
  readonly says: string;
  readonly input: MakeInput;
  /** An expression where the text holds an id that is made up when the fault is raised. */
  readonly message: string | RegExp | ((input: Members) => string);
}

/** The fault comes from a request; or it cannot, in words, and is brought by a fault of calls. */
export type Fault = Omit<Refused, "says"> | Never;

export interface Rows {
  /** None for an operation that always refuses. */
  readonly accepted: readonly Accepted<Stage>[];
  /** How an unknown AutoScalingGroupName is answered; left out where it is not refused. */
  readonly unknownGroup?: "described" | "mutated" | "deleted" | "pool";
  /** How a group in deletion is answered; without it by how an unknown one is. */
  readonly groupInDeletion?: "modified" | "suspended" | "described";
  readonly unknown?: readonly Refused[];
  /** By the name of the fault's shape. Those of every operation are told in faults.ts. */
  readonly faults?: Readonly<Record<string, Fault>>;
}

export type Table = Readonly<Partial<Record<Operation, Rows>>>;

/** An operation without input, with what its answer has. */
export function plain(says: string, answer: (answer: Members) => void): Rows {
  return { accepted: [{ says, input: () => ({}), answer }] };
}

/** An input that the operation accepts, or at least understands, with all that it needs. */
export async function sentTo(stage: Stage, { accepted, unknown = [] }: Rows): Promise<object> {
  const [row] = [...accepted, ...unknown];
  if (row === undefined) throw new Error("an operation without a row");
  return row.input(stage);
}
