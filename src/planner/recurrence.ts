/**
 * Computes the next time of a recurring schedule: the only place that handles cron expressions and
 * time zones. The library reads the clock only for a default that these calls never use.
 */
import { Cron } from "croner";
import { type Instant, isoMillisecond } from "../domain/time.ts";

export interface Recurrence {
  /** A Unix cron expression of five fields. */
  readonly recurrence: string;
  /** A name from the IANA database; UTC by default. */
  readonly timeZone?: string | undefined;
}

const utc = "Etc/UTC";
const numbers = String.raw`[\d*,/-]+`;
const months = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|[\\d*,/-])+";
const weekdays = "(?:SUN|MON|TUE|WED|THU|FRI|SAT|[\\d*,/-])+";

/** Minute, hour, day of month, month, day of week; restricts the library to Unix cron. */
const unixCron = new RegExp(
  `^${[numbers, numbers, numbers, months, weekdays].join(String.raw`\s+`)}$`,
  "i",
);

/**
 * The first time after `after`, or undefined when there is none, as for the 30th of February. A
 * time skipped by daylight saving becomes the end of the gap; of a repeated time the first counts.
 */
export function nextRun(
  { recurrence, timeZone = utc }: Recurrence,
  after: Instant,
): Instant | undefined {
  return cronOf(recurrence, timeZone)?.nextRun(isoMillisecond(after))?.getTime();
}

/** Whether the text is five valid fields of Unix cron. */
export function isRecurrence(text: string): boolean {
  return cronOf(text, utc) !== undefined;
}

/** Abbreviations that the runtime accepts although they are not IANA names. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST " +
    "SST VST"
  ).split(" "),
);

/** Whether the time zone is known by name; offsets such as +02:00 have no name. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name) || abbreviations.has(name.toUpperCase())) return false;
  try {
    new Cron("0 0 * * *", { timezone: name, mode: "5-part" }).nextRun(isoMillisecond(0));
    return true;
  } catch {
    return false;
  }
}

/** Undefined for an invalid expression, which the library reports by throwing. */
function cronOf(text: string, timezone: string): Cron | undefined {
  if (!unixCron.test(text)) return undefined;
  try {
    return new Cron(text, { timezone, mode: "5-part" });
  } catch {
    return undefined;
  }
}
