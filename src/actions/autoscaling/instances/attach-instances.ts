/** AttachInstances: adds running EC2 instances to a group and raises its capacity (G-127). */
import type { Change } from "../../../domain/changes/change.ts";
import { type AutoScalingGroup, isSuspended } from "../../../domain/group.ts";
import { type Instance, isVisible } from "../../../domain/instance.ts";
import { causes } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import { attachedRole } from "../../../planner/attached.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { checkAttachable } from "../root-volume-requirements.ts";
import { sizesForbid } from "./group-size-limits.ts";

export const attachInstances = defineAction("autoscaling", "AttachInstances", (input, context) => {
  const group = existingGroup(context.region, input.AutoScalingGroupName, "mutate");
  const ids = [...new Set(input.InstanceIds)];
  if (ids.length === 0) throw validationError(inferredTexts.noInstanceIds);
  checkLength(ids, { member: "instanceIds", most: 20 });
  checkLaunchProcess(group);
  const instances = ids.map((id) => attachableInstance(id, group, context.region));
  return { output: {}, changes: attachment(group, instances, context) };
});

function checkLaunchProcess(group: AutoScalingGroup): void {
  if (!isSuspended(group, "Launch")) return;
  throw validationError(
    `Cannot attach instances to AutoScalingGroup ${group.name} while the Launch process is ` +
      "suspended",
  );
}

/** AWS requires a running instance outside any group, in a zone of the group. */
function attachableInstance(id: string, group: AutoScalingGroup, region: Region): Instance {
  const instance = region.instances.get(id);
  const isKnown = instance !== undefined && isVisible(instance);
  if (!isKnown || instance.ec2State === "terminated") {
    throw validationError(inferredTexts.invalidInstanceIds(id));
  }
  if (instance.groupName !== undefined) {
    throw validationError(
      `The Instance: ${id} is already part of AutoScalingGroup:${instance.groupName}`,
    );
  }
  if (instance.ec2State !== "running") throw validationError(inferredTexts.notRunning(id));
  if (!group.availabilityZones.includes(instance.availabilityZone)) {
    throw validationError(inferredTexts.zoneNotOfGroup(id, instance.availabilityZone));
  }
  checkAttachable(group, instance);
  return instance;
}

function attachment(
  group: AutoScalingGroup,
  instances: readonly Instance[],
  { region, identifiers, now, settings }: ActionContext,
): readonly Change[] {
  const weights = instances.map((instance) => weightIn(group, instance));
  const to = weights.reduce((sum, weight) => sum + weight, group.desiredCapacity);
  if (to > group.maxSize) {
    throw sizesForbid(group, { purpose: "To attach", count: instances.length });
  }
  const reactionSeconds = settings.timing.scalingReactionSeconds;
  const attached = instances.map((instance, index): Change => {
    const role = attachedRole({ region, group }, instance);
    return {
      type: "InstanceAttached",
      group: group.name,
      id: instance.id,
      activityId: identifiers.uuid(),
      cause: causes.attached(now, to),
      weight: weights[index] ?? 1,
      ...(role !== undefined && { role }),
    };
  });
  return [{ type: "DesiredCapacityChanged", group: group.name, to, reactionSeconds }, ...attached];
}

/** The group's weight of the type; 1 without weights. */
function weightIn({ launchSource }: AutoScalingGroup, { instanceType }: Instance): number {
  if (launchSource.kind !== "mixedInstancesPolicy") return 1;
  const { overrides } = launchSource.policy;
  return overrides.find((one) => one.instanceType === instanceType)?.weightedCapacity ?? 1;
}
