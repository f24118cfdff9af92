/** The same seed, the same calls at the same times: the same answers, byte for byte. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { anyStory, opening, player, reads, type Story } from "./workload.ts";

const stories = fc.sample(anyStory, { numRuns: 200, seed: 20260927 });

interface Outcome {
  readonly answers: readonly string[];
  readonly journal: string;
  readonly world: string[];
}

/** Plays a story; `between` is called before each step. */
function play({ steps, ...options }: Story, seed: string, between?: () => number): Outcome {
  const { emulator, ask, play: playStep } = player(options, seed);
  const answers = opening.map(ask);
  for (const step of steps) {
    const read = between && reads[between() % reads.length];
    if (read !== undefined) ask(read);
    answers.push(playStep(step));
  }
  return {
    answers,
    journal: JSON.stringify(emulator.journalAfter(0)),
    world: complaintsAbout(emulator.world),
  };
}

/** Request ids count reads as well, so they alone may differ. */
const withoutRequestIds = (answers: readonly string[]) =>
  answers.map((answer) => answer.replace(/<(requestId|RequestId|RequestID)>[^<]*/g, ""));

/** Each story once; what the tests below compare with. */
const outcomes = stories.map((story) => play(story, "7"));

test("200 stories: two emulators with one seed give identical answers and journals", () => {
  for (const [number, story] of stories.entries()) {
    const again = play(story, "7");
    expect(again.answers, `story ${number}`).toEqual(outcomes[number]?.answers);
    expect(again.journal === outcomes[number]?.journal, `journal of story ${number}`).toBe(true);
  }
});

test("R-294 reads in between change no other answer and no journal line", () => {
  for (const [number, story] of stories.entries()) {
    let turn = number;
    const watched = play(story, "7", () => turn++);
    expect(withoutRequestIds(watched.answers), `story ${number}`).toEqual(
      withoutRequestIds(outcomes[number]?.answers ?? []),
    );
    expect(watched.journal === outcomes[number]?.journal, `journal of story ${number}`).toBe(true);
  }
});

test("another seed gives other names to the same events", () => {
  const [first, second] = [outcomes[0], play(stories[0] as Story, "8")];
  expect(second.answers).not.toEqual(first?.answers);
  const eventsOf = (journal = "") =>
    [...journal.matchAll(/"change":\{"type":"(\w+)"/g)].map(String);
  expect(eventsOf(second.journal)).toEqual(eventsOf(first?.journal));
});

test("the stories do what they are for: refreshes of every ending, refusals, scaling", () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const { answers, journal } of outcomes) {
    for (const answer of answers) if (/<Code>/.test(answer)) count("refusals");
    const statuses = journal.matchAll(/"type":"RefreshStatusChanged"[^}]*?"to":"(\w+)"/g);
    for (const [, status = ""] of statuses) count(status);
    for (const type of notedChanges) if (journal.includes(type)) count(type);
  }
  for (const what of expectedToHappen) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThanOrEqual(3);
  }
});

const notedChanges = [
  "CheckpointReached",
  "GroupDeleted",
  "StandbyEntered",
  "CancelRequested",
  "InstanceDetached",
  "InstanceAttached",
  "ScheduledActionReached",
];

const expectedToHappen = [
  "InstanceDetached",
  "InstanceAttached",
  "ScheduledActionReached",
  "InProgress",
  "Baking",
  "Successful",
  "Failed",
  "Cancelled",
  "RollbackInProgress",
  "RollbackSuccessful",
  "CancelRequested",
  "refusals",
  "CheckpointReached",
  "GroupDeleted",
  "StandbyEntered",
];

test("R-287 no story is answered with a code that clients retry", () => {
  const answers = outcomes.flatMap((outcome) => outcome.answers).join("");
  expect(answers).not.toMatch(/<Code>(ResourceContention|Throttling|InternalFailure)/);
});

test("R-076 after every story each fleet equals its recount", () => {
  expect(outcomes.flatMap(({ world }) => world)).toEqual([]);
});
