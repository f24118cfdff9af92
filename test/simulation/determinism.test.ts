/** The same seed, the same calls at the same times: the same answers, byte for byte. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { complaintsAbout } from "../support/checkers.ts";
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

test("200 random stories: two emulators with one seed give byte-identical answers and journals", () => {
  for (const [number, story] of stories.entries()) {
    const [first, second] = [play(story, "7"), play(story, "7")];
    expect(second.answers, `story ${number}`).toEqual(first.answers);
    expect(second.journal, `story ${number}`).toBe(first.journal);
  }
});

test("R-294 reads in between change no other answer and no journal line", () => {
  for (const [number, story] of stories.entries()) {
    let turn = number;
    const plain = play(story, "7");
    const watched = play(story, "7", () => turn++);
    expect(withoutRequestIds(watched.answers), `story ${number}`).toEqual(
      withoutRequestIds(plain.answers),
    );
    expect(watched.journal, `story ${number}`).toBe(plain.journal);
  }
});

test("another seed gives other names to the same events", () => {
  const story = stories[0] as Story;
  const [first, second] = [play(story, "7"), play(story, "8")];
  expect(second.answers).not.toEqual(first.answers);
  expect(second.journal.match(/"type"/g)?.length).toBe(first.journal.match(/"type"/g)?.length);
});

test("the stories do what they are for: refreshes of every ending, refusals, scaling", () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const story of stories) {
    const { answers, journal } = play(story, "7");
    for (const answer of answers) if (/<Code>/.test(answer)) count("refusals");
    const statuses = journal.matchAll(/"type":"RefreshStatusChanged"[^}]*?"to":"(\w+)"/g);
    for (const [, status = ""] of statuses) count(status);
    if (journal.includes("CheckpointReached")) count("checkpoints");
    if (journal.includes("GroupDeleted")) count("deletions");
    if (journal.includes("StandbyEntered")) count("standby");
  }
  for (const what of ["InProgress", "Baking", "Successful", "Failed", "Cancelled", "RollbackInProgress", "RollbackSuccessful", "refusals", "checkpoints", "deletions", "standby"]) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThanOrEqual(3);
  }
});

test("R-076 R-088 after every story each fleet equals its recount", () => {
  for (const [number, story] of stories.entries()) {
    expect(play(story, "7").world, `story ${number}`).toEqual([]);
  }
});
