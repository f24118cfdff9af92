/** SetDesiredCapacity: sets the capacity within the bounds; the engine reacts later (G-073). */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { causes } from "../../../domain/scaling-activity.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { refuseDuringCooldown } from "../cooldown.ts";
import { existingGroup } from "../existing.ts";

export const setDesiredCapacity = defineAction(
  "autoscaling",
  "SetDesiredCapacity",
  (input, { region, now, settings }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const to = input.DesiredCapacity ?? 0;
    checkDesiredCapacity(to, group);
    if (input.HonorCooldown === true) refuseDuringCooldown(group, now);
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
