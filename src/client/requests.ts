/** What the control API can be asked, as types for callers; src/control/schema.ts checks it. */
import type { LifecycleState } from "../domain/instance.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";

/** Account and region are those of the start unless they are given. */
export interface AccountAndRegion {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** What virtual time can be moved to, of one group. */
export type Condition = AccountAndRegion & { readonly group: string } & (
    | ({ readonly status: readonly RefreshStatus[] } & RefreshMeant)
    /** A percentage of the refresh's checkpoints. */
    | ({ readonly checkpoint: number } & RefreshMeant)
    /** At least so many instances in this state. */
    | { readonly lifecycleState: LifecycleState; readonly count: number }
    /** Nothing is under way. */
    | { readonly settled: true }
  );

interface RefreshMeant {
  /** Id of the refresh; without it the one that is active. */
  readonly refresh?: string | undefined;
}

export interface Waiting {
  /** A span such as `2h`; 14 days without it. */
  readonly atMost?: string | undefined;
}

/** Without account and region the lines of all of them. */
export interface JournalFilter extends AccountAndRegion {
  /** Only lines after this sequence, or from this ISO 8601 time on. */
  readonly since?: number | string | undefined;
  readonly group?: string | undefined;
  /** Id of a refresh: all that happened in its group while it was active. */
  readonly refresh?: string | undefined;
  /** Such as RefreshStatusChanged. */
  readonly type?: readonly string[] | undefined;
}

/** Without account and region those of the start. */
export interface EventsFilter extends AccountAndRegion {
  readonly group?: string | undefined;
}

export interface DecisionsFilter extends AccountAndRegion {
  /** Id of one refresh. */
  readonly refresh?: string | undefined;
}
