/** Decides whether a group is still cooling down from its last scaling activity (G-072). */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { ScalingActivity } from "../domain/scaling-activity.ts";
import { type Instant, milliseconds } from "../domain/time.ts";

/**
 * The activity that blocks callers who honor the cooldown: a launch or termination, from its start
 * until the cooldown after its end. The cooldown is that of the policy that last changed the
 * capacity, else the group's default. Activities in progress come before finished ones.
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

/** Whether the group is still cooling down (G-072). */
export function isCoolingDown(group: AutoScalingGroup, now: Instant): boolean {
  return blockingActivity(group, now) !== undefined;
}
