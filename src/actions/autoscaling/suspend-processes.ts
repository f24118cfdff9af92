/** SuspendProcesses: the engine leaves those processes out until they are resumed (G-162). */
import { validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { readProcesses } from "../processes.ts";

export const suspendProcesses = defineAction(
  "autoscaling",
  "SuspendProcesses",
  (input, { region }) => {
    const name = input.AutoScalingGroupName;
    const isInDeletion = region.groups.get(name ?? "")?.deletionBegunAt !== undefined;
    if (isInDeletion) throw pendingDelete();
    const group = existingGroup(region, name, "mutate");
    const processes = readProcesses(input.ScalingProcesses).filter(
      (process) => !group.suspendedProcesses.has(process),
    );
    if (processes.length === 0) return { output: {} };
    return {
      output: {},
      changes: [{ type: "ProcessesSuspended", group: group.name, processes }],
    };
  },
);

/** The text of AWS in public reports of this operation (G-169). */
function pendingDelete() {
  return validationError(
    "Processes may not be suspended while the AutoScaling group is pending delete",
  );
}
