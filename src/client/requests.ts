/** The control API's requests as types for callers; src/control/schema.ts validates them. */
import type { LifecycleState } from "../domain/instance.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import type { ChangeKind } from "./change-messages.ts";

/** Account and region default to those of the start. */
export interface AccountAndRegion {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** What virtual time can be moved to, of one group. */
export type Condition = AccountAndRegion & { readonly group: string } & (
    | ({ readonly status: readonly RefreshStatus[] } & RefreshMeant)
    /** The percentage of one of the refresh's checkpoints. */
    | ({ readonly checkpoint: number } & RefreshMeant)
    /** At least this many instances in this state. */
    | { readonly lifecycleState: LifecycleState; readonly count: number }
    /** Nothing is in progress. */
    | { readonly settled: true }
  );

interface RefreshMeant {
  /** Id of the refresh; without it the newest, but for those of a world file. */
  readonly refresh?: string | undefined;
}

export interface Waiting {
  /** A duration such as `2h`; the default is 14 days. */
  readonly atMost?: string | undefined;
}

/** What a world file holds, or the name of a world that the package ships, such as `web-fleet`. */
export type AnotherWorld = { readonly world: object } | { readonly example: string };

/** Which part of a list is wanted; all of it is read page by page. */
interface Part {
  /** Only what came before this sequence, or before this ISO 8601 time if it is no event. */
  readonly before?: number | string | undefined;
  /** Which come first; the default is the oldest. */
  readonly order?: "oldest" | "newest" | undefined;
  /** How many at most. */
  readonly limit?: number | undefined;
}

/** Without account and region, entries of all of them. */
export interface JournalFilter extends AccountAndRegion, Part {
  /** Only entries after this sequence, or from this ISO 8601 time on. */
  readonly since?: number | string | undefined;
  readonly group?: string | undefined;
  /** The id of a refresh: all entries of its group while it was active. */
  readonly refresh?: string | undefined;
  /** Types such as RefreshStatusChanged. */
  readonly type?: readonly string[] | undefined;
}

/** Without account and region those of the start. */
export interface EventsFilter extends AccountAndRegion, Part {
  readonly group?: string | undefined;
  /** The `detail-type`, or its beginning. */
  readonly type?: string | undefined;
  /** An event pattern of EventBridge. */
  readonly pattern?: EventPattern | undefined;
  /** Only events after this sequence. */
  readonly since?: number | undefined;
}

/** Without `since`, events from the call on; 0 means all that are kept. */
export type FollowFilter = Omit<EventsFilter, keyof Part>;

/** As in EventBridge: members of the event, each with the values that match. */
export type EventPattern = Readonly<Record<string, unknown>>;

/** An event from the call on that matches the pattern. */
export interface EventCondition extends AccountAndRegion {
  readonly event: EventPattern;
}

export interface DecisionsFilter extends AccountAndRegion, Part {
  /** Only decisions after this sequence, or from this ISO 8601 time on. */
  readonly since?: number | string | undefined;
  /** The id of one refresh. */
  readonly refresh?: string | undefined;
}

/** Without account, region and group, what changes anywhere; without kinds all of them. */
export interface ChangesFilter extends AccountAndRegion {
  readonly kinds?: readonly ChangeKind[] | undefined;
  readonly group?: string | undefined;
  /** The id of a message, or a sequence of the journal, to go on after it. */
  readonly since?: string | number | undefined;
}

/** A call of AWS's API, whose members are those of AWS's model. */
export interface AwsCall extends AccountAndRegion {
  readonly service:
    | "autoscaling"
    | "ec2"
    | "cloudwatch"
    | "elbv2"
    | "elb"
    | "ssm"
    | "events"
    | "sts";
  readonly operation: string;
  readonly input?: Readonly<Record<string, unknown>> | undefined;
}
