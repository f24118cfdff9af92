/** Checks for programming errors only, which no caller's input can cause. */

export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Throws when an invariant of our own code is broken, never for a caller's mistake. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new AssertionError(why);
}

/** Returns the value, or throws AssertionError when it is missing. */
export function present<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `missing: ${what}`);
  return value;
}

/** Marks a switch as exhaustive: a new member of the union fails to compile here. */
export function never(value: never): never {
  throw new AssertionError(`not handled: ${JSON.stringify(value)}`);
}
