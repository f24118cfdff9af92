/** Checks for programmer errors only: what cannot happen, whatever a caller sends. */

export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Throws when an invariant of our own code is broken. Never for what a caller did. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new AssertionError(why);
}

/** The value, or an AssertionError when it is missing although it must be there. */
export function present<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `missing: ${what}`);
  return value;
}

/** Marks a switch as exhaustive: a new member of the union fails to compile here. */
export function never(value: never): never {
  throw new AssertionError(`not handled: ${JSON.stringify(value)}`);
}
