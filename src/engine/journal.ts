/** The journal: entries in order, up to a limit. */
import type { JournalEntry } from "../domain/journal-entry.ts";

export interface Journal {
  readonly entries: JournalEntry[];
  /** Sequence of the next entry; it keeps counting when old entries are dropped. */
  nextSequence: number;
  /** With more than this, old entries are dropped in blocks. */
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

/** Drops the entries up to this sequence, which nobody will read again. */
export function dropUntil({ entries }: Journal, sequence: number): void {
  const first = entries[0];
  if (first !== undefined) entries.splice(0, Math.max(0, sequence + 1 - first.sequence));
}

/** The retained entries after this sequence. */
export function entriesAfter(journal: Journal, sequence: number): readonly JournalEntry[] {
  const first = journal.entries[0];
  if (first === undefined) return [];
  return journal.entries.slice(Math.max(0, sequence + 1 - first.sequence));
}
