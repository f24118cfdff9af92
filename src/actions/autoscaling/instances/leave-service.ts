/** What DetachInstances and EnterStandby do alike: instances leave service and run on in EC2. */
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { type Instance, isRetained, type LifecycleState } from "../../../domain/instance.ts";
import type { CapacityStep, ScalingActivity } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Instant } from "../../../domain/time.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import type { ActionContext } from "../../action.ts";
import { existingGroup, membersOf } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { activitySubject, presentBegunActivity } from "../present-activity.ts";
import { sizesForbid } from "./group-size-limits.ts";

type LeavingInput = Pick<
  Input<"autoscaling", "DetachInstances">,
  "AutoScalingGroupName" | "InstanceIds" | "ShouldDecrementDesiredCapacity"
>;

/** What differs between the operations. */
interface Departure {
  readonly from: ReadonlySet<LifecycleState>;
  /** These states in the words of the refusal. */
  readonly fromText: string;
  readonly purpose: "To detach" | "To place into standby";
  readonly activity: "detach" | "enterStandby";
  readonly change: "DetachmentBegun" | "StandbyBegun";
  readonly causeOf: (now: Instant, instanceId: string, step: CapacityStep | undefined) => string;
}

/** The output, which lists one activity an instance, and the changes that begin them. */
export function leaveService(input: LeavingInput, departure: Departure, context: ActionContext) {
  const { region } = context;
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  checkLength(input.InstanceIds, { member: "instanceIds", most: 20 });
  const instances = membersOf(group, input.InstanceIds ?? []);
  if (instances.length === 0) throw validationError(inferredTexts.noInstanceIds);
  for (const instance of instances) checkState(instance, departure);
  const isDecremented = input.ShouldDecrementDesiredCapacity === true;
  const lowered = isDecremented ? capacityLowered(group, instances, departure, context) : [];
  const capacity = isDecremented ? group.desiredCapacity : undefined;
  const activities = planActivities(instances, capacity, departure, context);
  return {
    output: {
      Activities: activities.map((activity) => presentBegunActivity(activity, group.name, region)),
    },
    changes: [...lowered, ...activities.map(begun(group, departure))],
  };
}

/** AWS's text in public reports; clients take it for "is leaving already". */
function checkState({ id, lifecycleState }: Instance, { from, fromText }: Departure): void {
  if (from.has(lifecycleState)) return;
  throw validationError(`The instance ${id} is not in ${fromText}.`);
}

/** One in Standby takes its units away as well (G-286), a retained one does not count (G-329). */
function unitsOf(instance: Instance): number {
  return isRetained(instance) ? 0 : instance.weight;
}

function capacityLowered(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { purpose }: Departure,
  { settings }: ActionContext,
): readonly Change[] {
  const to = instances.reduce((left, one) => left - unitsOf(one), group.desiredCapacity);
  if (to === group.desiredCapacity) return [];
  if (to < group.minSize) throw sizesForbid(group, { purpose, count: instances.length });
  const reactionSeconds = settings.timing.scalingReactionSeconds;
  return [{ type: "DesiredCapacityChanged", group: group.name, to, reactionSeconds }];
}

/** With a capacity to lower, each instance takes its units away, one after the other. */
function planActivities(
  instances: readonly Instance[],
  capacity: number | undefined,
  { activity, causeOf }: Departure,
  { identifiers, now }: ActionContext,
): readonly ScalingActivity[] {
  let left = capacity;
  return instances.map((instance) => {
    const step = stepFrom(left, instance);
    left = step?.to ?? left;
    return {
      id: identifiers.uuid(),
      kind: activity,
      ...activitySubject(instance),
      cause: causeOf(now, instance.id, step),
      startTime: now,
      statusCode: "InProgress",
      progress: 50,
    };
  });
}

function stepFrom(from: number | undefined, instance: Instance): CapacityStep | undefined {
  const units = unitsOf(instance);
  return from === undefined || units === 0 ? undefined : { from, to: from - units };
}

function begun(
  group: AutoScalingGroup,
  { change }: Departure,
): (activity: ScalingActivity) => Change {
  return ({ id, instanceId = "", cause }) => ({
    type: change,
    group: group.name,
    id: instanceId,
    activityId: id,
    cause,
  });
}
