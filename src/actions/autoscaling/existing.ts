/** Finds the groups and instances that a request names, or refuses in AWS's words. */
import { conditionOf } from "../../domain/condition.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import { type Instance, isVisible } from "../../domain/instance.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";

/** What a request does with a group, which determines the refusal of an unknown one. */
export type GroupUse = keyof typeof groupUses;

interface Refusals {
  /** AWS's text after "AutoScalingGroup name not found - ". */
  readonly unknown: (name: string) => string;
  /** AWS's refusal of a group in deletion; undefined when the request may use it. */
  readonly pendingDelete: string | undefined;
}

const pendingDelete = "The AutoScaling group may not be modified while it is pending delete";
const named = (name: string) => `AutoScalingGroup ${name} not found`;
const noSuchGroup = (name: string) => `No such Auto Scaling group: ${name}`;

/**
 * Describing and refresh operations name an unknown group in their refusal (G-008), other changes
 * do not (G-009), and some operations have their own texts (G-282, G-283, G-327). A group in
 * deletion can only be described (G-201, G-202, G-204).
 */
const groupUses = {
  describe: { unknown: named, pendingDelete: undefined },
  refresh: { unknown: named, pendingDelete },
  mutate: { unknown: () => "null", pendingDelete },
  suspend: {
    unknown: () => "null",
    pendingDelete: "Processes may not be suspended while the AutoScaling group is pending delete",
  },
  /** The operation itself handles a group that is already in deletion (G-205). */
  delete: {
    unknown: (name: string) => `AutoScalingGroup '${name}' not found`,
    pendingDelete: undefined,
  },
  describeWarmPool: { unknown: noSuchGroup, pendingDelete: undefined },
  changeWarmPool: { unknown: noSuchGroup, pendingDelete },
} satisfies Record<string, Refusals>;

/** The group with this name. Throws ValidationError with AWS's text for this use of the group. */
export function existingGroup(
  region: Region,
  name: string | undefined,
  use: GroupUse,
): AutoScalingGroup {
  const group = region.groups.get(name ?? "");
  const { unknown, pendingDelete }: Refusals = groupUses[use];
  if (group === undefined) {
    throw validationError(`AutoScalingGroup name not found - ${unknown(name ?? "")}`);
  }
  if (pendingDelete !== undefined) refuseInDeletion(group, pendingDelete);
  return group;
}

/** Refuses to change a group in deletion, with AWS's text for most operations (G-201). */
export function refuseInDeletion(group: AutoScalingGroup, text = pendingDelete): void {
  if (group.deletionBegunAt !== undefined) throw validationError(text);
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

/** The group's instances with these ids, each once, in the order of the request (G-119). */
export function membersOf(group: AutoScalingGroup, ids: readonly string[]): readonly Instance[] {
  return [...new Set(ids)].map((id) => {
    const instance = group.fleet.members.get(id);
    if (instance !== undefined && isVisible(instance)) return instance;
    throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
  });
}

/** Whether the termination has begun, after which no user can bring the instance back. */
export function isLeaving(instance: Instance): boolean {
  return conditionOf(instance) === "leaving";
}

/** The instances that the group lists (G-065), including those of its warm pool. */
export function visibleMembers(group: AutoScalingGroup): readonly Instance[] {
  return [...group.fleet.members.values()].filter(isVisible);
}

/** The instances of the group's warm pool, which DescribeAutoScalingGroups omits. */
export function visibleWarmPool(group: AutoScalingGroup): readonly Instance[] {
  return group.warmPool === undefined ? [] : visibleMembers(group).filter(isInWarmPool);
}
