/** The requests that a service refuses, as tables: each row is a condition and the text for it. */
import { validationError } from "../../model/faults.ts";

/** One way in which a subject is wrong, and what the service says of it. */
export interface Refusal<T> {
  readonly when: (subject: T) => boolean;
  readonly text: string | ((subject: T) => string);
}

/** The text of the first row that applies, or undefined for a subject that is right. */
export function complaintOf<T>(refusals: readonly Refusal<T>[], subject: T): string | undefined {
  const refusal = refusals.find(({ when }) => when(subject));
  return typeof refusal?.text === "function" ? refusal.text(subject) : refusal?.text;
}

/** Throws ValidationError with the text of the first row that applies. */
export function refuseBy<T>(refusals: readonly Refusal<T>[], subject: T): void {
  const complaint = complaintOf(refusals, subject);
  if (complaint !== undefined) throw validationError(complaint);
}

/** The first value that comes more than once, or undefined. */
export function repeated<T>(values: readonly T[]): T | undefined {
  return values.find((value, at) => values.indexOf(value) !== at);
}
