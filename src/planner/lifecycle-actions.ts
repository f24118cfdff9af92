/** Decides the effect of a finished lifecycle action, and whether a wait excuses a refresh. */
import type { Change } from "../domain/changes/change.ts";
import { hookedConditions } from "../domain/condition.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instance } from "../domain/instance.ts";
import type { LifecycleAction, LifecycleActionResult } from "../domain/lifecycle-hook.ts";
import { causes } from "../domain/scaling-activity.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { hour, type Instant } from "../domain/time.ts";
import { isInWarmPool, isReturning } from "../domain/warm-pool.ts";
import type { RefreshView } from "./view.ts";

interface LifecycleActionContext {
  readonly group: AutoScalingGroup;
  readonly instance: Instance;
  readonly identifiers: Identifiers;
  readonly now: Instant;
}

interface ActionEnd {
  readonly action: LifecycleAction;
  readonly result: LifecycleActionResult;
  readonly reason: "completed" | "timedOut" | "hookDeleted" | "undelivered";
}

/**
 * Ends the action, and after ABANDON also decides about the instance (G-156 to G-158, G-161). On
 * its way back into the warm pool it enters regardless (G-328), unless the group retains it
 * (G-337).
 */
export function lifecycleActionEnd(
  place: LifecycleActionContext,
  end: ActionEnd,
): readonly Change[] {
  const { group, instance } = place;
  const named = { group: group.name, id: instance.id };
  const { token } = end.action;
  const completed = {
    type: "LifecycleActionCompleted",
    ...named,
    token,
    result: end.result,
  } as const;
  if (end.result === "CONTINUE") return [completed];
  const { lifecycleState } = instance;
  const isGoingBack = lifecycleState === "Warmed:Pending:Wait" && isReturning(group, instance);
  const isLaunching = lifecycleState.endsWith("Pending:Wait") && !isGoingBack;
  if (isLaunching) return [completed, ...launchGivenUp(place, end)];
  // ABANDON of a root volume's hook works as for a termination: it only skips the other hooks.
  const isEnding = lifecycleState.endsWith("Terminating:Wait") || isGoingBack;
  if (!isEnding || !retainsAbandoned(group)) return [completed];
  return [completed, { type: "InstanceRetained", ...named, statusMessage: messageOf(end) }];
}

/** The message of the cancelled activity (G-093, G-330). */
function messageOf({ action, reason }: ActionEnd): string {
  return (
    "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token " +
    `${action.token} was abandoned: ${reasonTexts[reason]}`
  );
}

/** The launch is cancelled, and a separate termination cleans up (R-146, G-093). */
function launchGivenUp(
  { group, instance, identifiers, now }: LifecycleActionContext,
  end: ActionEnd,
): readonly Change[] {
  const named = { group: group.name, id: instance.id };
  return [
    { type: "LaunchAbandoned", ...named, statusMessage: messageOf(end) },
    {
      type: "TerminationStarted",
      ...named,
      activityId: identifiers.uuid(),
      cause: causes.launchFailure(now),
      // Observed in the warm pool only (G-339).
      isSelected: isInWarmPool(instance),
      purpose: "launchFailure",
    },
  ];
}

/** The first was observed (G-091); the second is in AWS's documentation of CodeDeploy. */
const reasonTexts: Record<ActionEnd["reason"], string> = {
  completed: "Lifecycle Action Completed with ABANDON Result",
  timedOut: "Heartbeat Timeout",
  hookDeleted: inferredTexts.lifecycleHookDeleted,
  undelivered: inferredTexts.lifecycleHookUndelivered,
};

/** The group's InstanceLifecyclePolicy, stored in AWS's own shape (G-157). */
export function retainsAbandoned({ stored }: Pick<AutoScalingGroup, "stored">): boolean {
  const policy = stored.InstanceLifecyclePolicy as
    | { readonly RetentionTriggers?: { readonly TerminateHookAbandon?: string } }
    | undefined;
  return policy?.RetentionTriggers?.TerminateHookAbandon === "retain";
}

/**
 * Whether an instance waits in a hook, which excuses a lack of progress. Only waits that
 * began within the hour count, or launches abandoned again and again would never fail the refresh
 * (R-146).
 */
export function isHeldByHook({ group, refresh }: Pick<RefreshView, "group" | "refresh">): boolean {
  if (group.lifecycleHooks.size === 0) return false;
  const hourEnd = refresh.lastProgressAt + hour;
  for (const { condition, instances } of group.fleet.buckets.values()) {
    if (!hookedConditions.has(condition)) continue;
    for (const { lifecycleActions = [] } of instances.values()) {
      if (lifecycleActions.some(({ begunAt }) => begunAt < hourEnd)) return true;
    }
  }
  return false;
}
