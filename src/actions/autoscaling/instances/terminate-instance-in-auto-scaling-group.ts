/** TerminateInstanceInAutoScalingGroup: ends instances, with or without replacement (G-110). */

import type { Change } from "../../../domain/changes/change.ts";
import { conditionOf, liveConditions } from "../../../domain/condition.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { type Instance, isRetained } from "../../../domain/instance.ts";
import { hasHookAt, terminating } from "../../../domain/lifecycle-hook.ts";
import { causes, type ScalingActivity } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { isInWarmPool } from "../../../domain/warm-pool.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup, existingInstance, isLeaving, membersOf } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { activitySubject, presentBegunActivity } from "../present-activity.ts";

type TerminateInput = Input<"autoscaling", "TerminateInstanceInAutoScalingGroup">;

export const terminateInstanceInAutoScalingGroup = defineAction(
  "autoscaling",
  "TerminateInstanceInAutoScalingGroup",
  (input, context) => {
    const { group, instances } = targetsOf(input, context.region);
    for (const instance of instances) {
      refuseWarm(instance);
      refuseRunning(group, instance);
    }
    const isDecremented = input.ShouldDecrementDesiredCapacity === true;
    const { begun, to } = terminations(group, { instances, isDecremented }, context);
    const shown = begun.map((activity) =>
      presentBegunActivity(activity, group.name, context.region),
    );
    return {
      output: input.InstanceIds === undefined ? { Activity: shown[0] } : { Activities: shown },
      changes: terminationChanges(group, { begun, to }, context),
    };
  },
);

interface Targets {
  readonly group: AutoScalingGroup;
  readonly instances: readonly Instance[];
}

/** One instance of any group, or several of the named group. */
function targetsOf(input: TerminateInput, region: Region): Targets {
  const { InstanceId: id, InstanceIds: ids, AutoScalingGroupName: name } = input;
  if ((id === undefined) === (ids === undefined)) {
    throw validationError(inferredTexts.oneOrSeveralInstances);
  }
  if (ids === undefined) {
    const { group, instance } = existingInstance(region, id);
    return { group, instances: [instance] };
  }
  if (name === undefined) throw validationError(inferredTexts.groupOfInstancesNeeded);
  const group = existingGroup(region, name, "mutate");
  if (ids.length === 0) throw validationError(inferredTexts.noInstanceIds);
  checkLength(ids, { member: "instanceIds", most: 100 });
  return { group, instances: membersOf(group, ids) };
}

interface Terminations {
  readonly begun: readonly ScalingActivity[];
  /** The desired capacity after all of them. */
  readonly to: number;
}

/** When the capacity is lowered, each instance takes its weight away in turn. */
function terminations(
  group: AutoScalingGroup,
  {
    instances,
    isDecremented,
  }: { readonly instances: readonly Instance[]; readonly isDecremented: boolean },
  context: ActionContext,
): Terminations {
  let to = group.desiredCapacity;
  const begun = instances.map((instance) => {
    const from = to;
    to = isDecremented ? capacityWithout(instance, { from, minSize: group.minSize }) : from;
    return termination(instance, { from, to }, context);
  });
  return { begun, to };
}

/** In the warm pool only a retained instance can be released (G-338). */
function refuseWarm(instance: Instance): void {
  if (!isInWarmPool(instance) || isRetained(instance)) return;
  throw validationError(inferredTexts.notForWarmPool(instance.id));
}

/** A second call for an instance that is being terminated is refused (G-299). */
function refuseRunning(group: AutoScalingGroup, instance: Instance): void {
  const activity = group.activities.get(instance.activityId ?? "");
  if (!isLeaving(instance) || activity === undefined || activity.endTime !== undefined) return;
  const message = `Activity ${activity.id} is in progress.`;
  throw fault("autoscaling", "ScalingActivityInProgressFault", message);
}

function capacityWithout(
  instance: Instance,
  { from, minSize }: { readonly from: number; readonly minSize: number },
): number {
  // A retained instance does not count in the capacity (G-329, G-335).
  if (isRetained(instance)) {
    throw validationError(
      `The instance ${instance.id} is in a Retained state and can't be terminated while ` +
        "decreasing desired capacity. To terminate these instances, retry without decreasing the " +
        "Auto Scaling group's desired capacity.",
    );
  }
  const to = from - instance.weight;
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
    kind: isInWarmPool(instance) ? "terminateFromWarmPool" : "terminate",
    ...activitySubject(instance),
    cause: causes.userTermination(now, instance.id, step.from === step.to ? undefined : step),
    startTime: now,
    statusCode: "InProgress",
    progress: 0,
  };
}

function terminationChanges(
  group: AutoScalingGroup,
  { begun, to }: Terminations,
  { settings }: ActionContext,
): readonly Change[] {
  const decrement: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to,
    reactionSeconds: settings.timing.scalingReactionSeconds,
  };
  const isDecremented = to !== group.desiredCapacity;
  const isHeld = !isDecremented && hasHookAt(group.lifecycleHooks, terminating);
  const started = begun.map(
    (activity): Change => ({
      type: "TerminationStarted",
      group: group.name,
      id: activity.instanceId ?? "",
      activityId: activity.id,
      cause: activity.cause,
      purpose: "user",
      ...(isHeld && isCounted(group, activity) && { isReplacedAfterHooks: true }),
    }),
  );
  return isDecremented ? [decrement, ...started] : started;
}

/**
 * Whether an instance counts in the capacity; one in Standby or retained leaves nothing to replace.
 */
function isCounted({ fleet }: AutoScalingGroup, { instanceId = "" }: ScalingActivity): boolean {
  const instance = fleet.members.get(instanceId);
  return instance !== undefined && liveConditions.has(conditionOf(instance));
}
