/** Lifecycle hooks of a group, and the lifecycle actions of its instances. */
import { type Instant, milliseconds, type Seconds } from "./time.ts";

export const launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
export const terminating = "autoscaling:EC2_INSTANCE_TERMINATING";
export type LifecycleTransition = typeof launching | typeof terminating;

export const lifecycleActionResults = ["CONTINUE", "ABANDON"] as const;
export type LifecycleActionResult = (typeof lifecycleActionResults)[number];

/**
 * A hook's target is sent messages where its service has an endpoint. Without one it always counts
 * as deliverable: no test message is sent (G-153), and no hook fails for a missing target (G-154).
 */
export interface LifecycleHook {
  readonly name: string;
  readonly transition: LifecycleTransition;
  readonly heartbeatTimeoutSeconds: Seconds;
  /** The result of a time-out (G-158). */
  readonly defaultResult: LifecycleActionResult;
  readonly notificationTargetArn?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly notificationMetadata?: string | undefined;
}

/** An automatic answer to a hook. */
export interface HookAnswer {
  readonly result: LifecycleActionResult | "never";
  readonly afterSeconds: Seconds;
}

/** One hook that one instance waits for. */
export interface LifecycleAction {
  readonly hookName: string;
  /** The action's own UUID (G-156). */
  readonly token: string;
  readonly begunAt: Instant;
  /** The current deadline; heartbeats extend it. */
  readonly deadline: Instant;
  /** No heartbeat extends the deadline beyond this. */
  readonly globalDeadline: Instant;
  /** The answer of a fault or tag in place of the user. */
  readonly answer?: { readonly at: Instant; readonly result: LifecycleActionResult } | undefined;
}

/** The longest time that heartbeats can keep an instance waiting: 48 hours (G-152). */
const longestWaitSeconds = 172_800;

/** 100 times the heartbeat timeout, at most 48 hours: 30 seconds give 3000 (G-152). */
export function globalTimeoutSeconds({ heartbeatTimeoutSeconds }: LifecycleHook): Seconds {
  return Math.min(100 * heartbeatTimeoutSeconds, longestWaitSeconds);
}

export function newLifecycleAction(
  hook: LifecycleHook,
  { token, now }: { readonly token: string; readonly now: Instant },
): LifecycleAction {
  const globalDeadline = now + milliseconds(globalTimeoutSeconds(hook));
  const deadline = Math.min(now + milliseconds(hook.heartbeatTimeoutSeconds), globalDeadline);
  return { hookName: hook.name, token, begunAt: now, deadline, globalDeadline };
}

/** A heartbeat restarts the timeout, within the global timeout. */
export function deadlineAfterHeartbeat(
  hook: LifecycleHook,
  { globalDeadline }: LifecycleAction,
  now: Instant,
): Instant {
  return Math.min(now + milliseconds(hook.heartbeatTimeoutSeconds), globalDeadline);
}

/** The hooks of a transition, in the order in which they were first put. */
export function hooksAt(
  hooks: ReadonlyMap<string, LifecycleHook>,
  transition: LifecycleTransition,
): readonly LifecycleHook[] {
  return [...hooks.values()].filter((hook) => hook.transition === transition);
}

/** Whether a transition has hooks; cheap for the many groups without any. */
export function hasHookAt(
  hooks: ReadonlyMap<string, LifecycleHook>,
  transition: LifecycleTransition,
): boolean {
  return hooks.size > 0 && hooksAt(hooks, transition).length > 0;
}
