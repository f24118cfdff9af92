/** What is kept of how a refresh went, for charts of it. */
import type { RefreshStatus } from "./refresh-status.ts";
import type { Instant } from "./time.ts";

/** Samples one after the other, oldest first. */
export type Samples = number[];

/** Something that happened to a refresh, for a chart of it. */
export interface HistoryMark {
  readonly at: Instant;
  readonly kind: MarkKind;
  /** The new status. */
  readonly status?: RefreshStatus | undefined;
  /** Of a checkpoint. */
  readonly percentage?: number | undefined;
  /** The end of a checkpoint's delay, or of bake time. */
  readonly until?: Instant | undefined;
  /** What it was about: the reason, the alarm and its state, the fault and what it hit. */
  readonly about?: string | undefined;
  /** Units of a batch. */
  readonly stops?: number | undefined;
  readonly launches?: number | undefined;
}

export const markKinds = [
  "status",
  "checkpoint",
  "batch",
  "cancel",
  "rollback",
  "alarm",
  "fault",
] as const;
export type MarkKind = (typeof markKinds)[number];

export interface RefreshHistory {
  readonly samples: Samples;
  readonly marks: HistoryMark[];
}
