/** TerminateInstanceInAutoScalingGroup: ends an instance, with or without replacement (G-110). */
import type { Change } from "../../domain/change.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import type { Instance } from "../../domain/instance.ts";
import { causes, type ScalingActivity } from "../../domain/scaling-activity.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import { validationError } from "../../model/faults.ts";
import { type ActionContext, defineAction } from "../action.ts";
import { existingInstance, isLeaving } from "../existing.ts";
import { activitySubject, presentBegunActivity } from "../present-activity.ts";

export const terminateInstanceInAutoScalingGroup = defineAction(
  "autoscaling",
  "TerminateInstanceInAutoScalingGroup",
  (input, context) => {
    const { group, instance } = existingInstance(context.region, input.InstanceId);
    if (isInWarmPool(instance)) throw validationError(inferredTexts.notForWarmPool(instance.id));
    const running = runningTermination(group, instance);
    if (running !== undefined) {
      return { output: { Activity: presentBegunActivity(running, group.name, context.region) } };
    }
    const to = capacityAfter(group, instance, input.ShouldDecrementDesiredCapacity === true);
    const activity = termination(instance, { from: group.desiredCapacity, to }, context);
    return {
      output: { Activity: presentBegunActivity(activity, group.name, context.region) },
      changes: terminationChanges(group, { activity, to }, context),
    };
  },
);

/** A second call for an instance that is already leaving tells of the activity at work. */
function runningTermination(
  group: AutoScalingGroup,
  instance: Instance,
): ScalingActivity | undefined {
  return isLeaving(instance) ? group.activities.get(instance.activityId ?? "") : undefined;
}

function capacityAfter(
  { desiredCapacity, minSize }: AutoScalingGroup,
  instance: Instance,
  isDecremented: boolean,
): number {
  if (!isDecremented) return desiredCapacity;
  // A retained instance is not part of the capacity (G-157).
  if (instance.lifecycleState === "Terminating:Retained") {
    throw validationError(inferredTexts.retainedDecrement(instance.id));
  }
  const to = desiredCapacity - instance.weight;
  if (to >= minSize) return to;
  throw validationError(
    `Currently, desiredSize equals minSize (${minSize}). Terminating instance without ` +
      "replacement will violate group's min size constraint. Either set " +
      "shouldDecrementDesiredCapacity flag to false or lower group's min size.",
  );
}

function termination(
  instance: Instance,
  step: { readonly from: number; readonly to: number },
  { identifiers, now }: ActionContext,
): ScalingActivity {
  return {
    id: identifiers.uuid(),
    kind: "terminate",
    ...activitySubject(instance),
    cause: causes.userTermination(now, instance.id, step.from === step.to ? undefined : step),
    startTime: now,
    statusCode: "InProgress",
    progress: 0,
  };
}

function terminationChanges(
  group: AutoScalingGroup,
  { activity, to }: { readonly activity: ScalingActivity; readonly to: number },
  { settings }: ActionContext,
): readonly Change[] {
  const decrement: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to,
    reactionSeconds: settings.timing.scalingReactionSeconds,
  };
  const started: Change = {
    type: "TerminationStarted",
    group: group.name,
    id: activity.instanceId ?? "",
    activityId: activity.id,
    cause: activity.cause,
    purpose: "user",
  };
  return to === group.desiredCapacity ? [started] : [decrement, started];
}
