/** SuspendProcesses: the engine skips the processes until they are resumed (G-162). */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { readProcesses } from "./processes.ts";

export const suspendProcesses = defineAction(
  "autoscaling",
  "SuspendProcesses",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "suspend");
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
