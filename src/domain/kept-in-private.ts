/**
 * What a private world keeps of its past, as its only reader takes each line at once: one instant
 * can produce several for each of 100,000 instances, of which none may be lost, and nobody reads
 * events.
 */
export const keptInPrivate = { mostJournalEntries: 2_000_000, mostEvents: 1 } as const;
