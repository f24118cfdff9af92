/** Why the planner did what it did: kept with the refresh and in the journal, for people. */
import type { Instant } from "./time.ts";

/** One choice of the planner. Units are capacity units; counts are instances. */
export interface DecisionRecord {
  readonly rule: string;
  readonly desired: number;
  /** Ready units that must stay, and live units that may not be passed. */
  readonly floor: number;
  readonly ceiling: number;
  readonly live: number;
  readonly ready: number;
  readonly warming: number;
  readonly pending: number;
  /** Units still to be replaced that can be taken. */
  readonly replaceable: number;
  /** Ready units that could stop now. */
  readonly mayStop: number;
  /** The first instances chosen, at most ten, and how many there were. */
  readonly stops: readonly string[];
  readonly stopCount: number;
  /** Units chosen, and units ordered. */
  readonly stopUnits: number;
  readonly launches: number;
  readonly says: string;
}

/** A record with the time of the look that made it. */
export type DatedRecord = DecisionRecord & { readonly at: Instant };
