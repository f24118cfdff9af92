/** The journal's lines in words: the same sentences as those of the command line. */
import type { JournalLine } from "../../client/answers.ts";
import { storyOf } from "../../domain/story/story.ts";

/** In words; what only the engine cares for in the journal's own. */
export function wordsFor(line: JournalLine): string {
  return storyOf([line], true)[0]?.says ?? line.type;
}

/** Whether the line matters to people, and not to the engine only. */
export function isForPeople(line: JournalLine): boolean {
  return storyOf([line]).length > 0;
}
