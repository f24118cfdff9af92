/** Hides groups managed by an operator if IncludeManagedResources is false. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { storedMembers } from "./stored-members.ts";

interface Asked {
  readonly IncludeManagedResources?: boolean | undefined;
}

/** The groups that the request wants to see. */
export function groupsShown(
  groups: Iterable<AutoScalingGroup>,
  { IncludeManagedResources: includesManaged = true }: Asked,
): readonly AutoScalingGroup[] {
  return [...groups].filter((group) => includesManaged || !isManaged(group));
}

function isManaged(group: AutoScalingGroup): boolean {
  return storedMembers(group).Operator !== undefined;
}
