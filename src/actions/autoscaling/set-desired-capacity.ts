/** SetDesiredCapacity: another capacity within the bounds; the engine reacts later (G-073). */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import { causes } from "../../domain/scaling-activity.ts";
import { fault, validationError } from "../../model/faults.ts";
import { isCoolingDown } from "../../planner/cooldown.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const setDesiredCapacity = defineAction(
  "autoscaling",
  "SetDesiredCapacity",
  (input, { region, now, settings }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const to = input.DesiredCapacity ?? 0;
    checkDesiredCapacity(to, group);
    if (input.HonorCooldown === true && isCoolingDown(group, now)) throw coolingDown();
    const from = group.desiredCapacity;
    if (to === from) return { output: {} };
    return {
      output: {},
      changes: [
        {
          type: "DesiredCapacityChanged",
          group: group.name,
          to,
          sentence: causes.desiredCapacitySet(now, { from, to }),
          reactionSeconds: settings.timing.scalingReactionSeconds,
        },
      ],
    };
  },
);

function checkDesiredCapacity(value: number, { minSize, maxSize }: AutoScalingGroup): void {
  const complaint =
    value < 0
      ? "negative."
      : value > maxSize
        ? `above max value ${maxSize} for the AutoScalingGroup.`
        : value < minSize
          ? `below min value ${minSize} for the AutoScalingGroup.`
          : undefined;
  if (complaint === undefined) return;
  throw validationError(`New SetDesiredCapacity value ${value} is ${complaint}`);
}

function coolingDown() {
  return fault("autoscaling", "ScalingActivityInProgressFault", inferredTexts.coolingDown);
}
