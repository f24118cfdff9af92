/** What a launch and a termination have ahead of them, with lifecycle hooks and without. */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { hasHookAt, launching, terminating } from "../domain/lifecycle-hook.ts";
import { isInWarmPool } from "../domain/warm-pool.ts";
import { type ApplyContext, after } from "./apply/apply-context.ts";

/**
 * What follows a launch that EC2 accepted. Without hooks it boots and is in service; with them it
 * boots for as long, but its end is reached only when they let it go on.
 */
export function scheduleBoot(
  context: ApplyContext,
  group: AutoScalingGroup,
  { id, bootSeconds }: Pick<Instance, "id" | "bootSeconds">,
): void {
  if (!hasHookAt(group.lifecycleHooks, launching)) {
    return after(context, bootSeconds, id, "enterService");
  }
  const { hookProceedSeconds } = context.settings.timing;
  after(context, Math.max(0, bootSeconds - hookProceedSeconds), id, "beginLaunchWait");
  after(context, bootSeconds, id, "boot");
}

/** EC2 takes a new root volume as long as a launch; terminating hooks come before that. */
export function scheduleRootVolume(
  context: ApplyContext,
  group: AutoScalingGroup,
  { id }: Instance,
): void {
  if (hasHookAt(group.lifecycleHooks, terminating)) {
    return after(context, 0, id, "beginRootVolumeWait");
  }
  after(context, context.settings.timing.launchSeconds, id, "replaceRootVolume");
}

/**
 * What follows an accepted launch into the warm pool, where launching hooks hold it too. It boots
 * as into the group (G-303); a pool of stopped instances has it stopped then (G-304).
 */
export function scheduleWarming(
  context: ApplyContext,
  group: AutoScalingGroup,
  { id, bootSeconds }: Instance,
): void {
  const { hookProceedSeconds } = context.settings.timing;
  after(context, bootSeconds, id, "boot");
  if (!hasHookAt(group.lifecycleHooks, launching)) {
    return after(context, bootSeconds, id, "enterWarmPool");
  }
  after(context, Math.max(0, bootSeconds - hookProceedSeconds), id, "beginLaunchWait");
}

/** EC2 stops an instance at once when no terminating hook holds it (G-075). */
export function scheduleShutDown(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  if (hasHookAt(group.lifecycleHooks, terminating)) {
    const { warmPoolHookSeconds } = context.settings.timing;
    const seconds = isInWarmPool(instance) ? warmPoolHookSeconds : 0;
    return after(context, seconds, instance.id, "beginTerminationWait");
  }
  // EC2 may have ended it while its load balancers drained it.
  if (instance.ec2State !== "terminated") instance.ec2State = "shutting-down";
  after(context, instance.terminateSeconds, instance.id, "terminate");
}
