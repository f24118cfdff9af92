/** The `journal` command: prints the journal, and with --follow new entries until it is stopped. */
import type { JournalLine } from "../client/answers.ts";
import { askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { followJournal } from "./follow-journal.ts";
import { journalLines } from "./journal-lines.ts";
import { endWhenNobodyReads, show, showColoured } from "./terminal.ts";

export interface JournalFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly since?: number;
  readonly follow?: boolean;
  /** Also what concerns the engine only. */
  readonly all?: boolean;
}

export async function showJournal(flags: JournalFlags): Promise<void> {
  endWhenNobodyReads();
  const { account, region, group, since } = flags;
  const filter = { account, region, group, since };
  const tell = printer(flags);
  await askEmulator(flags, async (control) => {
    if (flags.follow === true) await followJournal(control, filter, tell);
    tell(await control.journal(filter));
  });
}

/** The date stands before the first line of each day only. */
function printer({ json, all }: JournalFlags): (lines: readonly JournalLine[]) => void {
  let day: string | undefined;
  return (lines) => {
    if (json === true) show(...lines.map((line) => JSON.stringify(line)));
    else showColoured(...journalLines(lines, { isAll: all === true, day }));
    day = lines.at(-1)?.at.slice(0, 10) ?? day;
  };
}
