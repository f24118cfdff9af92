/** The `journal` command: prints the journal, and with --follow new entries until it is stopped. */
import { setTimeout as sleep } from "node:timers/promises";
import type { JournalLine } from "../client/answers.ts";
import type { Control } from "../client/control.ts";
import { askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { journalLines } from "./journal-lines.ts";
import { endWhenNobodyReads, show, showColoured } from "./terminal.ts";

export interface JournalFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly since?: number;
  readonly follow?: boolean;
  /** Also what concerns the engine only. */
  readonly all?: boolean;
}

const pollMilliseconds = 500;

export async function showJournal(flags: JournalFlags): Promise<void> {
  endWhenNobodyReads();
  await askEmulator(flags, async (control) => {
    const lines = await control.journal({ ...groupFlags(flags), since: flags.since });
    print(lines, flags);
    if (flags.follow === true) await follow(control, { flags, last: lines.at(-1) });
  });
}

interface Reader {
  readonly flags: JournalFlags;
  readonly last: JournalLine | undefined;
}

/** Ends on a signal, or when the emulator is gone. */
async function follow(control: Control, { flags, last }: Reader): Promise<never> {
  let seen = last;
  for (;;) {
    await sleep(pollMilliseconds);
    const lines = await newLines(control, { flags, last: seen });
    print(lines, flags, seen?.at.slice(0, 10));
    seen = lines.at(-1) ?? seen;
  }
}

/**
 * Requests the last entry again: if it no longer exists, the emulator was reset and all its entries
 * are new.
 */
async function newLines(control: Control, { flags, last }: Reader) {
  const place = groupFlags(flags);
  if (last === undefined) return control.journal({ ...place, since: flags.since });
  const [again, ...lines] = await control.journal({ ...place, since: last.sequence - 1 });
  const isSameStory = again?.sequence === last.sequence && again.at === last.at;
  return isSameStory ? lines : control.journal(place);
}

function groupFlags({ account, region, group }: JournalFlags) {
  return { account, region, group };
}

function print(lines: readonly JournalLine[], { json, all }: JournalFlags, day?: string): void {
  if (json === true) show(...lines.map((line) => JSON.stringify(line)));
  else showColoured(...journalLines(lines, { isAll: all === true, day }));
}
