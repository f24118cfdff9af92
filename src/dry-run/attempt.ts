/** Describes that may be refused: the plan goes on, and says what it assumes instead. */

export interface Attempt {
  /** Adds a line to what the plan says of itself. */
  readonly note: (line: string) => void;
  /** The answer, or `otherwise` with a note that says why and what is assumed. */
  readonly attempt: <T>(
    what: string,
    assumed: string,
    ask: () => Promise<T>,
    otherwise: T,
  ) => Promise<T>;
}

/** `reasonOf` makes one line of an error, without anything secret. */
export function attempts(reasonOf: (error: unknown) => string) {
  const notes: string[] = [];
  const note = (line: string) => {
    notes.push(line);
  };
  const attempt: Attempt["attempt"] = async (what, assumed, ask, otherwise) => {
    try {
      return await ask();
    } catch (error) {
      note(`${what}: not read (${reasonOf(error)}); assumed: ${assumed}`);
      return otherwise;
    }
  };
  return { notes, note, attempt };
}
