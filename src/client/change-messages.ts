/** The messages of the stream of changes, as types for callers; src/control produces them. */
import type { DecisionRecord } from "../domain/decision-record.ts";
import type { BusEvent, ClockState, ClockStop, JournalLine } from "./answers.ts";
import type { ListedFault } from "./fault-description.ts";
import type { AnsweredRequest } from "./requests-answered.ts";
import type { GroupNow, InstanceColumns, RefreshUnderWay } from "./whole-group.ts";

interface Place {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

/** What each kind of message tells. */
interface ChangeData {
  readonly clock: ClockState &
    ClockStop & {
      readonly nextDueAt: string | null;
      /** Time is being moved. */
      readonly advancing: boolean;
      /** The newest line of the journal. */
      readonly sequence: number;
    };
  readonly journal: JournalLine;
  readonly refresh: Place & { readonly refresh: RefreshUnderWay };
  readonly instances: Place & (ChangedGroup | { readonly deleted: true });
  readonly decision: Place &
    DecisionRecord & { readonly sequence: number; readonly refresh: string; readonly at: string };
  readonly event: { readonly sequence: number; readonly event: BusEvent };
  readonly fault: {
    readonly account: string;
    readonly region: string;
    readonly id: string;
    /** Null for one that is gone. */
    readonly fault: ListedFault | null;
  };
  readonly request: AnsweredRequest;
  readonly delivery: {
    readonly target: string;
    readonly delivered: number;
    readonly failed: number;
    readonly dropped: number;
    readonly isDown: boolean;
    readonly lastFailure: string | null;
  };
  /** What is shown is to be read anew: all of it, or one group. */
  readonly gap:
    | {
        readonly reread: "all";
        /** As below; absent where the world is another one. */
        readonly sequence?: number;
        readonly why: string;
      }
    | (Place & {
        readonly reread: "group";
        /** What is read up to this line of the journal has all of it. */
        readonly sequence: number;
        readonly why: string;
      });
}

/** Its instances alone are those that have changed. */
interface ChangedGroup extends GroupNow {
  readonly deleted: false;
  /** Those that have changed. */
  readonly instances: InstanceColumns;
  /** Ids of those that have left. */
  readonly gone: readonly string[];
}

export type ChangeKind = keyof ChangeData;

export type ChangeMessage = {
  readonly [K in ChangeKind]: {
    readonly kind: K;
    /** Where to go on after it. */
    readonly id: string;
    readonly data: ChangeData[K];
  };
}[ChangeKind];
