/** The newest lines of the journal about the group that is looked at. */
import type { JournalLine } from "../../client/answers.ts";
import { alsoRead } from "./group.ts";
import { askText, queryOf } from "./http.ts";
import { place } from "./place.ts";
import { readerOf } from "./reader.ts";

/** Oldest first; what has been read is not read again. */
let known: readonly JournalLine[] = [];

const mostLines = 5000;

const reader = readerOf(async () => {
  const { group, account, region } = place.peek();
  if (group === undefined) return undefined;
  const since = known.at(-1)?.sequence ?? 0;
  const text = await askText(`/journal${queryOf({ group, account, region, since })}`);
  const lines = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  if (lines.length > 0) known = [...known, ...lines].slice(-mostLines);
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
