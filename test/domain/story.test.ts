/** The journal in sentences: each type has one or is the engine's own, and batches are one. */
import { describe, expect, test } from "vitest";
import { storyLines, storyOf } from "../../src/domain/story/story.ts";

const at = "2026-03-01T12:00:05.000Z";
const line = (type: string, details: object) => ({
  at,
  type,
  sequence: 1,
  account: "000000000000",
  region: "us-east-1",
  group: "web",
  cause: "waitForInstances",
  ...details,
});
const says = (lines: readonly ReturnType<typeof line>[], isAll?: boolean) =>
  storyOf(lines, isAll).map((sentence) => sentence.says);

const decided = line("Decided", { refreshId: "r", ready: 12, floor: 9, mayStop: 3 });
const acted = line("RefreshActed", { refreshId: "r", isProgress: true });
const stops = ["i-1", "i-2", "i-3", "i-4"].map((id) => line("TerminationStarted", { id }));
const launches = ["i-5", "i-6"].map((instance) => line("LaunchRequested", { instance }));

describe("what a group stops and launches at one instant", () => {
  test("is one sentence, with the numbers of its decision", () => {
    expect(says([decided, acted, ...stops, ...launches])).toEqual([
      "stops i-1, i-2, i-3 and 1 more, launches i-5, i-6  (12 ready, floor 9: may stop 3)",
    ]);
  });

  test("is told apart from that of another group, region or instant", () => {
    const other = { ...stops[0], group: "api" } as (typeof stops)[0];
    const later = { ...stops[0], at: "2026-03-01T12:00:06.000Z" } as (typeof stops)[0];
    const abroad = { ...stops[0], region: "eu-west-1" } as (typeof stops)[0];
    expect(says([...stops.slice(0, 1), other, later, abroad]).length).toBe(4);
  });

  test("has no numbers where nobody decided for a refresh", () => {
    expect(says(launches)).toEqual(["launches i-5, i-6"]);
  });
});

test("what concerns the engine only is told when everything is asked for", () => {
  const counted = line("RefreshCounted", { refreshId: "r", percentageComplete: 4 });
  expect(says([counted, decided])).toEqual([]);
  expect(says([counted], true)).toEqual([
    "RefreshCounted cause=waitForInstances refreshId=r percentageComplete=4",
  ]);
});

test.each([
  ["RefreshStatusChanged", { to: "Baking", reason: "Waiting." }, "the refresh is Baking: Waiting."],
  ["RefreshStatusChanged", { to: "Successful" }, "the refresh is Successful"],
  ["RefreshBegun", { matching: ["i-1"], current: [] }, "skips 1 instance that match already"],
  ["EnteredService", { id: "i-1" }, "i-1 is in service"],
  ["LaunchDied", { id: "i-1", reason: "Volume limit exceeded" }, /dies .* Volume limit exceeded$/],
  ["GroupTagsDeleted", { keys: ["a", "b"] }, "loses the tags a, b"],
  ["ProtectionChanged", { id: "i-1", isProtected: false }, "i-1 is no longer protected"],
  ["OfALaterVersion", { id: "i-1" }, "OfALaterVersion cause=waitForInstances id=i-1"],
])("%s %j", (type, details, sentence) => {
  const expected = typeof sentence === "string" ? sentence : expect.stringMatching(sentence);
  expect(says([line(type, details)])).toEqual([expected]);
});

test("the lines have a date before each day, and the group in a column", () => {
  const sentences = [
    { at, group: "web", says: "one" },
    { at, group: "", says: "two" },
    { at: "2026-03-02T00:00:00.000Z", group: "web", says: "three" },
  ];
  expect(storyLines(sentences)).toEqual([
    "2026-03-01",
    "12:00:05  web  one",
    "12:00:05       two",
    "2026-03-02",
    "00:00:00  web  three",
  ]);
  expect(storyLines(sentences.slice(0, 1), { day: "2026-03-01" })).toEqual(["12:00:05  web  one"]);
});
