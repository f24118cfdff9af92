/** Explains a decision of the planner; kept with the refresh and in the journal, for people. */
import type { Instant } from "./time.ts";

/** One decision of the planner. Units are capacity units; counts are instances. */
export interface DecisionRecord {
  readonly rule: string;
  readonly desired: number;
  /** Ready units that must remain, and the limit of live units. */
  readonly floor: number;
  readonly ceiling: number;
  readonly live: number;
  readonly ready: number;
  readonly warming: number;
  readonly pending: number;
  /** Units that are to be replaced and can be. */
  readonly replaceable: number;
  /** Ready units that could stop now. */
  readonly mayStop: number;
  /** The first ten instances chosen, and how many were chosen. */
  readonly stops: readonly string[];
  readonly stopCount: number;
  /** Units chosen, and units ordered. */
  readonly stopUnits: number;
  readonly launches: number;
  readonly says: string;
}

/** A record with the time of its tick and the sequence of its line in the journal. */
export type DatedRecord = DecisionRecord & { readonly at: Instant; readonly sequence: number };
