/** Describes an operating system's refusal to read or write a file. */
import { DataFolderError } from "../domain/user-errors.ts";

/** The refusal by the system's error code; any other error is a bug and is thrown on. */
export function cannot(what: "read" | "written", path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new DataFolderError(`${path}: cannot be ${what} (${code})`, { cause: error });
}
