/** DeleteAutoScalingGroup: begins a deletion that the engine ends when no instance is left. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import { fault, validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { storedMembers } from "../stored-members.ts";

export const deleteAutoScalingGroup = defineAction(
  "autoscaling",
  "DeleteAutoScalingGroup",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const isForced = input.ForceDelete === true;
    checkDeletionProtection(group, isForced);
    if (group.fleet.members.size > 0 && !isForced) throw stillHasInstances();
    return { output: {}, changes: [{ type: "DeletionBegun", group: group.name }] };
  },
);

/** AWS's page on deletion protection names the levels and ValidationError, but no text. */
function checkDeletionProtection(group: AutoScalingGroup, isForced: boolean): void {
  const level = storedMembers(group).DeletionProtection;
  const isProtected =
    level === "prevent-all-deletion" || (level === "prevent-force-deletion" && isForced);
  if (isProtected) throw validationError(inferredTexts.deletionProtected(group.name, level));
}

function stillHasInstances() {
  return fault(
    "autoscaling",
    "ResourceInUseFault",
    "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance " +
      "request(s) still in the group.",
  );
}
