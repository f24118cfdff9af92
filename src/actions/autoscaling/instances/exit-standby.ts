/** ExitStandby: returns instances to service and raises the desired capacity (G-124). */
import type { Change } from "../../../domain/changes/change.ts";
import { type AutoScalingGroup, isSuspended } from "../../../domain/group.ts";
import type { Instance } from "../../../domain/instance.ts";
import { causes, type ScalingActivity } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup, membersOf } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { activitySubject, presentBegunActivity } from "../present-activity.ts";
import { sizesForbid } from "./group-size-limits.ts";

export const exitStandby = defineAction("autoscaling", "ExitStandby", (input, context) => {
  const { region } = context;
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  checkLength(input.InstanceIds, { member: "instanceIds", most: 20 });
  const instances = membersOf(group, input.InstanceIds ?? []);
  if (instances.length === 0) throw validationError(inferredTexts.noInstanceIds);
  checkLaunchProcess(group);
  for (const instance of instances) checkState(instance);
  const raised = capacityRaised(group, instances, context);
  const activities = planActivities(group, instances, context);
  return {
    output: {
      Activities: activities.map((activity) => presentBegunActivity(activity, group.name, region)),
    },
    changes: [raised, ...activities.map(leaving(group))],
  };
});

function checkLaunchProcess(group: AutoScalingGroup): void {
  if (!isSuspended(group, "Launch")) return;
  throw validationError(
    `Cannot move instances out of Standby for AutoScalingGroup ${group.name} while the Launch ` +
      "process is suspended",
  );
}

function checkState({ id, lifecycleState }: Instance): void {
  if (lifecycleState !== "Standby") throw validationError(inferredTexts.notInStandby(id));
}

/** Each instance raises the capacity by its weight, in turn. */
function planActivities(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { identifiers, now }: ActionContext,
): readonly ScalingActivity[] {
  let capacity = group.desiredCapacity;
  return instances.map((instance) => {
    const step = { from: capacity, to: capacity + instance.weight };
    capacity = step.to;
    return {
      id: identifiers.uuid(),
      kind: "exitStandby",
      ...activitySubject(instance),
      cause: causes.leftStandby(now, instance.id, step),
      startTime: now,
      statusCode: "PreInService",
      progress: 30,
    };
  });
}

function capacityRaised(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { settings }: ActionContext,
): Change {
  const units = instances.reduce((sum, { weight }) => sum + weight, 0);
  const to = group.desiredCapacity + units;
  if (to > group.maxSize) {
    throw sizesForbid(group, { purpose: "To exit standby", count: instances.length });
  }
  const reactionSeconds = settings.timing.scalingReactionSeconds;
  return { type: "DesiredCapacityChanged", group: group.name, to, reactionSeconds };
}

function leaving(group: AutoScalingGroup): (activity: ScalingActivity) => Change {
  return ({ id, instanceId = "", cause }) => ({
    type: "StandbyLeft",
    group: group.name,
    id: instanceId,
    activityId: id,
    cause,
  });
}
