/** Changes of lifecycle hooks, and of instances that wait in them, go on, or are given up. */

import { never, present } from "../../domain/assert.ts";
import type { HookChange } from "../../domain/changes/hook-change.ts";
import { conditionOf } from "../../domain/condition.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { type Instant, milliseconds, second } from "../../domain/time.ts";
import { isInWarmPool, isReturning } from "../../domain/warm-pool.ts";
import { shutDown } from "../hook-schedule.ts";
import {
  type ApplyContext,
  after,
  alter,
  groupNamed,
  instanceNamed,
  wake,
} from "./apply-context.ts";
import { sendHookActions } from "./apply-events.ts";
import { endActivity, excuseWait, oweAgain } from "./apply-launch.ts";

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
      return retain(context, group, instance, change);
    case "ShutDownBegun":
      return shutDown(context, instance);
    case "Ec2Started":
      instance.ec2State = "running";
      return;
    default:
      return never(change);
  }
}

// The Wait and Proceed states have the same fleet condition as the state before them, so instances
// need not be filed again here.

function beginActions(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"LifecycleActionsBegun">,
): void {
  const { actions } = change;
  sendHookActions(context, group, change);
  if (actions.length === 0) return proceed(context, group, instance);
  const { waiting, shown } = transitionOf(group, instance);
  instance.lifecycleActions = actions;
  instance.lifecycleState = waiting;
  const activity = group.activities.get(instance.activityId ?? "");
  // The activity of a root volume has other stages.
  if (activity !== undefined && activity.kind !== "replaceRootVolume") {
    Object.assign(activity, shown);
  }
  for (const { deadline, answer } of actions) {
    scheduleTimeOut(context, instance, deadline);
    if (answer === undefined) continue;
    after(context, (answer.at - context.at) / second, instance.id, "answerHook");
  }
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
  const isGivenUp = result === "ABANDON" && isLaunching(group, instance);
  if (left.length > 0 || isGivenUp) return;
  const [{ begunAt = context.at } = {}] = actions;
  if (instance.purpose !== "launchFailure") excuseWait(context, group, begunAt);
  proceed(context, group, instance);
}

function proceed(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const { proceeding, step } = transitionOf(group, instance);
  instance.lifecycleState = proceeding;
  after(context, context.settings.timing.hookProceedSeconds, instance.id, step);
  if (instance.isReplacedAfterHooks === true) wake(context, group, context.at);
}

/** What hooks interrupt: a launch, the replacement of a root volume, or a termination. */
function transitionOf(group: AutoScalingGroup, instance: Instance) {
  switch (conditionOf(instance)) {
    case "pending":
      return transitions.launch;
    case "replacingRootVolume":
      return transitions.rootVolume;
    case "warmedPending":
      return isReturning(group, instance) ? transitions.returning : transitions.warming;
    default:
      return isInWarmPool(instance) ? transitions.warmedTermination : transitions.termination;
  }
}

/** Observed in DescribeScalingActivities: 40 and 60 per cent; AWS's model lacks the second code. */
const transitions = {
  launch: {
    waiting: "Pending:Wait",
    proceeding: "Pending:Proceed",
    step: "enterService",
    shown: { statusCode: "MidLifecycleAction", progress: 40 },
  },
  rootVolume: {
    waiting: "ReplacingRootVolume:Wait",
    proceeding: "ReplacingRootVolume:Proceed",
    step: "replaceRootVolume",
    shown: {},
  },
  termination: {
    waiting: "Terminating:Wait",
    proceeding: "Terminating:Proceed",
    step: "shutDown",
    shown: { statusCode: "MidTerminatingLifecycleAction", progress: 60 },
  },
  warming: {
    waiting: "Warmed:Pending:Wait",
    proceeding: "Warmed:Pending:Proceed",
    step: "enterWarmPool",
    shown: { statusCode: "MidLifecycleAction", progress: 40 },
  },
  returning: {
    waiting: "Warmed:Pending:Wait",
    proceeding: "Warmed:Pending:Proceed",
    step: "enterWarmPool",
    shown: { statusCode: "MidTerminatingLifecycleAction", progress: 60 },
  },
  warmedTermination: {
    waiting: "Warmed:Terminating:Wait",
    proceeding: "Warmed:Terminating:Proceed",
    step: "shutDown",
    shown: { statusCode: "MidTerminatingLifecycleAction", progress: 60 },
  },
} as const;

function isLaunching(group: AutoScalingGroup, instance: Instance): boolean {
  const condition = conditionOf(instance);
  if (condition === "warmedPending") return !isReturning(group, instance);
  return condition === "pending";
}

/**
 * Retains the instance: EC2 keeps it running but the group no longer counts it, so the open
 * capacity is filled (G-329, G-332).
 */
function retain(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { statusMessage }: Of<"InstanceRetained">,
): void {
  endActivity(context, group, instance, "Cancelled", statusMessage);
  const { lifecycleState } = instance;
  alter(group, instance, () => {
    if (lifecycleState.startsWith("Warmed:Pending")) {
      instance.lifecycleState = "Warmed:Pending:Retained";
    } else {
      instance.lifecycleState = isInWarmPool(instance)
        ? "Warmed:Terminating:Retained"
        : "Terminating:Retained";
    }
  });
  if (group.warmPool?.isPendingDelete === true && isInWarmPool(instance)) {
    const { scalingReactionSeconds } = context.settings.timing;
    const seconds = Math.max(leastPauseSeconds, scalingReactionSeconds);
    group.scalingNotBefore = context.at + milliseconds(seconds);
  }
  wake(context, group, context.at);
}

/** Keeps a hook that is abandoned at once from starting again within the same instant. */
const leastPauseSeconds = 1;

function abandonLaunch(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { statusMessage }: Of<"LaunchAbandoned">,
): void {
  endActivity(context, group, instance, "Cancelled", statusMessage);
  if (!isInWarmPool(instance)) oweAgain(group, instance);
}
