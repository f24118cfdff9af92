/** StopInstances: stops instances; a stopped member becomes unhealthy in its group (G-181). */
import type { Change } from "../../../domain/changes/change.ts";
import type { Instance } from "../../../domain/instance.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Seconds } from "../../../domain/time.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { presentState, selectedInstances } from "../present-instance.ts";

export const stopInstances = defineAction("ec2", "StopInstances", (input, context) => {
  answerDryRun(input);
  const instances = selectedInstances(input.InstanceIds, context);
  for (const instance of instances) checkState(instance);
  const reactionSeconds = context.settings.timing.healthReactionSeconds;
  return {
    output: { StoppingInstances: instances.map(presentStop) },
    changes: instances.filter(isRunning).flatMap((one) => stop(one, reactionSeconds)),
  };
});

function checkState({ id, ec2State }: Instance): void {
  if (ec2State === "running" || ec2State === "stopping" || ec2State === "stopped") return;
  throw ec2Error("IncorrectInstanceState", inferredTexts.notStartable(id, ec2State));
}

function isRunning({ ec2State }: Instance): boolean {
  return ec2State === "running";
}

/** Only instances in service are checked, not those in Standby or a warm pool. */
function stop(instance: Instance, reactionSeconds: Seconds): readonly Change[] {
  const { id, groupName: group, lifecycleState } = instance;
  const stopped: Change = { type: "Ec2StateChanged", id, to: "stopping" };
  if (group === undefined || lifecycleState !== "InService") return [stopped];
  return [
    stopped,
    { type: "HealthChanged", group, id, healthStatus: "Unhealthy", reactionSeconds },
  ];
}

function presentStop(instance: Instance) {
  const ec2State = isRunning(instance) ? "stopping" : instance.ec2State;
  return {
    InstanceId: instance.id,
    CurrentState: presentState({ ec2State }),
    PreviousState: presentState(instance),
  };
}
