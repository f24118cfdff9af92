/** Times of a refresh in words: a moment, and its end in sight. */
import type { Forecast } from "../client/answers.ts";
import { isoSecond } from "../domain/time.ts";

export type End = NonNullable<Forecast["end"]>;

/** "12:04:15Z". */
export function momentText(at: number): string {
  return isoSecond(at).slice(11);
}

/** "ends Successful at 12:24:20Z", with the date unless it is the same day. */
export function endText({ at, status }: End, now: number): string {
  const ends = Date.parse(at);
  const isToday = isoSecond(ends).slice(0, 10) === isoSecond(now).slice(0, 10);
  return `ends ${status} at ${isToday ? momentText(ends) : isoSecond(ends)}`;
}
