/** A due step of an instance becomes changes; a step that no longer applies becomes none. */
import { never } from "../domain/assert.ts";
import type { Change } from "../domain/change.ts";
import type { Instance } from "../domain/instance.ts";
import type { InstanceStep } from "./event-queue.ts";

/** The changes of one due step. An event whose instance has moved on since is stale. */
export function stepChanges(instance: Instance, step: InstanceStep): readonly Change[] {
  const { id, groupName } = instance;
  if (groupName === undefined) return outsideGroup(instance, step);
  const named = { group: groupName, id };
  switch (step) {
    case "accept":
      return instance.launchRefusal === undefined
        ? [{ type: "LaunchAccepted", ...named }]
        : [{ type: "LaunchRefused", ...named }];
    case "enterService":
      return instance.lifecycleState === "Pending" ? [{ type: "EnteredService", ...named }] : [];
    case "settle":
      if (instance.isSettled || instance.lifecycleState !== "InService") return [];
      return [{ type: "HealthSettled", ...named, healthStatus: firstHealthResult(instance) }];
    case "warmUp":
      if (instance.isWarm || instance.lifecycleState !== "InService") return [];
      return [{ type: "WarmedUp", ...named }];
    case "enterStandby":
      if (instance.lifecycleState !== "EnteringStandby") return [];
      return [{ type: "StandbyEntered", ...named }];
    case "terminate":
      return endOf(instance, groupName);
    default:
      return never(step);
  }
}

/** A status set by hand stays; a broken instance fails its first check. */
function firstHealthResult(instance: Instance) {
  return instance.isBroken ? "Unhealthy" : instance.healthStatus;
}

/** EC2 may stop an instance before its group has noticed (G-181). */
function endOf(instance: Instance, group: string): readonly Change[] {
  const { id, lifecycleState, ec2State } = instance;
  if (lifecycleState.startsWith("Terminating")) return [{ type: "InstanceTerminated", group, id }];
  return ec2State === "shutting-down" ? [{ type: "Ec2Terminated", id }] : [];
}

function outsideGroup({ id, ec2State }: Instance, step: InstanceStep): readonly Change[] {
  return step === "terminate" && ec2State === "shutting-down"
    ? [{ type: "Ec2Terminated", id }]
    : [];
}
