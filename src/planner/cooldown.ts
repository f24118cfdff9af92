/** Decides whether a group still cools down from its last scaling activity (G-072). */
import type { AutoScalingGroup } from "../domain/group.ts";
import { type Instant, milliseconds } from "../domain/time.ts";

/**
 * From the start of a launch or termination until so long after its end. The cooldown is that of
 * the policy which changed the capacity last, else the group's default.
 */
export function isCoolingDown(group: AutoScalingGroup, now: Instant): boolean {
  const cooldown = milliseconds(group.cooldownSeconds ?? group.defaultCooldownSeconds);
  return [...group.activities.values()].some(({ kind, endTime }) => {
    const isLaunch = kind === "launch" || kind === "launchFromWarmPool";
    const isScaling = isLaunch || kind === "terminate";
    return isScaling && (endTime === undefined || endTime + cooldown > now);
  });
}
