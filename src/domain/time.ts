/** Virtual time as plain numbers, and the only conversions to and from text. Reads no clock. */

/** Milliseconds since 1970-01-01T00:00:00Z of virtual time. */
export type Instant = number;

/** A span in seconds; fields of this type end in `Seconds`. */
export type Seconds = number;

/** Whether it is that instant now, or later. */
export type HasCome = (at: Instant) => boolean;

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;

/** The span as milliseconds, so that `at + milliseconds(delaySeconds)` reads with its unit. */
export function milliseconds(span: Seconds): number {
  return span * second;
}

/** Whether a value is in whole milliseconds and in the range of dates. */
export function isInstant(value: unknown): value is Instant {
  return Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;
}

/** Rounds an instant down to the whole second, the precision of most AWS timestamps. */
export function wholeSecond(at: Instant): Instant {
  return Math.floor(at / second) * second;
}

/** `YYYY-MM-DDTHH:MM:SSZ`, the form of times inside causes and reasons. */
export function isoSecond(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`, for the journal. */
export function isoMillisecond(at: Instant): string {
  return new Date(at).toISOString();
}

/** Parses ISO 8601 text with a zone; undefined for any other text. */
export function parseInstant(text: string): Instant | undefined {
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const at = isIso ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** The next engine tick at or after `at`. A tick of 0 seconds means "at once". */
export function tickAtOrAfter(at: Instant, tickSeconds: Seconds): Instant {
  const tick = milliseconds(tickSeconds);
  return tick === 0 ? at : Math.ceil(at / tick) * tick;
}

/** Whether a value is a date, as in callers' members stored in AWS's own shape. */
export function isDate(value: unknown): value is Date {
  return value instanceof Date;
}

export function dateAt(at: Instant): Date {
  return new Date(at);
}
