/** Changes of lifecycle hooks, and of instances that wait in them, go on, or are given up. */
import { never, present } from "../domain/assert.ts";
import { conditionOf } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { HookChange } from "../domain/hook-change.ts";
import type { Instance } from "../domain/instance.ts";
import { type Instant, second } from "../domain/time.ts";
import { type ApplyContext, after, groupNamed, instanceNamed } from "./apply-context.ts";
import { endActivity, noteProgress } from "./apply-launch.ts";

type Of<T extends HookChange["type"]> = Extract<HookChange, { type: T }>;

export function applyHookChange(context: ApplyContext, change: HookChange): void {
  const group = groupNamed(context, change.group);
  if (change.type === "LifecycleHookPut") {
    group.lifecycleHooks.set(change.hook.name, change.hook);
    return;
  }
  if (change.type === "LifecycleHookDeleted") {
    group.lifecycleHooks.delete(change.name);
    return;
  }
  const instance = instanceNamed(context, change.id);
  switch (change.type) {
    case "LifecycleActionsBegun":
      return beginActions(context, group, instance, change);
    case "LifecycleActionExtended":
      return extendAction(context, instance, change);
    case "LifecycleActionCompleted":
      return completeAction(context, group, instance, change);
    case "LaunchAbandoned":
      return abandonLaunch(context, group, instance, change);
    case "InstanceRetained":
      endActivity(context, group, instance, "Cancelled");
      instance.lifecycleState = "Terminating:Retained";
      return;
    case "ShutDownBegun":
      if (instance.ec2State !== "terminated") instance.ec2State = "shutting-down";
      return after(context, instance.terminateSeconds, instance.id, "terminate");
    case "Ec2Started":
      instance.ec2State = "running";
      return;
    default:
      return never(change);
  }
}

// The states of waiting and of going on are filed under the condition of the state before them, so
// that nothing here needs to file an instance anew.

function beginActions(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { actions }: Of<"LifecycleActionsBegun">,
): void {
  if (actions.length === 0) return proceed(context, instance);
  const isLaunching = isOnItsWayIn(instance);
  instance.lifecycleActions = actions;
  instance.lifecycleState = isLaunching ? "Pending:Wait" : "Terminating:Wait";
  const activity = group.activities.get(instance.activityId ?? "");
  if (activity !== undefined) {
    // Observed in DescribeScalingActivities: 40 and 60 per cent; AWS's model lacks the second code.
    activity.statusCode = isLaunching ? "MidLifecycleAction" : "MidTerminatingLifecycleAction";
    activity.progress = isLaunching ? 40 : 60;
  }
  for (const { deadline } of actions) scheduleTimeOut(context, instance, deadline);
}

function scheduleTimeOut(context: ApplyContext, { id }: Instance, deadline: Instant): void {
  after(context, (deadline - context.at) / second, id, "timeOut");
}

function extendAction(
  context: ApplyContext,
  instance: Instance,
  { token, deadline }: Of<"LifecycleActionExtended">,
): void {
  const actions = present(instance.lifecycleActions, "actions to extend");
  instance.lifecycleActions = actions.map((action) =>
    action.token === token ? { ...action, deadline } : action,
  );
  scheduleTimeOut(context, instance, deadline);
}

function completeAction(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { token, result }: Of<"LifecycleActionCompleted">,
): void {
  const actions = present(instance.lifecycleActions, "actions to complete");
  const others = actions.filter((action) => action.token !== token);
  const left = result === "ABANDON" ? [] : others;
  instance.lifecycleActions = left.length === 0 ? undefined : left;
  const isGivenUp = result === "ABANDON" && isOnItsWayIn(instance);
  if (left.length > 0 || isGivenUp) return;
  // A hook's wait is no lack of progress, but a launch that it gave up is.
  if (instance.purpose !== "launchFailure") noteProgress(context, group);
  proceed(context, instance);
}

function proceed(context: ApplyContext, instance: Instance): void {
  const isLaunching = isOnItsWayIn(instance);
  instance.lifecycleState = isLaunching ? "Pending:Proceed" : "Terminating:Proceed";
  const step = isLaunching ? "enterService" : "shutDown";
  after(context, context.settings.timing.hookProceedSeconds, instance.id, step);
}

function isOnItsWayIn(instance: Instance): boolean {
  return conditionOf(instance) === "pending";
}

/** The launch is owed again under its cause, unless a cancelled refresh wanted it. */
function abandonLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { statusMessage }: Of<"LaunchAbandoned">,
): void {
  const activity = group.activities.get(instance.activityId ?? "");
  if (activity !== undefined) activity.statusMessage = statusMessage;
  endActivity(context, group, instance, "Cancelled");
  const { purpose, weight } = instance;
  const isCancelling = activeRefresh(group)?.status === "Cancelling";
  if (purpose === "health" || (purpose === "refresh" && !isCancelling)) {
    group.owed[purpose] += weight;
  }
}
