/**
 * Tells a story here, takes a snapshot at each of its events, and has each taken up in another
 * process (`go-on.ts`), which goes on by the same moves. The journal is part of a snapshot, so two
 * journals agree where two snapshots do.
 *
 * A story with few events is continued from each of them to its end. That is quadratic, so for one
 * with many each continuation makes a single move. That proves as much: let S(k) be the snapshot at
 * event k of the undisturbed story. Restored from S(k), one move gives S(k+1), for every k. What an
 * emulator does next depends on nothing but what a snapshot has, the filed fleets and the layout of
 * the queue: the fleets are counted anew after the move and agree with their instances, and the
 * queue is a total order of (at, sequence) whatever its layout. So the emulator that made one move
 * from S(k) does at S(k+1) what one restored from S(k+1) does, and by induction the rest.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { assert } from "../../src/domain/assert.ts";
import type { StoryLine, Verdict } from "./go-on.ts";
import { movesOf, teller } from "./stored-story.ts";
import type { Story } from "./workload.ts";

export interface OtherProcess {
  /** Tells the story, at most so many of its events, and answers what the other process found. */
  readonly judge: (story: Story, mostEvents?: number) => Promise<Judged>;
  readonly close: () => Promise<void>;
}

interface Judged extends Verdict {
  readonly events: number;
}

/** Stories with more events than this are proven by single moves. */
const fewEvents = 150;

/** A single move writes fewer lines; with a whole journal the snapshots would be far too large. */
const linesOfLongStories = 400;

export function otherProcess(): OtherProcess {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "go-on.ts")],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const verdicts = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const judge = async (story: Story, mostEvents = Number.POSITIVE_INFINITY) => {
    const events = Math.min(mostEvents, countOf(story, mostEvents));
    await tell(child, story, events);
    const { done, value } = await verdicts.next();
    if (done === true) throw new Error("the other process has ended");
    return { events, ...(JSON.parse(value) as Verdict) };
  };
  const close = async () => {
    const ended = once(child, "exit");
    child.stdin.end();
    await ended;
  };
  return { judge, close };
}

/** The events of an undisturbed story; no further than is asked for. */
function countOf(story: Story, most: number): number {
  const told = teller(story);
  let count = 0;
  for (const move of movesOf(story, told)) {
    if (count === most) break;
    told.make(move);
    count += 1;
  }
  return count;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

async function tell({ stdin }: Child, story: Story, events: number): Promise<void> {
  const { steps: _, ...options } = story;
  const isLong = events > fewEvents;
  const limit = isLong ? { mostJournalEntries: linesOfLongStories } : {};
  const line: StoryLine = { options, reach: isLong ? 1 : null, ...limit };
  stdin.write(`${JSON.stringify(line)}\n`);
  const told = teller(options, limit);
  let count = 0;
  for (const move of movesOf(story, told)) {
    if (count === events) break;
    const before = told.emulator.lastSequence();
    told.make(move);
    count += 1;
    assert(told.emulator.lastSequence() - before < linesOfLongStories / 2, "no line is lost");
    const snapshot = JSON.stringify(told.emulator.snapshot());
    const hasRoom = stdin.write(`${JSON.stringify(move)}\n${snapshot}\n`);
    if (!hasRoom) await once(stdin, "drain");
  }
  stdin.write("end\n");
}
