/** Changes of lifecycle hooks, and of instances waiting for them. */
import type {
  LifecycleAction,
  LifecycleActionResult,
  LifecycleHook,
  LifecycleTransition,
} from "../lifecycle-hook.ts";
import type { ActivityKind } from "../scaling-activity.ts";
import type { Instant } from "../time.ts";

export type HookChange =
  /** A new hook, or the complete replacement of an existing one. */
  | {
      readonly type: "LifecycleHookPut";
      readonly group: string;
      readonly hook: LifecycleHook;
    }
  | { readonly type: "LifecycleHookDeleted"; readonly group: string; readonly name: string }
  /** The instance waits for all of these at once (G-156); without any it continues. */
  | {
      readonly type: "LifecycleActionsBegun";
      readonly group: string;
      readonly id: string;
      readonly actions: readonly LifecycleAction[];
      /** Further content of its events; hooks and group may be deleted when they are read. */
      readonly transition: LifecycleTransition;
      /** By hook, if it has any. */
      readonly notificationMetadata: Readonly<Record<string, string>>;
      /** The kind of the interrupted activity, which determines origin and destination. */
      readonly move?: ActivityKind | undefined;
    }
  /** A heartbeat extends the deadline. */
  | {
      readonly type: "LifecycleActionExtended";
      readonly group: string;
      readonly id: string;
      readonly token: string;
      readonly deadline: Instant;
    }
  /**
   * Ended by a call, a time-out or the hook's deletion. ABANDON also ends the instance's other
   * actions.
   */
  | {
      readonly type: "LifecycleActionCompleted";
      readonly group: string;
      readonly id: string;
      readonly token: string;
      readonly result: LifecycleActionResult;
    }
  /**
   * A launching hook abandoned the instance: its activity ends and another launch is owed (G-093).
   */
  | {
      readonly type: "LaunchAbandoned";
      readonly group: string;
      readonly id: string;
      readonly statusMessage: string;
    }
  /** A terminating hook was abandoned and the group retains such instances (G-157). */
  | {
      readonly type: "InstanceRetained";
      readonly group: string;
      readonly id: string;
      readonly statusMessage: string;
    }
  /** EC2 shuts the instance down after its terminating hooks. */
  | { readonly type: "ShutDownBegun"; readonly group: string; readonly id: string }
  /** EC2 has started an instance that still waits for a launching hook. */
  | { readonly type: "Ec2Started"; readonly group: string; readonly id: string };
