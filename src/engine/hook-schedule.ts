/** Schedules the steps of launches and terminations, with and without lifecycle hooks. */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { hasHookAt, launching, terminating } from "../domain/lifecycle-hook.ts";
import { isInWarmPool } from "../domain/warm-pool.ts";
import { type ApplyContext, after } from "./apply/apply-context.ts";

/**
 * Schedules the steps after EC2 accepted a launch. Without hooks the instance boots and enters
 * service; with hooks it boots as long, but enters service only when they let it.
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

/** EC2 takes as long for a new root volume as for a launch; terminating hooks run first. */
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
 * Schedules the steps after an accepted launch into the warm pool, where launching hooks apply too.
 * The instance boots as in the group (G-303); a pool of stopped instances then stops it (G-304).
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

/** EC2 shuts the instance down at once if no terminating hook holds it (G-075). */
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
  shutDown(context, instance);
}

/** EC2 may have shut it down or terminated it before, on its own or for another caller. */
export function shutDown(context: ApplyContext, instance: Instance): void {
  if (instance.ec2State !== "terminated") {
    instance.ec2State = "shutting-down";
    instance.shutDownAt ??= context.at;
  }
  after(context, instance.terminateSeconds, instance.id, "terminate");
}
