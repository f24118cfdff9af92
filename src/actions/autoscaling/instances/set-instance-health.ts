/** SetInstanceHealth: a user's verdict on an instance; Unhealthy ones are replaced (G-116). */
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

/** AWS models no set of values here, but documents these two. */
function readHealthStatus(status: string | undefined): HealthStatus {
  if (status === "Healthy" || status === "Unhealthy") return status;
  throw validationError(inferredTexts.invalidHealthStatus);
}

/** The period begins when the instance comes into service; before that it has not begun to end. */
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
