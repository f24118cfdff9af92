/** Reads the JSON files that people write; what is wrong with one is said by its path. */
import { readFileSync } from "node:fs";

/** Throws what `refuse` makes of a sentence when the file cannot be read or is no JSON. */
export function readJsonFile(path: string, refuse: (sentence: string) => Error): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code = "error" } = error as NodeJS.ErrnoException;
    throw refuse(`${path}: cannot be read (${code})`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(`${path}: expected JSON; ${(error as SyntaxError).message}`);
  }
}
