/** The context of every `apply` function: the region, the time and the event queue. */
import { present } from "../../domain/assert.ts";
import type { NewFact } from "../../domain/event-fact.ts";
import { refile } from "../../domain/fleet.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import type { InstanceRefresh } from "../../domain/instance-refresh.ts";
import { type Instant, milliseconds, type Seconds, tickAtOrAfter } from "../../domain/time.ts";
import type { Region, Settings } from "../../domain/world.ts";
import type { DueEvent, InstanceStep } from "../event-queue.ts";

export interface ApplyContext {
  readonly settings: Settings;
  readonly region: Region;
  readonly regionKey: string;
  readonly at: Instant;
  /** Of the journal's line about the change that is being applied. */
  readonly lastSequence: () => number;
  /** No group is planned before this time: changes made by a tick show in the next tick. */
  readonly nextLookAt: Instant;
  readonly schedule: (at: Instant, event: DueEvent) => void;
  /** Keeps the event that EventBridge gets by the change that is being applied. */
  readonly send: (fact: NewFact) => void;
}

/** Schedules the group's next tick at or after `at`, unless an earlier one is scheduled. */
export function wake(context: ApplyContext, group: AutoScalingGroup, at: Instant): void {
  const earliest = Math.max(at, context.nextLookAt);
  const tick = tickAtOrAfter(earliest, context.settings.timing.tickSeconds);
  if (group.wakeAt !== undefined && group.wakeAt <= tick) return;
  group.wakeAt = tick;
  context.schedule(tick, { kind: "group", region: context.regionKey, group: group.name });
}

/** Schedules the instance's next step this many seconds from now. */
export function after(
  context: ApplyContext,
  seconds: Seconds,
  id: string,
  step: InstanceStep,
): void {
  const event = { kind: "instance", region: context.regionKey, id, step } as const;
  context.schedule(context.at + milliseconds(seconds), event);
}

export function groupNamed(context: ApplyContext, name: string): AutoScalingGroup {
  return present(context.region.groups.get(name), `group ${name}`);
}

export function instanceNamed(context: ApplyContext, id: string): Instance {
  return present(context.region.instances.get(id), `instance ${id}`);
}

export function refreshNamed(group: AutoScalingGroup, id: string): InstanceRefresh {
  return present(
    group.refreshes.find((refresh) => refresh.id === id),
    `refresh ${id}`,
  );
}

/** Changes a member of the group and updates its place in the fleet. */
export function alter(group: AutoScalingGroup, instance: Instance, change: () => void): void {
  refile(group.fleet, instance, change);
}
