/** What can happen to a warm pool, and to an instance that goes into it or out of it. */
import type { Purpose } from "../instance.ts";
import type { WarmPoolSettings } from "../warm-pool.ts";

export type WarmPoolChange =
  /** A new pool, or all settings of the one there is from now on. */
  | {
      readonly type: "WarmPoolPut";
      readonly group: string;
      readonly settings: WarmPoolSettings;
      /** Undefined: the size stays what it is, and so does what causes tell of it. */
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
  /** EC2 stops the instance for a pool of stopped ones; then it comes to rest. */
  | { readonly type: "WarmPoolStopBegun"; readonly group: string; readonly id: string }
  /** The instance has come to rest in the pool. */
  | { readonly type: "WarmPoolEntered"; readonly group: string; readonly id: string }
  /** The pool has its size: what is launched into it from now on has another reason (G-092). */
  | { readonly type: "WarmPoolFilled"; readonly group: string }
  /** Out of the pool towards service. */
  | ({ readonly type: "WarmPoolLeft" } & Move)
  /** Out of service back into the pool. */
  | ({ readonly type: "WarmPoolReturned" } & Move);

interface Move {
  readonly group: string;
  readonly id: string;
  readonly activityId: string;
  readonly cause: string;
  readonly isSelected?: boolean | undefined;
  readonly purpose: Purpose;
}
