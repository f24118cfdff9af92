/** One line of the journal for people: time, group, what happened, its details, what caused it. */
import picocolors from "picocolors";
import type { JournalLine } from "../client/answers.ts";
import { visible } from "../domain/visible.ts";
import { isColoured } from "./terminal.ts";

const colours = picocolors.createColors(isColoured);

export function journalLine(line: JournalLine): string {
  const { sequence: _, at, account: __, region: ___, cause, type, group = "-", ...details } = line;
  const words = Object.entries(details).map(([name, value]) =>
    visible(`${name}=${valueText(value)}`),
  );
  const what = [colours.bold(visible(type)), ...words, colours.dim(visible(`(${cause})`))];
  return `${colours.dim(visible(at))} ${visible(String(group))} ${what.join(" ")}`;
}

/** Quoted where its end could not be seen otherwise. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  const text = String(value);
  return text.includes(" ") ? JSON.stringify(text) : text;
}
