/** Why a data folder cannot be used: told in its own words, with file and place. */

export class DataFolderError extends Error {
  override name = "DataFolderError";
}

/** What the operating system says against it, by its code; any other error is a bug of ours. */
export function cannot(what: "read" | "written", path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new DataFolderError(`${path}: cannot be ${what} (${code})`, { cause: error });
}
