/** What is told of one operation of a neighbour service: accepted calls, faults, refusals. */
import type { Accepted, MakeInput as AnyMakeInput, Never } from "../sweep-rows.ts";
import type { Stage } from "./stage.ts";

type MakeInput = AnyMakeInput<Stage>;

/** A refusal that has no fault in AWS's model, with its exact code. */
export interface Refused {
  readonly says: string;
  readonly input: MakeInput;
  readonly code: string;
  /** What the text tells, such as the name that is unknown. */
  readonly about: string;
  readonly status?: number;
}

/** The fault comes from a request; or it cannot, in words, and is brought by a fault of calls. */
export type Fault = { readonly input: MakeInput; readonly about: string } | Never;

export interface Rows {
  /** None for an operation that always refuses. */
  readonly accepted: readonly Accepted<Stage>[];
  readonly refused?: readonly Refused[];
  /** By the name of the fault's shape. Those of several operations are told in faults.ts. */
  readonly faults?: Readonly<Record<string, Fault>>;
}

export type Table = Readonly<Record<string, Rows>>;

/** The refusal of an id that is nobody's, or no id, in the one member that names it. */
export function unknownId(code: string, member: object, more: object): Refused {
  const id = String(Object.values(member)[0]);
  return { says: `unknown ${id}`, input: () => ({ ...more, ...member }), code, about: id };
}

/** An input that the operation accepts, or at least understands, with all that it needs. */
export async function sentTo(stage: Stage, { accepted, refused = [] }: Rows): Promise<object> {
  const [row] = [...accepted, ...refused];
  if (row === undefined) throw new Error("an operation without a row");
  return row.input(stage);
}
