/** What can happen to lifecycle hooks, and to an instance because of them. */
import type {
  LifecycleAction,
  LifecycleActionResult,
  LifecycleHook,
  LifecycleTransition,
} from "../lifecycle-hook.ts";
import type { ActivityKind } from "../scaling-activity.ts";
import type { Instant } from "../time.ts";

export type HookChange =
  /** A new hook, or all of the one with this name from now on. */
  | { readonly type: "LifecycleHookPut"; readonly group: string; readonly hook: LifecycleHook }
  | { readonly type: "LifecycleHookDeleted"; readonly group: string; readonly name: string }
  /** The instance waits for these, all at once (G-156); for none: it goes on. */
  | {
      readonly type: "LifecycleActionsBegun";
      readonly group: string;
      readonly id: string;
      readonly actions: readonly LifecycleAction[];
      /** What its events tell besides: hooks and group may be gone when they are read. */
      readonly transition: LifecycleTransition;
      /** By hook, of those that have some. */
      readonly notificationMetadata: Readonly<Record<string, string>>;
      /** Of the activity that they interrupt: it says where the instance comes from and goes to. */
      readonly move?: ActivityKind | undefined;
    }
  /** A heartbeat. */
  | {
      readonly type: "LifecycleActionExtended";
      readonly group: string;
      readonly id: string;
      readonly token: string;
      readonly deadline: Instant;
    }
  /** By a call, a time-out or the end of its hook. ABANDON ends the instance's others with it. */
  | {
      readonly type: "LifecycleActionCompleted";
      readonly group: string;
      readonly id: string;
      readonly token: string;
      readonly result: LifecycleActionResult;
    }
  /** A launching hook gave the instance up: its activity ends, another launch is owed (G-093). */
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
  /** After its terminating hooks EC2 stops the instance. */
  | { readonly type: "ShutDownBegun"; readonly group: string; readonly id: string }
  /** EC2 runs an instance that still waits in a launching hook. */
  | { readonly type: "Ec2Started"; readonly group: string; readonly id: string };
