/** Lines of the journal as sentences for people, in colours where a terminal reads them. */
import picocolors from "picocolors";
import type { JournalLine } from "../client/answers.ts";
import { storyLines, storyOf } from "../domain/story/story.ts";
import { visible } from "../domain/visible.ts";
import { isColoured } from "./terminal.ts";

const paint = picocolors.createColors(isColoured);

interface Telling {
  /** Also what concerns the engine only. */
  readonly isAll?: boolean;
  /** The date of the line that was printed last. */
  readonly day?: string | undefined;
}

export function journalLines(
  lines: readonly JournalLine[],
  { isAll = false, day }: Telling = {},
): readonly string[] {
  const sentences = storyOf(lines, isAll).map(({ at, group, says }) => ({
    at: visible(at),
    group: visible(group),
    says: visible(says),
  }));
  return storyLines(sentences, { paint, ...(day === undefined ? {} : { day }) });
}
