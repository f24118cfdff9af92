/** Durations: what is understood, and that nothing else is guessed at. */
import { expect, test } from "vitest";
import { parseDuration } from "../../src/control/duration.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  ["90s", 90 * second],
  ["10m", 10 * minute],
  ["2h", 2 * hour],
  ["14d", 14 * day],
  ["250ms", 250],
  ["1h30m", hour + 30 * minute],
  ["1d2h3m4s", day + 2 * hour + 3 * minute + 4 * second],
  ["1.5h", 90 * minute],
  ["0s", 0],
  ["PT10M", 10 * minute],
  ["P14D", 14 * day],
  ["P2W", 14 * day],
  ["P1DT2H3M4.5S", day + 2 * hour + 3 * minute + 4500],
  ["PT0,5S", 500],
])("%s is %i ms", (text, span) => {
  expect(parseDuration(text)).toBe(span);
});

test.each([
  "",
  "10",
  "m",
  "10 m",
  "-10m",
  "10M",
  "1e3s",
  "10m10m",
  "P",
  "PT",
  "P1DT",
  "PT1.5H",
  "P1M",
  "P1Y",
  "T10M",
  "10m later",
  "99999999999999999d",
  "NaNs",
  `${"1".repeat(70)}s`,
])('"%s" is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
