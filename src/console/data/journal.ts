/** The newest lines of the journal about the group that is looked at. */
import type { JournalLine } from "../../client/answers.ts";
import { alsoRead } from "./group.ts";
import { askText, queryOf } from "./http.ts";
import { newestOf } from "./newest.ts";
import { place } from "./place.ts";

export const journal = newestOf<JournalLine>(async (newest) => {
  const { group, account, region } = place.peek();
  if (group === undefined) return undefined;
  const text = await askText(`/journal${queryOf({ group, account, region, ...newest })}`);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
});
alsoRead.push(journal);
