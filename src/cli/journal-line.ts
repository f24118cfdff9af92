/** One line of the journal for people: time, group, what happened, its details, what caused it. */
import picocolors from "picocolors";
import type { JournalLine } from "../library/control-answers.ts";

/** Plain where no terminal reads it, also in CI, whose logs picocolors would colour. */
const isColored = process.stdout.isTTY === true && picocolors.isColorSupported;
const colours = picocolors.createColors(isColored);

export function journalLine(line: JournalLine): string {
  const { sequence: _, at, account: __, region: ___, cause, type, group = "-", ...details } = line;
  const words = Object.entries(details).map(([name, value]) => `${name}=${valueText(value)}`);
  const what = [colours.bold(type), ...words, colours.dim(`(${cause})`)].join(" ");
  return `${colours.dim(at)} ${group} ${what}`;
}

/** Quoted where its end could not be seen otherwise. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  const text = String(value);
  return text.includes(" ") ? JSON.stringify(text) : text;
}
