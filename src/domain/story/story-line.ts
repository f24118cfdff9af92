/** A line of the journal as people and programs are shown it; sentences are made of it. */

/** What a line shows of a member of its change: a value, or a list of them. */
export type Detail = string | number | boolean;

export interface StoryLine {
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** Such as EnteredService; the members beside it depend on it. */
  readonly type: string;
  readonly [detail: string]: Detail | readonly Detail[];
}

/** What the line says, without its time and group; undefined for the engine's own bookkeeping. */
export type Sentence = (line: StoryLine) => string | undefined;

/** For what concerns the engine only. */
export const unsaid: Sentence = () => undefined;

/** A sentence about what one member of the line names: `sentence("id", "enters service")`. */
export function about(member: string, says: string): Sentence {
  return (line) => `${textOf(line, member)} ${says}`;
}

/** A sentence that ends with what one member of the line names. */
export function ending(says: string, member: string): Sentence {
  return (line) => `${says} ${textOf(line, member)}`;
}

/** The member as text; nothing when the line has none. */
export function textOf(line: StoryLine, member: string): string {
  const value = line[member];
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
