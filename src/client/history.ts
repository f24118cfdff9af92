/** How capacity went, as types for callers; src/control produces it. */
import type { RefreshStatus } from "../domain/refresh-status.ts";
import type { AccountAndRegion } from "./requests.ts";

export interface HistoryFilter extends AccountAndRegion {
  /** At most so many samples, 2000 by default; lows and highs stay. */
  readonly points?: number | undefined;
  /** Only what was later than this ISO 8601 time. */
  readonly since?: string | undefined;
}

/** The n-th of each list is the n-th sample, which holds until the next; in capacity units. */
interface CapacitySamples {
  /** Milliseconds since 1970. */
  readonly at: readonly number[];
  readonly desired: readonly number[];
  readonly floor: readonly (number | null)[];
  readonly ceiling: readonly (number | null)[];
  readonly ready: readonly number[];
  readonly inService: readonly number[];
  readonly total: readonly number[];
  readonly pending: readonly number[];
  readonly terminating: readonly number[];
  readonly unhealthy: readonly number[];
  readonly percentage: readonly (number | null)[];
}

export interface GroupHistory {
  readonly group: string;
  /** Some samples were left out for `points`. */
  readonly isMerged: boolean;
  readonly samples: CapacitySamples;
}

export interface RefreshHistory extends GroupHistory {
  readonly refresh: string;
  readonly status: RefreshStatus;
  /** It fails then, unless something moves before. */
  readonly noProgressLimit: string | null;
  /** The end of its 14 days. */
  readonly longestLimit: string | null;
  readonly marks: readonly {
    readonly at: string;
    readonly kind: "status" | "checkpoint" | "batch" | "cancel" | "rollback" | "alarm" | "fault";
    readonly status: RefreshStatus | null;
    readonly percentage: number | null;
    /** Of a checkpoint's delay, or of bake time. */
    readonly until: string | null;
    readonly about: string | null;
    readonly stops: number | null;
    readonly launches: number | null;
  }[];
}
