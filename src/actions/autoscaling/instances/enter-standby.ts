/** EnterStandby: takes instances out of service without ending them (G-121 to G-123). */
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

export const enterStandby = defineAction("autoscaling", "EnterStandby", (input, context) => {
  const { region } = context;
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  checkLength(input.InstanceIds, { member: "instanceIds", most: 20 });
  const instances = membersOf(group, input.InstanceIds ?? []);
  if (instances.length === 0) throw validationError(inferredTexts.noInstanceIds);
  for (const instance of instances) checkState(instance);
  const isDecremented = input.ShouldDecrementDesiredCapacity === true;
  const lowered = isDecremented ? [capacityLowered(group, instances, context)] : [];
  const capacity = isDecremented ? group.desiredCapacity : undefined;
  const activities = planActivities(instances, capacity, context);
  return {
    output: {
      Activities: activities.map((activity) => presentBegunActivity(activity, group.name, region)),
    },
    changes: [...lowered, ...activities.map(entering(group))],
  };
});

/** The text of AWS in public reports of this operation. */
function checkState({ id, lifecycleState }: Instance): void {
  if (lifecycleState === "InService") return;
  throw validationError(`The instance ${id} is not in InService.`);
}

function capacityLowered(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { settings }: ActionContext,
): Change {
  const units = instances.reduce((sum, { weight }) => sum + weight, 0);
  const to = group.desiredCapacity - units;
  if (to < group.minSize) {
    throw sizesForbid(group, { purpose: "To place into standby", count: instances.length });
  }
  const reactionSeconds = settings.timing.scalingReactionSeconds;
  return { type: "DesiredCapacityChanged", group: group.name, to, reactionSeconds };
}

/** With a capacity to lower, each instance takes its weight away, one after the other. */
function planActivities(
  instances: readonly Instance[],
  capacity: number | undefined,
  { identifiers, now }: ActionContext,
): readonly ScalingActivity[] {
  let from = capacity;
  return instances.map((instance) => {
    const step = from === undefined ? undefined : { from, to: from - instance.weight };
    from = step?.to;
    return {
      id: identifiers.uuid(),
      kind: "enterStandby",
      ...activitySubject(instance),
      cause: causes.enteredStandby(now, instance.id, step),
      startTime: now,
      statusCode: "InProgress",
      progress: 50,
    };
  });
}

function entering(group: AutoScalingGroup): (activity: ScalingActivity) => Change {
  return ({ id, instanceId = "", cause }) => ({
    type: "StandbyBegun",
    group: group.name,
    id: instanceId,
    activityId: id,
    cause,
  });
}
