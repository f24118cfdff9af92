/** What is due next in one group, for people who ask; what is stale is passed over. */

import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { GroupDue } from "../domain/group-due.ts";
import type { Instance } from "../domain/instance.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import { type Region, regionKey } from "../domain/world.ts";
import type { Engine } from "./engine.ts";
import type { InstanceStep, QueuedEvent } from "./event-queue.ts";
import type { GroupReference } from "./snapshot/private-copy.ts";

/**
 * The earliest; of several at one instant, what an instance does comes first. That the planner
 * looks at the group is told only where nothing else is due.
 */
export function nextDueOf(
  { world, queue }: Pick<Engine, "world" | "queue">,
  { account, region: name, group: groupName }: GroupReference,
): GroupDue | undefined {
  const key = regionKey(account, name);
  const region = world.regions.get(key);
  const group = region?.groups.get(groupName);
  if (region === undefined || group === undefined) return undefined;
  let first: QueuedEvent | undefined;
  for (const queued of queue.heap) {
    if (queued.event.region !== key) continue;
    if (first !== undefined && !isSooner(queued, first)) continue;
    if (isOf(region, groupName, queued)) first = queued;
  }
  const [soonest] = [...(first === undefined ? [] : dueOf(first)), ...pauseEnd(group)].sort(
    (one, other) => one.at - other.at,
  );
  if (soonest !== undefined || group.wakeAt === undefined) return soonest;
  return { at: group.wakeAt, what: "look", which: groupName };
}

function isSooner(one: QueuedEvent, other: QueuedEvent): boolean {
  if (one.at !== other.at) return one.at < other.at;
  const rank = ({ event }: QueuedEvent) => (event.kind === "instance" ? 0 : 1);
  return rank(one) < rank(other) || (rank(one) === rank(other) && one.sequence < other.sequence);
}

function isOf(region: Region, group: string, { at, event }: QueuedEvent): boolean {
  switch (event.kind) {
    case "scheduledAction":
      return (
        event.group === group &&
        region.groups.get(group)?.scheduledActions.get(event.name)?.nextAt === at
      );
    case "instance": {
      const instance = region.instances.get(event.id);
      if (instance?.groupName !== group) return false;
      return isStillMeant(region, instance, { at, step: event.step });
    }
    default:
      return false;
  }
}

/** A step that the instance has passed, or has put off, is stale. */
function isStillMeant(
  region: Region,
  instance: Instance,
  { at, step }: { readonly at: Instant; readonly step: InstanceStep },
): boolean {
  const { lifecycleState, inServiceAt = 0, lifecycleActions = [], draining } = instance;
  const isInService = lifecycleState === "InService";
  switch (step) {
    case "accept":
      return instance.launchedAt === undefined;
    case "enterService":
      return lifecycleState === "Pending" || lifecycleState === "Pending:Proceed";
    case "settle":
      return isInService && !instance.isSettled;
    case "warmUp":
      return isInService && !instance.isWarm && at >= inServiceAt + warmup(region, instance);
    case "failHealth":
      return isInService && instance.healthStatus === "Healthy";
    case "timeOut":
      return lifecycleActions.some(({ deadline }) => deadline === at);
    case "answerHook":
      return lifecycleActions.some(({ answer }) => answer?.at === at);
    case "endDraining":
      return draining?.until === at;
    case "terminate":
      return instance.ec2State !== "terminated" && draining === undefined;
    default:
      return true;
  }
}

function warmup({ groups }: Region, { groupName = "" }: Instance): number {
  const group = groups.get(groupName);
  const refresh = group === undefined ? undefined : activeRefresh(group);
  return milliseconds(refresh?.preferences.instanceWarmupSeconds ?? 0);
}

function dueOf({ at, event }: QueuedEvent): readonly GroupDue[] {
  if (event.kind === "instance") return [{ at, what: event.step, which: event.id }];
  return event.kind === "scheduledAction"
    ? [{ at, what: "scheduledAction", which: event.name }]
    : [];
}

/** The end of a checkpoint's delay or of bake time. */
function pauseEnd(group: AutoScalingGroup): readonly GroupDue[] {
  const { pausedUntil: at, status } = activeRefresh(group) ?? {};
  if (at === undefined) return [];
  const what = status === "Baking" ? "bakeTimeEnd" : "checkpointDelayEnd";
  return [{ at, what, which: group.name }];
}
