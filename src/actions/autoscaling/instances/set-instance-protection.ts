/** SetInstanceProtection: switches an instance's scale-in protection (G-118). */
import type { Change } from "../../../domain/changes/change.ts";
import type { Instance, LifecycleState } from "../../../domain/instance.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup, membersOf } from "../existing.ts";
import { checkLength } from "../list-limits.ts";

export const setInstanceProtection = defineAction(
  "autoscaling",
  "SetInstanceProtection",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const isProtected = input.ProtectedFromScaleIn === true;
    checkLength(input.InstanceIds, { member: "instanceIds", most: 50 });
    const instances = membersOf(group, input.InstanceIds ?? []);
    for (const instance of instances) checkState(instance);
    const changes = instances
      .filter((instance) => instance.protectedFromScaleIn !== isProtected)
      .map(({ id }): Change => ({ type: "ProtectionChanged", group: group.name, id, isProtected }));
    return { output: {}, changes };
  },
);

const protectableStates: ReadonlySet<LifecycleState> = new Set([
  "InService",
  "EnteringStandby",
  "Standby",
]);

function checkState({ id, lifecycleState }: Instance): void {
  if (!protectableStates.has(lifecycleState)) {
    throw validationError(`The instance ${id} is not in InService or EnteringStandby or Standby.`);
  }
}
