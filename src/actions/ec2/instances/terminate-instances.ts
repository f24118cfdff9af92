/**
 * TerminateInstances: terminates instances at once; a group notices at its next health check
 * (G-181).
 */

import type { Change } from "../../../domain/changes/change.ts";
import { type Instance, isBeingLaunched } from "../../../domain/instance.ts";
import { contentsBehind } from "../../../domain/launch-contents.ts";
import { userInitiatedShutdown } from "../../../domain/termination-reason.ts";
import type { Seconds } from "../../../domain/time.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { presentState, selectedInstances } from "../present-instance.ts";

export const terminateInstances = defineAction("ec2", "TerminateInstances", (input, context) => {
  const { region, settings } = context;
  answerDryRun(input);
  const instances = selectedInstances(input.InstanceIds, context);
  checkProtection(instances, region);
  const reactionSeconds = settings.timing.healthReactionSeconds;
  const changes = instances.filter(isAlive).flatMap((one) => termination(one, reactionSeconds));
  return { output: { TerminatingInstances: instances.map(presentTermination) }, changes };
});

/**
 * The shutdown, and the health check that tells the instance's group. A Pending instance dies as
 * from an error of EC2 (G-215).
 */
function termination(instance: Instance, reactionSeconds: Seconds): readonly Change[] {
  const { id, groupName: group, lifecycleState } = instance;
  if (group !== undefined && isBeingLaunched(instance)) {
    return [{ type: "LaunchDied", group, id, reason: userInitiatedShutdown }];
  }
  const stop: Change = { type: "Ec2TerminationStarted", id };
  const isChecked = lifecycleState !== "Standby" && lifecycleState !== "EnteringStandby";
  if (group === undefined || !isChecked) return [stop];
  return [stop, { type: "HealthChanged", group, id, healthStatus: "Unhealthy", reactionSeconds }];
}

/** Protection comes from the launch template (G-180); Auto Scaling ignores it (G-084). */
function checkProtection(instances: readonly Instance[], region: Region): void {
  const protectedOne = instances.find(
    (instance) => contentsBehind(instance, region).DisableApiTermination === true,
  );
  if (protectedOne === undefined) return;
  const message =
    `The instance '${protectedOne.id}' may not be terminated. Modify its ` +
    "'disableApiTermination' instance attribute and try again.";
  throw ec2Error("OperationNotPermitted", message);
}

function isAlive({ ec2State }: Instance): boolean {
  return ec2State !== "shutting-down" && ec2State !== "terminated";
}

function presentTermination(instance: Instance) {
  const ec2State = isAlive(instance) ? "shutting-down" : instance.ec2State;
  return {
    InstanceId: instance.id,
    CurrentState: presentState({ ec2State }),
    PreviousState: presentState(instance),
  };
}
