/** Refuses moves of instances that the group's sizes forbid (G-123, G-126, G-129, G-131). */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { type ServiceError, validationError } from "../../../model/faults.ts";

export function sizesForbid(
  { name, minSize, maxSize, desiredCapacity }: AutoScalingGroup,
  move: {
    readonly purpose: "To place into standby" | "To exit standby" | "To attach" | "To detach";
    readonly count: number;
  },
): ServiceError {
  return validationError(
    `AutoScalingGroup ${name} has min-size=${minSize}, max-size=${maxSize}, and ` +
      `desired-size=${desiredCapacity}. ${move.purpose} ${move.count} instance, please update ` +
      "the AutoScalingGroup sizes appropriately.",
  );
}
