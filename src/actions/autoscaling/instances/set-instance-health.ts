/** SetInstanceHealth: sets an instance's health; Unhealthy ones are replaced (G-116). */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { HealthStatus, Instance } from "../../../domain/instance.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { milliseconds } from "../../../domain/time.ts";
import { validationError } from "../../../model/faults.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingInstance, isLeaving } from "../existing.ts";

export const setInstanceHealth = defineAction(
  "autoscaling",
  "SetInstanceHealth",
  (input, context) => {
    const healthStatus = readHealthStatus(input.HealthStatus);
    const { group, instance } = existingInstance(context.region, input.InstanceId);
    const respectsGracePeriod = input.ShouldRespectGracePeriod ?? true;
    const isInGrace = respectsGracePeriod && isInGracePeriod(group, instance, context);
    const isIgnored =
      isLeaving(instance) ||
      instance.healthStatus === healthStatus ||
      (healthStatus === "Unhealthy" && isInGrace);
    if (isIgnored) return { output: {} };
    const { healthReactionSeconds } = context.settings.timing;
    return {
      output: {},
      changes: [
        {
          type: "HealthChanged",
          group: group.name,
          id: instance.id,
          healthStatus,
          reactionSeconds: healthReactionSeconds,
        },
      ],
    };
  },
);

/** AWS documents these two values but does not model them. */
function readHealthStatus(status: string | undefined): HealthStatus {
  if (status === "Healthy" || status === "Unhealthy") return status;
  throw validationError(inferredTexts.invalidHealthStatus);
}

/** Whether the grace period has not ended; it starts when the instance enters service. */
function isInGracePeriod(
  group: AutoScalingGroup,
  instance: Instance,
  { now }: ActionContext,
): boolean {
  const seconds = group.healthCheckGracePeriodSeconds;
  if (seconds === 0) return false;
  const since = instance.inServiceAt;
  return since === undefined || now < since + milliseconds(seconds);
}
