/** TerminateInstances: EC2 stops them at once; a group notices by its next health check (G-181). */

import type { Instance } from "../../domain/instance.ts";
import type { Ec2InstanceChange } from "../../domain/instance-change.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { contentsBehind, presentState, selectedInstances } from "../ec2-instances.ts";

export const terminateInstances = defineAction("ec2", "TerminateInstances", (input, { region }) => {
  answerDryRun(input);
  const instances = selectedInstances(input.InstanceIds, region);
  checkProtection(instances, region);
  const changes = instances
    .filter(isAlive)
    .map(({ id }): Ec2InstanceChange => ({ type: "Ec2TerminationStarted", id }));
  return { output: { TerminatingInstances: instances.map(presentTermination) }, changes };
});

/** Termination protection comes from the launch template; Auto Scaling ignores it (G-084, G-180). */
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
