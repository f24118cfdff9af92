/** Tables of AWS's refusals: each row is a condition with its code and text. */

/** One condition for refusing a subject, and the service's text for it. */
export interface Refusal<T> {
  readonly when: (subject: T) => boolean;
  /** The code; by default the one that the service uses most often. */
  readonly code?: string;
  readonly text: string | ((subject: T) => string);
}

/** A row's code and text for a subject. */
export interface Complaint {
  readonly code: string | undefined;
  readonly text: string;
}

/** The complaint of the first row that applies; undefined for a valid subject. */
export function complaintOf<T>(refusals: readonly Refusal<T>[], subject: T): Complaint | undefined {
  const refusal = refusals.find(({ when }) => when(subject));
  if (refusal === undefined) return undefined;
  const { code, text } = refusal;
  return { code, text: typeof text === "function" ? text(subject) : text };
}

/** The first repeated value, if any. */
export function repeated<T>(values: readonly T[]): T | undefined {
  return values.find((value, at) => values.indexOf(value) !== at);
}
