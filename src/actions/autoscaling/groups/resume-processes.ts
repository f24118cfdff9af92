/** ResumeProcesses: ends the suspension of the named processes, or of all (G-162). */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { readProcesses } from "./processes.ts";

export const resumeProcesses = defineAction("autoscaling", "ResumeProcesses", (input, context) => {
  const group = existingGroup(context.region, input.AutoScalingGroupName, "mutate");
  const processes = readProcesses(input.ScalingProcesses).filter((process) =>
    group.suspendedProcesses.has(process),
  );
  if (processes.length === 0) return { output: {} };
  return { output: {}, changes: [{ type: "ProcessesResumed", group: group.name, processes }] };
});
