/** What every command of a timeline is, and how it fills the members of a request. */
import type { Story } from "./story.ts";
import type { Words } from "./words.ts";

/** Returns the lines to print, with ids still in them. */
export type Command = (words: Words, story: Story) => readonly string[];

/** The members that have a value. */
export function given<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
