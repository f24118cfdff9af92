/** Refuses a change of capacity that honors an unfinished cooldown. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instant } from "../../domain/time.ts";
import { fault } from "../../model/faults.ts";
import { blockingActivity } from "../../planner/cooldown.ts";

/** Throws ScalingActivityInProgress while the group cools down (G-072, text of G-284). */
export function refuseDuringCooldown(group: AutoScalingGroup, now: Instant): void {
  const activity = blockingActivity(group, now);
  if (activity === undefined) return;
  const message = `Scaling activity ${activity.id} is in progress and blocks this action`;
  throw fault("autoscaling", "ScalingActivityInProgressFault", message);
}
