/** The refusal of an event pattern. */

/** Its message is the reason that AWS gives, with the place in the pattern where AWS says it. */
export class EventPatternError extends Error {
  override readonly name = "EventPatternError";
}
