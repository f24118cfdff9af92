/** Applies changes of a warm pool, and of instances entering and leaving it. */
import { never, present } from "../../domain/assert.ts";
import type { WarmPoolChange } from "../../domain/changes/warm-pool-change.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { hasHookAt, terminating } from "../../domain/lifecycle-hook.ts";
import type { ActivityKind, ScalingActivity } from "../../domain/scaling-activity.ts";
import { milliseconds } from "../../domain/time.ts";
import { isReturning } from "../../domain/warm-pool.ts";
import { scheduleBoot } from "../hook-schedule.ts";
import {
  type ApplyContext,
  after,
  alter,
  groupNamed,
  instanceNamed,
  wake,
} from "./apply-context.ts";
import { beginPoolDeletion, openActivity } from "./apply-group.ts";
import { endActivity, noteProgress } from "./apply-launch.ts";

type Of<T extends WarmPoolChange["type"]> = Extract<WarmPoolChange, { type: T }>;

export function applyWarmPoolChange(context: ApplyContext, change: WarmPoolChange): void {
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "WarmPoolPut":
      return putPool(context, group, change);
    case "WarmPoolResized":
      present(group.warmPool, "pool of another size").sentence = change.sentence;
      return react(context, group);
    case "WarmPoolDeletionBegun":
      return deletePool(context, group, change);
    case "WarmPoolDeleted":
      group.warmPool = undefined;
      if (group.deletionBegunAt !== undefined) group.warmPoolGoneAt = context.at;
      return wake(context, group, context.at);
    case "WarmPoolFilled":
      present(group.warmPool, "pool that is full").sentence = undefined;
      return;
    case "WarmPoolStopBegun":
      return stopForPool(context, group, instanceNamed(context, change.id));
    case "WarmPoolEntered":
      return enterPool(context, group, instanceNamed(context, change.id));
    case "WarmPoolLeft":
      return leavePool(context, group, change);
    case "WarmPoolReturned":
      return returnToPool(context, group, change);
    default:
      return never(change);
  }
}

function putPool(
  context: ApplyContext,
  group: AutoScalingGroup,
  { settings, sentence }: Of<"WarmPoolPut">,
): void {
  const { warmPool } = group;
  group.warmPool = {
    settings,
    isPendingDelete: false,
    sentence: sentence ?? warmPool?.sentence,
  };
  react(context, group);
}

/** An empty pool takes as long as an empty group (G-321). */
function deletePool(
  context: ApplyContext,
  group: AutoScalingGroup,
  { sentence }: Of<"WarmPoolDeletionBegun">,
): void {
  const { deleteGroupSeconds } = context.settings.timing;
  const goneNotBefore = context.at + milliseconds(deleteGroupSeconds);
  Object.assign(present(group.warmPool, "pool to delete"), { sentence, goneNotBefore });
  beginPoolDeletion(group);
  wake(context, group, context.at);
}

/** Waits for the reaction time before launches or terminations for the new size (G-306). */
function react(context: ApplyContext, group: AutoScalingGroup): void {
  const at = context.at + milliseconds(context.settings.timing.scalingReactionSeconds);
  group.scalingNotBefore = Math.max(group.scalingNotBefore, at);
  wake(context, group, group.scalingNotBefore);
}

/** EC2 stops the instance some time before the group counts it as at rest (G-304). */
function stopForPool(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const { warmPoolStopSeconds, restNewInstanceSeconds, restReturnedInstanceSeconds } =
    context.settings.timing;
  const isBack = isReturning(group, instance);
  instance.ec2State = "stopping";
  instance.stoppedAt = context.at;
  after(context, warmPoolStopSeconds, instance.id, "ec2Stop");
  const restSeconds = isBack ? restReturnedInstanceSeconds : restNewInstanceSeconds;
  after(context, Math.max(warmPoolStopSeconds, restSeconds), instance.id, "enterWarmPool");
}

/** Instances keep their state when the pool's settings change later. */
function enterPool(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const { poolState } = present(group.warmPool, "pool to enter").settings;
  alter(group, instance, () => {
    instance.lifecycleState = `Warmed:${poolState}`;
    instance.ec2State = poolState === "Running" ? "running" : "stopped";
  });
  endActivity(context, group, instance);
  noteProgress(context, group);
  wake(context, group, context.at);
}

/**
 * Moves an instance into service: EC2 starts it, launch hooks run again, and first checks follow.
 */
function leavePool(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"WarmPoolLeft">,
): void {
  const instance = instanceNamed(context, change.id);
  const { leaveRunningPoolSeconds, leaveStoppedPoolSeconds, hookProceedSeconds } =
    context.settings.timing;
  const isRunning = instance.ec2State === "running";
  const seconds = isRunning ? leaveRunningPoolSeconds : leaveStoppedPoolSeconds;
  alter(group, instance, () => {
    instance.lifecycleState = "Pending";
    instance.purpose = change.purpose;
    instance.isSettled = false;
    instance.isWarm = false;
    instance.activityId = change.activityId;
    // EC2's launch time is that of the last start.
    if (!isRunning) {
      instance.launchedAt = context.at;
      instance.ec2State = "pending";
      instance.stoppedAt = undefined;
    }
  });
  if (change.purpose === "health") {
    group.owed.health = Math.max(0, group.owed.health - instance.weight);
  }
  recordMove(context, group, instance, {
    change,
    kind: "launchFromWarmPool",
    shown: { statusCode: "PreInService", progress: 30 },
  });
  // EC2 has started it by the time its hooks begin (G-305).
  after(context, Math.max(0, seconds - hookProceedSeconds), instance.id, "boot");
  scheduleBoot(context, group, { id: instance.id, bootSeconds: seconds });
  wake(context, group, context.at);
}

/** Returns an instance on scale-in; it keeps its role and its EC2 instance. */
function returnToPool(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"WarmPoolReturned">,
): void {
  const instance = instanceNamed(context, change.id);
  endActivity(context, group, instance, "Cancelled");
  alter(group, instance, () => {
    instance.lifecycleState = "Warmed:Pending";
    instance.purpose = change.purpose;
    instance.inServiceAt = undefined;
    instance.activityId = change.activityId;
  });
  group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  recordMove(context, group, instance, {
    change,
    kind: "returnToWarmPool",
    shown: { statusCode: "InProgress", progress: 0 },
  });
  const { warmPoolHookSeconds, hookProceedSeconds } = context.settings.timing;
  if (hasHookAt(group.lifecycleHooks, terminating)) {
    after(context, warmPoolHookSeconds, instance.id, "beginTerminationWait");
  } else after(context, hookProceedSeconds, instance.id, "enterWarmPool");
  wake(context, group, context.at);
}

function recordMove(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  {
    change,
    kind,
    shown,
  }: {
    readonly change: Of<"WarmPoolLeft" | "WarmPoolReturned">;
    readonly kind: ActivityKind;
    readonly shown: Pick<ScalingActivity, "statusCode" | "progress">;
  },
): void {
  openActivity(
    context,
    { group, instance },
    {
      activityId: change.activityId,
      kind,
      cause: change.cause,
      isSelected: change.isSelected,
      ...shown,
    },
  );
}
