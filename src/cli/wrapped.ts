/** Breaks texts into lines of a terminal's width. */
import { stripVTControlCharacters } from "node:util";

/** Wraps a line, which may have colours, between words; a word that is wider stays whole. */
export function wrapped(text: string, width: number): readonly string[] {
  if (text === "") return [];
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (lengthOf(line) + 1 + lengthOf(word) <= width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
