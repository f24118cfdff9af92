/**
 * The next time of a recurring schedule: the one place that computes with cron expressions and time
 * zones. The library reads the clock for a default only, which these calls never need.
 */
import { Cron } from "croner";
import { type Instant, isoMillisecond } from "../domain/time.ts";

export interface Recurrence {
  /** Five fields of Unix cron. */
  readonly recurrence: string;
  /** A name of the IANA database; UTC when there is none. */
  readonly timeZone?: string | undefined;
}

const utc = "Etc/UTC";
const numbers = String.raw`[\d*,/-]+`;
const months = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|[\\d*,/-])+";
const weekdays = "(?:SUN|MON|TUE|WED|THU|FRI|SAT|[\\d*,/-])+";

/** Minute, hour, day of month, month, day of week; the library knows more than Unix cron does. */
const unixCron = new RegExp(
  `^${[numbers, numbers, numbers, months, weekdays].join(String.raw`\s+`)}$`,
  "i",
);

/**
 * The first time after `after`, or undefined when there is none, as for the 30th of February. A
 * time that daylight saving skips becomes the end of the gap; of one that comes twice the first
 * counts.
 */
export function nextRun(
  { recurrence, timeZone = utc }: Recurrence,
  after: Instant,
): Instant | undefined {
  return cronOf(recurrence, timeZone)?.nextRun(isoMillisecond(after))?.getTime();
}

/** True for five fields of Unix cron, each within its range. */
export function isRecurrence(text: string): boolean {
  return cronOf(text, utc) !== undefined;
}

/** Abbreviations that the runtime knows, and that are no names of the IANA database. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST " +
    "SST VST"
  ).split(" "),
);

/** True for a time zone that can be computed with; offsets such as +02:00 have no name. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name) || abbreviations.has(name.toUpperCase())) return false;
  try {
    new Cron("0 0 * * *", { timezone: name, mode: "5-part" }).nextRun(isoMillisecond(0));
    return true;
  } catch {
    return false;
  }
}

/** Undefined for text that is no cron expression: the library tells so by throwing. */
function cronOf(text: string, timezone: string): Cron | undefined {
  if (!unixCron.test(text)) return undefined;
  try {
    return new Cron(text, { timezone, mode: "5-part" });
  } catch {
    return undefined;
  }
}
