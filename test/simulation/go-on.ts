/**
 * A process of its own that takes up stories told elsewhere. Lines come in: one for each story,
 * then two for each of its moments, the move that led there and the snapshot taken there. From each
 * snapshot a new emulator goes on by the same moves, as far as the story's `reach`; there, its own
 * snapshot has to be the one that came in. One line a story goes out: what did not agree.
 */
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import type { Emulator } from "../../src/emulator.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { type Move, type StoryOptions, type Teller, teller } from "./stored-story.ts";

export interface StoryLine {
  readonly options: StoryOptions;
  /** Moves that each restored emulator makes; null: all that are left. */
  readonly reach: number | null;
  /** How many lines their journals keep; without it all. */
  readonly mostJournalEntries?: number;
}

export interface Verdict {
  readonly restored: number;
  readonly compared: number;
  readonly complaints: readonly string[];
}

interface Continued extends Teller {
  readonly from: number;
}

/** What the line of a story is followed by at the end. */
const end = "end";

async function judge(lines: AsyncIterator<string>, { options, reach, ...limit }: StoryLine) {
  const complaints: string[] = [];
  let [moment, compared] = [0, 0];
  let underWay: Continued[] = [];
  let last = "";
  const compare = ({ emulator, from }: Continued) => {
    compared += 1;
    const other = differenceFrom(last, emulator);
    if (other !== undefined)
      complaints.push(`from ${from} it came to another ${other} at ${moment}`);
    const broken = complaintsAbout(emulator.world);
    complaints.push(...broken.map((complaint) => `from ${from}, at ${moment}: ${complaint}`));
  };
  for (;;) {
    const line = await next(lines);
    if (line === end) break;
    const move = JSON.parse(line) as Move;
    last = await next(lines);
    moment += 1;
    for (const { make } of underWay) make(move);
    const isThere = ({ from }: Continued) => moment - from === reach;
    for (const one of underWay.filter(isThere)) compare(one);
    underWay = underWay.filter((one) => !isThere(one));
    underWay.push({ ...teller(options, { snapshot: JSON.parse(last), ...limit }), from: moment });
  }
  for (const one of underWay) compare(one);
  return { restored: moment, compared, complaints: complaints.slice(0, 10) } satisfies Verdict;
}

/** Journals agree to the letter; of all else the order of a record's members means nothing. */
function differenceFrom(text: string, emulator: Emulator): string | undefined {
  const { journal, ...state } = JSON.parse(JSON.stringify(emulator.snapshot()));
  const { journal: expectedJournal, ...expected } = JSON.parse(text);
  if (JSON.stringify(journal) !== JSON.stringify(expectedJournal)) return "journal";
  return isDeepStrictEqual(state, expected) ? undefined : "state";
}

async function next(lines: AsyncIterator<string>): Promise<string> {
  const { done, value } = await lines.next();
  if (done === true) throw new Error("the story breaks off");
  return value;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
  const verdict = await judge(lines, JSON.parse(line.value) as StoryLine);
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
