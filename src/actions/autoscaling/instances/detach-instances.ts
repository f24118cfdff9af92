/** DetachInstances: takes instances out of a group; they run on in EC2 (G-130, G-131). */
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Instance } from "../../../domain/instance.ts";
import { causes, type ScalingActivity } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup, membersOf } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { activitySubject, presentBegunActivity } from "../present-activity.ts";
import { sizesForbid } from "./group-size-limits.ts";

export const detachInstances = defineAction("autoscaling", "DetachInstances", (input, context) => {
  const { region } = context;
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  checkLength(input.InstanceIds, { member: "instanceIds", most: 20 });
  const instances = membersOf(group, input.InstanceIds ?? []);
  if (instances.length === 0) throw validationError(inferredTexts.noInstanceIds);
  for (const instance of instances) checkState(instance);
  const isDecremented = input.ShouldDecrementDesiredCapacity === true;
  const lowered = isDecremented ? capacityLowered(group, instances, context) : [];
  const capacity = isDecremented ? group.desiredCapacity : undefined;
  const activities = planActivities(instances, capacity, context);
  return {
    output: {
      Activities: activities.map((activity) => presentBegunActivity(activity, group.name, region)),
    },
    changes: [...lowered, ...activities.map(leaving(group))],
  };
});

/** The text of AWS in public reports; clients take it for "is being detached already". */
function checkState({ id, lifecycleState }: Instance): void {
  if (lifecycleState === "InService" || lifecycleState === "Standby") return;
  throw validationError(`The instance ${id} is not in InService or Standby.`);
}

/** One in Standby takes its units away as well (G-286). */
function capacityLowered(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { settings }: ActionContext,
): readonly Change[] {
  const to = instances.reduce((left, { weight }) => left - weight, group.desiredCapacity);
  if (to < group.minSize) {
    throw sizesForbid(group, { purpose: "To detach", count: instances.length });
  }
  const reactionSeconds = settings.timing.scalingReactionSeconds;
  return [{ type: "DesiredCapacityChanged", group: group.name, to, reactionSeconds }];
}

/** With a capacity to lower, each instance takes its units away, one after the other. */
function planActivities(
  instances: readonly Instance[],
  capacity: number | undefined,
  { identifiers, now }: ActionContext,
): readonly ScalingActivity[] {
  let left = capacity;
  return instances.map((instance) => {
    const step = left === undefined ? undefined : { from: left, to: left - instance.weight };
    left = step?.to;
    return {
      id: identifiers.uuid(),
      kind: "detach",
      ...activitySubject(instance),
      cause: causes.detached(now, instance.id, step),
      startTime: now,
      statusCode: "InProgress",
      progress: 50,
    };
  });
}

function leaving(group: AutoScalingGroup): (activity: ScalingActivity) => Change {
  return ({ id, instanceId = "", cause }) => ({
    type: "DetachmentBegun",
    group: group.name,
    id: instanceId,
    activityId: id,
    cause,
  });
}
