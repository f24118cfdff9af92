/** Finds the groups and instances that a request names, or refuses in AWS's words. */
import { conditionOf } from "../domain/fleet.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import { type Instance, isVisible } from "../domain/instance.ts";
import { isInWarmPool } from "../domain/warm-pool.ts";
import type { Region } from "../domain/world.ts";
import { type ServiceError, validationError } from "../model/faults.ts";

/** What a request does with the group: it decides how an unknown one is refused. */
export type GroupUse = "describe" | "refresh" | "mutate";

/**
 * The group of that name. Describing and refresh operations name an unknown group in their answer,
 * other changes do not (G-008, G-009); a group in deletion can only be described (GQ-3, R-059).
 */
export function existingGroup(
  region: Region,
  name: string | undefined,
  use: GroupUse,
): AutoScalingGroup {
  const group = region.groups.get(name ?? "");
  const isUsable = use === "describe" || group?.deletionBegunAt === undefined;
  if (group !== undefined && isUsable) return group;
  throw groupNotFound(use === "mutate" ? "null" : `AutoScalingGroup ${name} not found`);
}

export interface GroupMember {
  readonly group: AutoScalingGroup;
  readonly instance: Instance;
}

/** The instance and its group, when a group lists it (G-112). */
export function existingInstance(region: Region, id: string | undefined): GroupMember {
  const groupName = region.instances.get(id ?? "")?.groupName;
  const group = region.groups.get(groupName ?? "");
  const instance = group?.fleet.members.get(id ?? "");
  if (group !== undefined && instance !== undefined && isVisible(instance)) {
    return { group, instance };
  }
  throw validationError(`Instance Id not found - No managed instance found for instance ID: ${id}`);
}

/** The group's own instances with these ids, each once, in the order asked for (G-119). */
export function membersOf(group: AutoScalingGroup, ids: readonly string[]): readonly Instance[] {
  return [...new Set(ids)].map((id) => {
    const instance = group.fleet.members.get(id);
    if (instance !== undefined && isVisible(instance)) return instance;
    throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
  });
}

/** True once a termination has begun: nothing that a user does brings the instance back. */
export function isLeaving(instance: Instance): boolean {
  return conditionOf(instance) === "leaving";
}

/** The instances that the group lists (G-065), those of its warm pool included. */
export function visibleMembers(group: AutoScalingGroup): readonly Instance[] {
  return [...group.fleet.members.values()].filter(isVisible);
}

/** The instances of its warm pool, which DescribeAutoScalingGroups leaves out. */
export function visibleWarmPool(group: AutoScalingGroup): readonly Instance[] {
  return group.warmPool === undefined ? [] : visibleMembers(group).filter(isInWarmPool);
}

function groupNotFound(detail: string): ServiceError {
  return validationError(`AutoScalingGroup name not found - ${detail}`);
}
