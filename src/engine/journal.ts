/** The journal: what happened, in order, up to a limit. */
import type { JournalEntry } from "../domain/journal-entry.ts";

export interface Journal {
  readonly entries: JournalEntry[];
  /** Sequence of the next entry; counts on when old ones are dropped. */
  nextSequence: number;
  /** Old entries are dropped in blocks when more than this are there. */
  readonly mostEntries: number;
}

const usualMostEntries = 100_000;

export function emptyJournal(mostEntries = usualMostEntries): Journal {
  return { entries: [], nextSequence: 1, mostEntries };
}

export function append(journal: Journal, entry: Omit<JournalEntry, "sequence">): void {
  journal.entries.push({ sequence: journal.nextSequence++, ...entry });
  const { entries, mostEntries } = journal;
  if (entries.length > mostEntries) entries.splice(0, Math.floor(mostEntries / 2));
}

/** The entries after this sequence that are still kept. */
export function entriesAfter(journal: Journal, sequence: number): readonly JournalEntry[] {
  const first = journal.entries[0];
  if (first === undefined) return [];
  return journal.entries.slice(Math.max(0, sequence + 1 - first.sequence));
}
