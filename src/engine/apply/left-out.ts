/**
 * Instances that the load balancers do not have: they entered service while AddToLoadBalancer was
 * suspended, which nothing makes up for when it is resumed.
 */
import { type AutoScalingGroup, isSuspended } from "../../domain/group.ts";
import { type Instance, settleSeconds } from "../../domain/instance.ts";
import { namesAnySource } from "../../domain/target-health.ts";
import { type ApplyContext, after } from "./apply-context.ts";

/** Schedules the first health result, unless the group's check has nothing to tell. */
export function awaitHealth(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  if (instance.isSettled || lacksHealthData(group, instance)) return;
  after(context, settleSeconds(instance, context.settings.timing), instance.id, "settle");
}

function lacksHealthData(group: AutoScalingGroup, { isLeftOut }: Instance): boolean {
  return isLeftOut === true && group.healthCheckType.includes("ELB") && namesAnySource(group);
}

/** A caller has registered the instance, or the group has attached a source with all it has. */
export function takeIn(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  if (instance.isLeftOut !== true) return;
  instance.isLeftOut = undefined;
  if (instance.lifecycleState === "InService") awaitHealth(context, group, instance);
}

/** A new source gets the instances in service, also those that earlier ones did not get. */
export function takeInAll(context: ApplyContext, group: AutoScalingGroup): void {
  if (isSuspended(group, "AddToLoadBalancer")) return;
  for (const instance of group.fleet.members.values()) takeIn(context, group, instance);
}

/** The group may check otherwise now. */
export function awaitHealthOfLeftOut(context: ApplyContext, group: AutoScalingGroup): void {
  for (const instance of group.fleet.members.values()) {
    const isServing = instance.isLeftOut === true && instance.lifecycleState === "InService";
    if (isServing) awaitHealth(context, group, instance);
  }
}
