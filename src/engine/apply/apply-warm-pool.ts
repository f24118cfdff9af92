/** Changes of a warm pool, and of instances that go into it and out of it. */
import { never, present } from "../../domain/assert.ts";
import type { WarmPoolChange } from "../../domain/changes/warm-pool-change.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { hasHookAt, terminating } from "../../domain/lifecycle-hook.ts";
import type { ActivityKind } from "../../domain/scaling-activity.ts";
import { milliseconds } from "../../domain/time.ts";
import { scheduleBoot } from "../hook-schedule.ts";
import {
  type ApplyContext,
  after,
  alter,
  groupNamed,
  instanceNamed,
  wake,
} from "./apply-context.ts";
import { openActivity } from "./apply-group.ts";
import { endActivity, noteProgress } from "./apply-launch.ts";

type Of<T extends WarmPoolChange["type"]> = Extract<WarmPoolChange, { type: T }>;

export function applyWarmPoolChange(context: ApplyContext, change: WarmPoolChange): void {
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "WarmPoolPut":
      return putPool(context, group, change);
    case "WarmPoolDeletionBegun":
      present(group.warmPool, "pool to delete").isPendingDelete = true;
      return wake(context, group, context.at);
    case "WarmPoolDeleted":
      group.warmPool = undefined;
      return;
    case "WarmPoolFilled":
      present(group.warmPool, "pool that is full").sentence = undefined;
      return;
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
  const { scalingReactionSeconds } = context.settings.timing;
  wake(context, group, context.at + milliseconds(scalingReactionSeconds));
}

/** The state of a pool whose settings change later stays that of the instances it has. */
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

/** Into service: EC2 starts it again, its first checks are to come, and launch hooks run anew. */
function leavePool(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"WarmPoolLeft">,
): void {
  const instance = instanceNamed(context, change.id);
  const { leaveWarmPoolSeconds } = context.settings.timing;
  alter(group, instance, () => {
    instance.lifecycleState = "Pending";
    instance.protectedFromScaleIn = group.newInstancesProtectedFromScaleIn;
    instance.purpose = change.purpose;
    instance.isSettled = false;
    instance.isWarm = false;
    instance.activityId = change.activityId;
    // EC2's launch time is that of the last start.
    if (instance.ec2State !== "running") instance.launchedAt = context.at;
    if (instance.ec2State !== "running") instance.ec2State = "pending";
  });
  if (change.purpose === "health") {
    group.owed.health = Math.max(0, group.owed.health - instance.weight);
  }
  recordMove(context, group, instance, { change, kind: "launchFromWarmPool" });
  scheduleBoot(context, group, { id: instance.id, bootSeconds: leaveWarmPoolSeconds });
  wake(context, group, context.at);
}

/** A scale-in that reuses: the instance keeps its role and its EC2 life. */
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
  recordMove(context, group, instance, { change, kind: "returnToWarmPool" });
  if (hasHookAt(group.lifecycleHooks, terminating)) {
    after(context, 0, instance.id, "beginTerminationWait");
  } else after(context, context.settings.timing.enterWarmPoolSeconds, instance.id, "enterWarmPool");
  wake(context, group, context.at);
}

function recordMove(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { change, kind }: { change: { activityId: string; cause: string }; kind: ActivityKind },
): void {
  openActivity(
    context,
    { group, instance },
    {
      activityId: change.activityId,
      kind,
      cause: change.cause,
      statusCode: "PreInService",
      progress: 30,
    },
  );
}
