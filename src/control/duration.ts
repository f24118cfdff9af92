/** Reads durations as people write them: 90s, 1h30m, 14d, PT10M. Only units of fixed length. */
import { day, hour, second } from "../domain/time.ts";

const minute = 60 * second;
const unitLengths = { w: 7 * day, d: day, h: hour, m: minute, s: second, ms: 1 } as const;
type Unit = keyof typeof unitLengths;

const short = /^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/;
const shortParts = /(\d+(?:\.\d+)?)(ms|[dhms])/g;
// ISO 8601: at least one part, and one after a T; months and years have no fixed length.
const iso =
  /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const isoUnits: readonly Unit[] = ["w", "d", "h", "m", "s"];

/** The accepted forms, for messages. */
export const durationForms = "90s, 10m, 2h, 14d, 1h30m or ISO 8601 such as PT10M and P14D";

/** Longer texts are refused unread: nobody writes such durations. */
const longestText = 64;

/** The duration in whole milliseconds, or undefined for any other text: "1h30m" gives 5400000. */
export function parseDuration(text: string): number | undefined {
  if (text.length > longestText) return undefined;
  const span = short.test(text) ? shortSpan(text) : isoSpan(text);
  return span === undefined || !Number.isSafeInteger(span) ? undefined : span;
}

function shortSpan(text: string): number | undefined {
  const parts = [...text.matchAll(shortParts)].map(([, count, unit]) => ({
    count: Number(count),
    unit: unit as Unit,
  }));
  const isRepeated = new Set(parts.map(({ unit }) => unit)).size < parts.length;
  if (isRepeated) return undefined;
  return Math.round(parts.reduce((sum, { count, unit }) => sum + count * unitLengths[unit], 0));
}

function isoSpan(text: string): number | undefined {
  const counts = iso.exec(text)?.slice(1);
  if (counts === undefined) return undefined;
  const lengths = isoUnits.map((unit, at) => {
    const count = Number((counts[at] ?? "0").replace(",", "."));
    return count * unitLengths[unit];
  });
  return Math.round(lengths.reduce((sum, length) => sum + length, 0));
}
