/** One line of the journal: what happened, when, and what brought it about. */
import type { Change } from "./changes/change.ts";
import type { Instant } from "./time.ts";

export interface JournalEntry {
  /** Counts from 1 since the world began. */
  readonly sequence: number;
  readonly at: Instant;
  readonly account: string;
  readonly region: string;
  /** The operation that was called, or the engine's step. */
  readonly cause: string;
  readonly change: Change;
}
