/** What AWS refuses, as tables: each row is a condition, and the code and text for it. */

/** One way in which a subject is wrong, and what the service says of it. */
export interface Refusal<T> {
  readonly when: (subject: T) => boolean;
  /** Without one it is the code that the service gives most often. */
  readonly code?: string;
  readonly text: string | ((subject: T) => string);
}

/** What a row says of a subject. */
export interface Complaint {
  readonly code: string | undefined;
  readonly text: string;
}

/** What the first row that applies says; undefined for a subject that is right. */
export function complaintOf<T>(refusals: readonly Refusal<T>[], subject: T): Complaint | undefined {
  const refusal = refusals.find(({ when }) => when(subject));
  if (refusal === undefined) return undefined;
  const { code, text } = refusal;
  return { code, text: typeof text === "function" ? text(subject) : text };
}

/** The first value that comes more than once, or undefined. */
export function repeated<T>(values: readonly T[]): T | undefined {
  return values.find((value, at) => values.indexOf(value) !== at);
}
