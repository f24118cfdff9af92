/** StartInstances: starts stopped instances; their groups do not notice. */
import type { Instance } from "../../../domain/instance.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { presentState, selectedInstances } from "../present-instance.ts";

export const startInstances = defineAction("ec2", "StartInstances", (input, context) => {
  answerDryRun(input);
  const instances = selectedInstances(input.InstanceIds, context);
  for (const instance of instances) checkState(instance);
  return {
    output: { StartingInstances: instances.map(presentStart) },
    changes: instances
      .filter(isStopped)
      .map(({ id }) => ({ type: "Ec2StateChanged", id, to: "pending" })),
  };
});

function checkState({ id, ec2State }: Instance): void {
  if (ec2State === "stopped" || ec2State === "pending" || ec2State === "running") return;
  throw ec2Error("IncorrectInstanceState", inferredTexts.notStartable(id, ec2State));
}

function isStopped({ ec2State }: Instance): boolean {
  return ec2State === "stopped";
}

function presentStart(instance: Instance) {
  const ec2State = isStopped(instance) ? "pending" : instance.ec2State;
  return {
    InstanceId: instance.id,
    CurrentState: presentState({ ec2State }),
    PreviousState: presentState(instance),
  };
}
