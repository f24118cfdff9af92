/** The newest lines of the journal about the group that is looked at. */
import type { JournalLine } from "../../client/answers.ts";
import { alsoRead } from "./group.ts";
import { askText, queryOf } from "./http.ts";
import { place } from "./place.ts";
import { readerOf } from "./reader.ts";

/** Oldest first; what has been read is not read again. */
let known: readonly JournalLine[] = [];

const mostLines = 5000;
/** In one answer: where more is new, the lines between are left out. */
const mostAtOnce = 500;

const reader = readerOf(async () => {
  const { group, account, region } = place.peek();
  if (group === undefined) return undefined;
  const since = known.at(-1)?.sequence ?? 0;
  const query = { group, account, region, since, order: "newest", limit: mostAtOnce };
  const text = await askText(`/journal${queryOf(query)}`);
  const lines = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  const before = lines.length < mostAtOnce ? known : [];
  if (lines.length > 0) known = [...before, ...lines.toReversed()].slice(-mostLines);
  return known;
});

export const journal = {
  ...reader,
  clear: () => {
    known = [];
    reader.clear();
  },
};
alsoRead.push(journal);
