/** Changes of scheduled actions. */
import type { ScheduledAction } from "../scheduled-action.ts";
import type { Instant } from "../time.ts";

export type ScheduledActionChange =
  /** A new action, or the complete replacement of an existing one. */
  | {
      readonly type: "ScheduledActionPut";
      readonly group: string;
      readonly action: ScheduledAction;
    }
  | { readonly type: "ScheduledActionDeleted"; readonly group: string; readonly name: string }
  /** The action is due, whether it runs or not. Without a next time it is deleted. */
  | {
      readonly type: "ScheduledActionReached";
      readonly group: string;
      readonly name: string;
      readonly nextAt?: Instant;
    };
