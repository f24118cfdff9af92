/** Sends the events of applied changes; each holds all that its body needs. */
import type { HookChange } from "../../domain/changes/hook-change.ts";
import type { RefreshFact } from "../../domain/event-fact.ts";
import { pathOf } from "../../domain/event-paths.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import { topicsOf } from "../../domain/notifications/activity-notification.ts";
import type { ScalingActivity } from "../../domain/scaling-activity.ts";
import type { ApplyContext } from "./apply-context.ts";

export function sendRefreshStep(
  context: ApplyContext,
  group: AutoScalingGroup,
  { what, refreshId, checkpoint }: Omit<RefreshFact, "kind">,
): void {
  context.send({ kind: "refresh", ...named(group), what, refreshId, checkpoint });
}

/** One event for each hook that an instance waits for (G-149). */
export function sendHookActions(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Extract<HookChange, { type: "LifecycleActionsBegun" }>,
): void {
  const { id: instanceId, transition, move, notificationMetadata } = change;
  for (const { hookName, token } of change.actions) {
    context.send({
      kind: "hook",
      ...named(group),
      transition,
      move,
      instanceId,
      hookName,
      token,
      notificationMetadata: notificationMetadata[hookName],
      notificationTargetArn: group.lifecycleHooks.get(hookName)?.notificationTargetArn,
    });
  }
}

/** Called when the activity has ended, so that it is shared and not copied. */
export function sendActivityEnd(
  context: ApplyContext,
  group: AutoScalingGroup,
  ended: { readonly activity: ScalingActivity; readonly isHeld: boolean },
): void {
  const { activity, isHeld } = ended;
  if (pathOf(activity) === undefined) return;
  const topics = topicsOf(group.notifications, activity);
  const notified = topics.length === 0 ? undefined : topics;
  context.send({ kind: "activity", ...named(group), activity, isHeld, topics: notified });
}

/** Tries out the topic of a configuration that a call has put (G-153). */
export function sendTrial(
  context: ApplyContext,
  group: AutoScalingGroup,
  targetArn: string,
  requestId: string | undefined,
): void {
  if (requestId === undefined) return;
  context.send({ kind: "trial", ...named(group), targetArn, requestId });
}

function named({ name, arn }: AutoScalingGroup) {
  return { group: name, groupArn: arn };
}
