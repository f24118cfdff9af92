/** DetachInstances: takes instances out of a group; they run on in EC2 (G-130, G-131). */
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { type Instance, isRetained, type LifecycleState } from "../../../domain/instance.ts";
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

const detachable: ReadonlySet<LifecycleState> = new Set([
  "InService",
  "Standby",
  "Terminating:Retained",
]);

/** The text of AWS in public reports; clients take it for "is being detached already". */
function checkState({ id, lifecycleState }: Instance): void {
  if (detachable.has(lifecycleState)) return;
  throw validationError(`The instance ${id} is not in InService or Standby.`);
}

/** One in Standby takes its units away as well (G-286), a retained one does not count (G-329). */
function unitsOf(instance: Instance): number {
  return isRetained(instance) ? 0 : instance.weight;
}

function capacityLowered(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { settings }: ActionContext,
): readonly Change[] {
  const to = instances.reduce((left, one) => left - unitsOf(one), group.desiredCapacity);
  if (to === group.desiredCapacity) return [];
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
    const step = stepFrom(left, instance);
    left = step?.to ?? left;
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

function stepFrom(from: number | undefined, instance: Instance) {
  const units = unitsOf(instance);
  return from === undefined || units === 0 ? undefined : { from, to: from - units };
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
