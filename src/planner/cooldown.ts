/** Decides whether a group still cools down from its last scaling activity (G-072). */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { ScalingActivity } from "../domain/scaling-activity.ts";
import { type Instant, milliseconds } from "../domain/time.ts";

/**
 * The activity that a caller who honors the cooldown has to wait for: a launch or termination
 * blocks from its start until so long after its end. The cooldown is that of the policy which
 * changed the capacity last, else the group's default. One at work comes before ended ones.
 */
export function blockingActivity(
  group: AutoScalingGroup,
  now: Instant,
): ScalingActivity | undefined {
  const cooldown = milliseconds(group.cooldownSeconds ?? group.defaultCooldownSeconds);
  const blocking = [...group.activities.values()].filter(({ kind, endTime }) => {
    const isLaunch = kind === "launch" || kind === "launchFromWarmPool";
    const isScaling = isLaunch || kind === "terminate" || kind === "returnToWarmPool";
    return isScaling && (endTime === undefined || endTime + cooldown > now);
  });
  return blocking.findLast(({ endTime }) => endTime === undefined) ?? blocking.at(-1);
}

/** Whether the group still cools down (G-072). */
export function isCoolingDown(group: AutoScalingGroup, now: Instant): boolean {
  return blockingActivity(group, now) !== undefined;
}
