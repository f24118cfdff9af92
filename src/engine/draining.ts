/** Drains an instance from its load balancers before it leaves its group. */
import { drainingOf } from "../domain/connection-draining.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Draining, Instance } from "../domain/instance.ts";
import { second } from "../domain/time.ts";
import { type ApplyContext, after, wake } from "./apply/apply-context.ts";
import { excuseWait } from "./apply/apply-launch.ts";
import { scheduleShutDown } from "./hook-schedule.ts";

/** Ask while the instance is still in service; undefined when no load balancer delays it. */
export function drainingAt(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): Draining | undefined {
  const { region, settings, at: now } = context;
  return drainingOf(instance, { region, group, timing: settings.timing, now });
}

/** The beginning of an activity that waits for load balancers, or `otherwise`. */
export function beginningOf<S>(draining: Draining | undefined, otherwise: S) {
  if (draining === undefined) return otherwise;
  return { statusCode: "WaitingForELBConnectionDraining", progress: 50 } as const;
}

/** Schedules what follows when an instance starts to leave: its draining, or the step after it. */
export function scheduleDeparture(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  const { draining } = instance;
  if (draining === undefined) return depart(context, group, instance);
  after(context, (draining.until - context.at) / second, instance.id, "endDraining");
}

/**
 * Draining does not count against a refresh's progress, unless the instance is unhealthy.
 */
export function endDraining(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
): void {
  const { draining, purpose } = instance;
  instance.draining = undefined;
  if (draining !== undefined && purpose === "refresh") {
    excuseWait(context, group, draining.begunAt);
  }
  const activity = group.activities.get(instance.activityId ?? "");
  if (activity !== undefined) activity.statusCode = "InProgress";
  depart(context, group, instance);
  wake(context, group, context.at);
}

/** Hooks of a termination begin only now. */
function depart(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const { enterStandbySeconds, detachSeconds } = context.settings.timing;
  switch (instance.lifecycleState) {
    case "EnteringStandby":
      return after(context, enterStandbySeconds, instance.id, "enterStandby");
    case "Detaching":
      return after(context, detachSeconds, instance.id, "detach");
    default:
      return scheduleShutDown(context, group, instance);
  }
}
