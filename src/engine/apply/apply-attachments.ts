/** Changes of an instance that comes into a group as it runs, or leaves one so (G-127, G-130). */

import { never } from "../../domain/assert.ts";
import type { AttachmentChange } from "../../domain/changes/attachment-change.ts";
import { conditionOf, liveConditions } from "../../domain/condition.ts";
import { join, leave } from "../../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import { groupNameTag } from "../../domain/launch-settings.ts";
import { beginningOf, drainingAt, scheduleDeparture } from "../draining.ts";
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

type Of<T extends AttachmentChange["type"]> = Extract<AttachmentChange, { type: T }>;

export function applyAttachmentChange(context: ApplyContext, change: AttachmentChange): void {
  const group = groupNamed(context, change.group);
  const instance = instanceNamed(context, change.id);
  switch (change.type) {
    case "InstanceAttached":
      return attach(context, group, instance, change);
    case "DetachmentBegun":
      return beginDetachment(context, group, instance, change);
    case "InstanceDetached":
      return detach(context, group, instance);
    default:
      return never(change);
  }
}

/** An attached instance is protected like a launched one; the name tag is set again (G-080). */
function attach(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"InstanceAttached">,
): void {
  instance.groupName = group.name;
  instance.lifecycleState = "Pending";
  instance.healthStatus = "Healthy";
  instance.weight = change.weight;
  instance.refreshRole = change.role;
  instance.purpose = "user";
  // A broken instance is checked again, and fails again.
  if (instance.isBroken) instance.isSettled = false;
  instance.activityId = change.activityId;
  instance.tags = [...withoutGroupName(instance), { key: groupNameTag, value: group.name }];
  join(group.fleet, instance);
  recordMove(context, group, instance, change);
  after(context, context.settings.timing.attachSeconds, instance.id, "enterService");
  wake(context, group, context.at);
}

function beginDetachment(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"DetachmentBegun">,
): void {
  const wasLive = liveConditions.has(conditionOf(instance));
  const draining = drainingAt(context, group, instance);
  alter(group, instance, () => {
    instance.lifecycleState = "Detaching";
    instance.draining = draining;
    instance.purpose = "user";
    instance.activityId = change.activityId;
  });
  if (wasLive) group.scaleInOwed = Math.max(0, group.scaleInOwed - instance.weight);
  recordMove(context, group, instance, change);
  scheduleDeparture(context, group, instance);
  wake(context, group, context.at);
}

function recordMove(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"InstanceAttached" | "DetachmentBegun">,
): void {
  const isAttaching = change.type === "InstanceAttached";
  openActivity(
    context,
    { group, instance },
    {
      activityId: change.activityId,
      kind: isAttaching ? "attach" : "detach",
      cause: change.cause,
      ...beginningOf(
        instance.draining,
        isAttaching
          ? { statusCode: "PreInService", progress: 30 }
          : { statusCode: "InProgress", progress: 50 },
      ),
    },
  );
}

/** Scale-in protection and the role in a refresh belong to the group and are dropped. */
function detach(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  endActivity(context, group, instance);
  leave(group.fleet, instance);
  if (instance.refreshRole === outgoingRole(group)) noteProgress(context, group);
  instance.groupName = undefined;
  instance.lifecycleState = "Detached";
  instance.protectedFromScaleIn = false;
  instance.inServiceAt = undefined;
  instance.refreshRole = undefined;
  instance.tags = withoutGroupName(instance);
  wake(context, group, context.at);
}

/** Detaching an instance that is to be replaced counts as progress of the refresh. */
function outgoingRole(group: AutoScalingGroup): Instance["refreshRole"] {
  return activeRefresh(group)?.status === "RollbackInProgress" ? "updated" : "old";
}

function withoutGroupName({ tags }: Instance): Instance["tags"] {
  return tags.filter(({ key }) => key !== groupNameTag);
}
