/** What the operating system says against reading or writing a file, as an error with its path. */
import { DataFolderError } from "../domain/user-errors.ts";

/** What the operating system says against it, by its code; any other error is a bug of ours. */
export function cannot(what: "read" | "written", path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new DataFolderError(`${path}: cannot be ${what} (${code})`, { cause: error });
}
