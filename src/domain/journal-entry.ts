/** One entry of the journal: what happened, when, and why. */
import type { Change } from "./changes/change.ts";
import type { Instant } from "./time.ts";

export interface JournalEntry {
  /** Counts from 1 at the start of the world. */
  readonly sequence: number;
  readonly at: Instant;
  readonly account: string;
  readonly region: string;
  /** The called operation, or the engine's step. */
  readonly cause: string;
  readonly change: Change;
}
