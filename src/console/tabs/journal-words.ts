/** The journal's lines in words: the same sentences as those of the command line. */
import type { JournalLine } from "../../client/answers.ts";
import { storyOf } from "../../domain/story/story.ts";

/** In words, of the group that is shown; what only the engine cares for in its own words. */
export function wordsFor(line: JournalLine): string {
  const says = storyOf([line], true)[0]?.says ?? line.type;
  return says.replace(/^(is|has|its) /, "the group $1 ").replace("group its", "group's");
}

/** Whether the line matters to people, and not to the engine only. */
export function isForPeople(line: JournalLine): boolean {
  return storyOf([line]).length > 0;
}
