/** The Date header of AWS's services, which shows virtual time (G-297). */

/** Formats an instant in milliseconds; cached per second, because every answer has it. */
export function dateText(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== shownDate.second) {
    Object.assign(shownDate, { second, text: new Date(now).toUTCString() });
  }
  return shownDate.text;
}

const shownDate = { second: Number.NaN, text: "" };
