/** The control API's answers as types for callers; src/control produces them. */
import type { DecisionRecord } from "../domain/decision-record.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import type { StoryLine } from "../domain/story/story-line.ts";

export interface Health {
  readonly status: "ok" | "ready";
  readonly version: string;
}

export interface ClockState {
  /** The virtual time in ISO 8601. */
  readonly now: string;
  readonly mode: "realtime" | "paused" | "manual";
  readonly speed: number;
}

/** Where a clock that runs is to stop. */
export interface ClockStop {
  /** The condition at which it is to be paused, as it was asked for. */
  readonly breakAt: Readonly<Record<string, unknown>> | null;
  /** Where it was paused for that, as long as it stands there. */
  readonly stopped: {
    readonly at: string;
    readonly breakAt: Readonly<Record<string, unknown>>;
  } | null;
}

export interface Clock extends ClockState, ClockStop {
  /** When the next event is due; null when the queue is empty. */
  readonly nextDueAt: string | null;
}

/** The clock after a move, and the events in between. */
export interface Moved extends ClockState, ClockStop {
  readonly eventCount: number;
  /** How the deliveries of events went meanwhile; absent where nothing is delivered. */
  readonly deliveries?: DeliveryCounts | undefined;
  /** The last of the events; `eventCount` counts all. */
  readonly events: readonly JournalLine[];
}

interface DeliveryCounts {
  readonly delivered: number;
  /** Given up. */
  readonly failed: number;
  /** Passed over, because too many were waiting. */
  readonly dropped: number;
}

export interface Waited extends Moved {
  /** False when the time limit came first. */
  readonly reached: boolean;
}

export interface JournalLine extends StoryLine {
  readonly sequence: number;
  readonly account: string;
  readonly region: string;
  /** The called operation, or the engine's step. */
  readonly cause: string;
}

/** How the emulator was started, what time it is and how much there is. */
export interface Information {
  readonly version: string;
  readonly account: string;
  readonly region: string;
  readonly seed: string;
  readonly timing: string;
  /** What the timing is made of: seconds, and what is waited for. */
  readonly timings: Readonly<Record<string, number | boolean>>;
  /** The path of the console; null where it is switched off. */
  readonly console: string | null;
  /** Whether requests without a signature are answered too. */
  readonly allowUnsigned: boolean;
  readonly clock: ClockState;
  readonly counts: {
    readonly groups: number;
    readonly instances: number;
    readonly launchTemplates: number;
    readonly activeInstanceRefreshes: number;
  };
  /** Events that are no longer kept. */
  readonly droppedEvents: number;
  /** Who is sent events, and messages of rules, notifications and hooks; and how that goes. */
  readonly targets: readonly DeliveriesToTarget[];
  /** ARNs of such messages that nobody is sent, because their service has no endpoint. */
  readonly nowhere: readonly string[];
}

interface DeliveriesToTarget extends DeliveryCounts {
  readonly name: string;
  /** Not answered yet. */
  readonly waiting: number;
  /** Whether time does not wait for it, until it answers again. */
  readonly isDown: boolean;
}

/** A group at a glance. */
export interface GroupStatus {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly minSize: number;
  readonly desiredCapacity: number;
  readonly maxSize: number;
  /** How many there are in each lifecycle state. */
  readonly instances: Readonly<Record<string, number>>;
  /** The one under way. */
  readonly refresh: {
    readonly id: string;
    readonly status: RefreshStatus;
    readonly percentageComplete: number | null;
    readonly statusReason: string | null;
  } | null;
}

/** How the refresh under way of a group ends if nobody intervenes. */
export interface Forecast {
  readonly group: string;
  /** Id of that refresh; null without one. */
  readonly refresh: string | null;
  /** Null without a refresh under way, or when its end is too far away. */
  readonly end: {
    readonly at: string;
    readonly status: RefreshStatus;
    readonly statusReason: string | null;
  } | null;
}

/** As EventBridge has it. */
export interface BusEvent {
  readonly id: string;
  readonly "detail-type": string;
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

export interface Decisions {
  readonly group: string;
  readonly refreshes: readonly {
    readonly id: string;
    readonly status: RefreshStatus;
    readonly decisions: readonly (DecisionRecord & {
      readonly at: string;
      /** Of the journal's line about it. */
      readonly sequence: number;
    })[];
  }[];
}

/** How one refresh went. */
export interface RefreshSummary {
  readonly id: string;
  readonly status: RefreshStatus;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly percentageComplete: number | null;
  /** Null for a refresh from a world file. */
  readonly summary: {
    /** In service, healthy and warmed up. */
    readonly lowestReady: Extreme | null;
    readonly lowestInService: Extreme | null;
    /** Includes pending launches, but not terminations. */
    readonly highestTotal: Extreme | null;
    readonly secondsInStatus: Readonly<Record<string, number>>;
    readonly batchCount: number;
    /** At least the last 1000 batches. */
    readonly batches: readonly {
      readonly at: string;
      readonly rule: string;
      readonly stops: number;
      readonly launches: number;
    }[];
    readonly decisionCount: number;
    readonly launches: number;
    readonly failedLaunches: number;
    readonly terminations: number;
    readonly replacedRootVolumes: number;
  } | null;
}

/** The lowest or highest capacity, with its percentage of the desired capacity then. */
interface Extreme {
  readonly units: number;
  readonly desired: number;
  readonly percentage: number;
  readonly at: string;
}

/** The output of a call of AWS's API, as AWS's model has it; times are ISO 8601. */
export type AwsOutput = Readonly<Record<string, unknown>>;

/** An opaque snapshot, to be restored unchanged. */
export interface Snapshot {
  readonly format: unknown;
  readonly version: unknown;
  readonly [member: string]: unknown;
}
