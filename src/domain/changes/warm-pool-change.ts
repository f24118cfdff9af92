/** Changes of a warm pool, and of instances that enter or leave it. */
import type { Purpose } from "../instance.ts";
import type { WarmPoolSettings } from "../warm-pool.ts";

export type WarmPoolChange =
  /** A new pool, or the complete new settings of an existing one. */
  | {
      readonly type: "WarmPoolPut";
      readonly group: string;
      readonly settings: WarmPoolSettings;
      /** Undefined keeps the size, and what causes say about it. */
      readonly sentence: string | undefined;
    }
  /** An update of the group changed the size of its pool. */
  | { readonly type: "WarmPoolResized"; readonly group: string; readonly sentence: string }
  | {
      readonly type: "WarmPoolDeletionBegun";
      readonly group: string;
      readonly sentence: string | undefined;
    }
  | { readonly type: "WarmPoolDeleted"; readonly group: string }
  /** EC2 stops the instance for a stopped pool, where it then rests. */
  | { readonly type: "WarmPoolStopBegun"; readonly group: string; readonly id: string }
  /** The instance is at rest in the pool. */
  | { readonly type: "WarmPoolEntered"; readonly group: string; readonly id: string }
  /** The pool has reached its size; later launches into it have another cause (G-092). */
  | { readonly type: "WarmPoolFilled"; readonly group: string }
  /** The instance leaves the pool for service. */
  | ({ readonly type: "WarmPoolLeft" } & Move)
  /** The instance returns from service to the pool. */
  | ({ readonly type: "WarmPoolReturned" } & Move);

interface Move {
  readonly group: string;
  readonly id: string;
  readonly activityId: string;
  readonly cause: string;
  readonly isSelected?: boolean | undefined;
  readonly purpose: Purpose;
}
