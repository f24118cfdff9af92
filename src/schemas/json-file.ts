/** Reads the JSON files that people write, with comments; what is wrong is said by the path. */
import { readFileSync } from "node:fs";
import stripJsonComments from "strip-json-comments";

/** Throws what `refuse` makes of a sentence when the file cannot be read or is no JSON. */
export function readJsonFile(path: string, refuse: (sentence: string) => Error): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code = "error" } = error as NodeJS.ErrnoException;
    throw refuse(`${path}: cannot be read (${code})`);
  }
  return parsedPlain(text) ?? parsedWithComments(path, text, refuse);
}

/** At once for what programs write, such as large snapshots. */
function parsedPlain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Comments and last commas become spaces, so that places in messages are those of the file. */
function parsedWithComments(
  path: string,
  text: string,
  refuse: (sentence: string) => Error,
): unknown {
  try {
    return JSON.parse(stripJsonComments(text, { trailingCommas: true }));
  } catch (error) {
    throw refuse(`${path}: expected JSON; ${(error as SyntaxError).message}`);
  }
}
