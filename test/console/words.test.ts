/** What the page says of its chart and of decisions reads well aloud. */
import { describe, expect, test } from "vitest";
import {
  chartMarks,
  chartSentence,
  markTime,
  spokenCapacity,
  spokenSpan,
} from "../../src/console/refresh/chart-words.ts";
import { sentenceFor, shortOf } from "../../src/console/refresh/decision-words.ts";
import { incidentOf } from "../../src/console/refresh/incidents.ts";

test.each([
  [0, "0 seconds"],
  [1000, "1 second"],
  [42_000, "42 seconds"],
  [60_000, "1 minute"],
  [720_000, "12 minutes"],
  [615_000, "10 minutes 15 seconds"],
  [3_900_000, "1 hour 5 minutes"],
  [3_605_000, "1 hour 5 seconds"],
  [93_600_000, "1 day 2 hours"],
])("%i milliseconds are spoken as %s", (milliseconds, words) => {
  expect(spokenSpan(milliseconds)).toBe(words);
});

test.each([
  [1, false, "1 instance"],
  [2, false, "2 instances"],
  [10_000, false, "10,000 instances"],
  [1, true, "1 capacity unit"],
  [24, true, "24 capacity units"],
])("a capacity of %i is spoken as what it counts (%s: %s)", (count, isWeighted, words) => {
  expect(spokenCapacity(count, isWeighted)).toBe(words);
});

const at = Date.parse("2026-03-01T12:00:05Z") / 1000;

describe("the chart in a sentence", () => {
  const shown = { elapsed: 720_000, isUnderWay: true, isWeighted: false } as const;
  test("tells the time, what is ready, and the lowest", () => {
    expect(chartSentence({ ...shown, ready: 11, desired: 12, lowest: { at, ready: 9 } })).toBe(
      "Capacity over time, 12 minutes so far; 11 of 12 instances ready; " +
        "the lowest was 9 at 12:00:05. The marks and the samples are listed below.",
    );
  });

  test("leaves out what is not known", () => {
    const nothing = { elapsed: undefined, ready: null, desired: undefined, lowest: undefined };
    expect(chartSentence({ ...shown, ...nothing, isUnderWay: false })).toBe(
      "Capacity over time. The marks and the samples are listed below.",
    );
  });
});

describe("marks of the chart", () => {
  const mark = {
    percentage: null,
    until: null,
    stops: null,
    launches: null,
    status: null,
  } as const;
  const incident = (kind: "alarm" | "cancel" | "fault" | "rollback", about: string | null) =>
    incidentOf({ ...mark, at: "2026-03-01T12:00:05.000Z", kind, about }).map(({ text }) => text);

  test("say what came from outside", () => {
    const rolledBack = "Rollback triggered due to user request.";
    expect(incident("alarm", "too many errors ALARM")).toEqual(["Alarm too many errors: ALARM"]);
    expect(incident("cancel", null)).toEqual(["Cancel called"]);
    expect(incident("fault", "launch i-1 (fault-1)")).toEqual(["Fault: launch i-1 (fault-1)"]);
    expect(incident("rollback", rolledBack)).toEqual([rolledBack]);
  });

  test("are in the order of time, with the reason of a status and each limit", () => {
    const marks = chartMarks({
      steps: [
        { kind: "status", at, isComing: false, status: "InProgress", sizes: [] },
        { kind: "batches", at: at + 5, isComing: false, sizes: [1, 2] },
        {
          kind: "status",
          at: at + 60,
          isComing: true,
          status: "Failed",
          sizes: [],
          reason: "Why.",
        },
      ],
      incidents: [{ kind: "cancel", at: at + 2, text: "Cancel called" }],
      limits: [{ at: at + 3600, text: "1 hour without progress" }],
    });
    expect(marks.map(({ text }) => text)).toEqual([
      "In progress",
      "Cancel called",
      "2 batches of 1 to 2",
      "Failed: Why.",
      "limit of 1 hour without progress",
    ]);
    expect(marks.map(({ isComing }) => isComing)).toEqual([false, false, false, true, true]);
  });

  test("have a date only on another day than the first", () => {
    expect(markTime(at + 60, at)).toBe("12:01:05");
    expect(markTime(at + 86_400, at)).toBe("2026-03-02 12:00:05");
  });
});

describe("a decision in words (C-17)", () => {
  const stock = "12 desired, floor 11, ceiling 12, 11 ready: may stop 0";
  const decision = (rule: string, outcome: string) => ({
    at: "2026-03-01T12:00:05.000Z",
    sequence: 1,
    rule,
    desired: 12,
    floor: 11,
    ceiling: 12,
    live: 12,
    ready: 11,
    warming: 0,
    pending: 0,
    replaceable: 1,
    mayStop: 0,
    stops: [],
    stopUnits: 0,
    stopCount: 0,
    launches: 0,
    says: `${stock}; ${outcome}`,
  });

  test.each([
    ["beginRollback", "beginRollback", "begin rollback", "Begin rollback."],
    [
      "complete",
      "status becomes RollbackSuccessful",
      "becomes Rollback successful",
      "The status becomes Rollback successful.",
    ],
    [
      "stopAtCheckpoint",
      "checkpoint 50 reached",
      "checkpoint of 50 % reached",
      "Checkpoint of 50 % reached.",
    ],
    [
      "waitForInstances",
      "waiting for the warmup of i-1 until 2026-03-01T12:00:47Z",
      "waiting for the warmup of i-1",
      "Waiting for the warmup of i-1 until 12:00:47 (42 s left).",
    ],
  ])("%s that %s", (rule, outcome, short, sentence) => {
    expect(shortOf(decision(rule, outcome))).toBe(short);
    expect(sentenceFor(decision(rule, outcome), at * 1000)).toBe(sentence);
  });
});
