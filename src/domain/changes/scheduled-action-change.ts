/** What can happen to scheduled actions. */
import type { ScheduledAction } from "../scheduled-action.ts";
import type { Instant } from "../time.ts";

export type ScheduledActionChange =
  /** A new action, or all of the one with this name from now on. */
  | {
      readonly type: "ScheduledActionPut";
      readonly group: string;
      readonly action: ScheduledAction;
    }
  | { readonly type: "ScheduledActionDeleted"; readonly group: string; readonly name: string }
  /** Its time has come, whether it runs or not. Without a next time it is gone. */
  | {
      readonly type: "ScheduledActionReached";
      readonly group: string;
      readonly name: string;
      readonly nextAt?: Instant;
    };
