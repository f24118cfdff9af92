/** Groups that an operator manages: shown unless a request says IncludeManagedResources false. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { storedMembers } from "./stored-members.ts";

interface Asked {
  readonly IncludeManagedResources?: boolean | undefined;
}

/** Those of the groups that the request wants to hear of. */
export function groupsShown(
  groups: Iterable<AutoScalingGroup>,
  { IncludeManagedResources: includesManaged = true }: Asked,
): readonly AutoScalingGroup[] {
  return [...groups].filter((group) => includesManaged || !isManaged(group));
}

function isManaged(group: AutoScalingGroup): boolean {
  return storedMembers(group).Operator !== undefined;
}
