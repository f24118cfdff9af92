/** Cron expressions and time zones: the next time after a given one, whatever the clock says. */
import { afterEach, expect, test, vi } from "vitest";
import { isRecurrence, isTimeZone, nextRun } from "../../src/planner/recurrence.ts";

const at = (text: string) => Date.parse(text);
const next = (recurrence: string, after: string, timeZone?: string) => {
  const time = nextRun({ recurrence, timeZone }, at(after));
  return time === undefined ? undefined : new Date(time).toISOString().replace(".000Z", "Z");
};

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["0 9 * * *", "2026-09-27T08:59:59.999Z", "2026-09-27T09:00:00Z"],
  ["0 9 * * *", "2026-09-27T09:00:00Z", "2026-09-28T09:00:00Z"],
  ["*/15 8-18/2 * * *", "2026-09-27T08:45:00.250Z", "2026-09-27T10:00:00Z"],
  ["30 0 1 1,6,12 *", "2026-09-27T00:00:00Z", "2026-12-01T00:30:00Z"],
  ["0 0 29 2 *", "2026-09-27T00:00:00Z", "2028-02-29T00:00:00Z"],
  ["0 6 * * MON-FRI", "2026-09-25T06:00:00Z", "2026-09-28T06:00:00Z"],
  ["0 6 * jan-mar 7", "2026-09-27T00:00:00Z", "2027-01-03T06:00:00Z"],
])("R-187 %s after %s is %s", (recurrence, after, expected) => {
  expect(next(recurrence, after)).toBe(expected);
});

test("R-187 a day of the month or a day of the week is enough, as in Unix cron", () => {
  expect(next("0 0 1 * 1", "2026-09-27T09:00:00Z")).toBe("2026-09-28T00:00:00Z");
  expect(next("0 0 1 * 1", "2026-09-28T00:00:00Z")).toBe("2026-10-01T00:00:00Z");
});

test("R-187 a day that never comes has no next time", () => {
  expect(next("0 0 30 2 *", "2026-09-27T00:00:00Z")).toBeUndefined();
});

test.each([
  // Spring: clocks go from 02:00 to 03:00 at 07:00Z.
  ["0 9 * * *", "2026-03-07T14:00:00Z", "2026-03-08T13:00:00Z"],
  ["30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z"],
  ["30 2 * * *", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"],
  // Autumn: clocks go from 02:00 to 01:00 at 06:00Z.
  ["0 9 * * *", "2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z"],
  ["30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"],
  ["30 1 * * *", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
])("R-187 in New York %s after %s is %s", (recurrence, after, expected) => {
  expect(next(recurrence, after, "America/New_York")).toBe(expected);
});

test("R-187 the clock of the machine does not count", () => {
  const ask = () => next("*/7 3 * * 2", "2026-03-07T12:00:00Z", "Europe/Berlin");
  vi.useFakeTimers({ now: at("1999-01-01T00:00:00Z") });
  const then = ask();
  vi.setSystemTime(at("2077-06-01T12:34:56Z"));
  expect(ask()).toBe(then);
  expect(then).toBe("2026-03-10T02:00:00Z");
});

test.each([
  "",
  "* * * *",
  "0 0 6 * * 1-5",
  "cron(0 6 * * ? *)",
  "0 6 ? * *",
  "@daily",
  "0 0 L * *",
  "0 0 * * 1#2",
  "60 * * * *",
  "0 24 * * *",
  "0 0 0 * *",
  "0 0 * 13 *",
  "0 0 * * 8",
  "*/0 * * * *",
  "5-1 * * * *",
  "1,,2 * * * *",
  "2026-09-27T12:00:00Z",
])("R-187 %j is no Unix cron expression", (text) => {
  expect(isRecurrence(text)).toBe(false);
});

test.each([
  ["Etc/GMT+9", true],
  ["Pacific/Tahiti", true],
  ["UTC", true],
  ["Nowhere/None", false],
  ["", false],
  ["+02:00", false],
  ["soon", false],
])("R-187 a time zone %j: %s", (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
