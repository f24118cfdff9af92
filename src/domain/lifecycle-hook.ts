/** Lifecycle hooks of a group, and the actions that its instances wait for because of them. */
import { type Instant, milliseconds, type Seconds } from "./time.ts";

export const launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
export const terminating = "autoscaling:EC2_INSTANCE_TERMINATING";
export type LifecycleTransition = typeof launching | typeof terminating;

export const lifecycleActionResults = ["CONTINUE", "ABANDON"] as const;
export type LifecycleActionResult = (typeof lifecycleActionResults)[number];

/**
 * The notification members are stored and shown only. There is no queue or topic here, so a target
 * counts as deliverable: it gets no test message (G-153), and no hook gives way because its target
 * is gone (G-154).
 */
export interface LifecycleHook {
  readonly name: string;
  readonly transition: LifecycleTransition;
  readonly heartbeatTimeoutSeconds: Seconds;
  /** What a time-out stands for (G-158). */
  readonly defaultResult: LifecycleActionResult;
  readonly notificationTargetArn?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly notificationMetadata?: string | undefined;
}

/** How a hook is answered by itself. */
export interface HookAnswer {
  readonly result: LifecycleActionResult | "never";
  readonly afterSeconds: Seconds;
}

/** One hook that holds one instance. */
export interface LifecycleAction {
  readonly hookName: string;
  /** A UUID of its own (G-156). */
  readonly token: string;
  readonly begunAt: Instant;
  /** The time-out in force; heartbeats move it. */
  readonly deadline: Instant;
  /** No heartbeat moves the time-out beyond this. */
  readonly globalDeadline: Instant;
  /** A fault or a tag answers in place of the user. */
  readonly answer?: { readonly at: Instant; readonly result: LifecycleActionResult } | undefined;
}

/** The longest that heartbeats can keep an instance waiting: 48 hours (G-152). */
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

/** A heartbeat begins the timeout anew, within the global timeout. */
export function deadlineAfterHeartbeat(
  hook: LifecycleHook,
  { globalDeadline }: LifecycleAction,
  now: Instant,
): Instant {
  return Math.min(now + milliseconds(hook.heartbeatTimeoutSeconds), globalDeadline);
}

/** In the order in which they were put first. */
export function hooksAt(
  hooks: ReadonlyMap<string, LifecycleHook>,
  transition: LifecycleTransition,
): readonly LifecycleHook[] {
  return [...hooks.values()].filter((hook) => hook.transition === transition);
}

/** Cheap for the many groups without hooks. */
export function hasHookAt(
  hooks: ReadonlyMap<string, LifecycleHook>,
  transition: LifecycleTransition,
): boolean {
  return hooks.size > 0 && hooksAt(hooks, transition).length > 0;
}
