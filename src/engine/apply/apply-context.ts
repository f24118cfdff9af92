/** What every part of `apply` works with: the region, the moment, and the door to the queue. */
import { present } from "../../domain/assert.ts";
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
  /** No group is looked at before this: what a look changes is seen on the next tick. */
  readonly nextLookAt: Instant;
  readonly schedule: (at: Instant, event: DueEvent) => void;
}

/** Asks for a look at the group on the next engine tick at or after `at`, if none is earlier. */
export function wake(context: ApplyContext, group: AutoScalingGroup, at: Instant): void {
  const earliest = Math.max(at, context.nextLookAt);
  const tick = tickAtOrAfter(earliest, context.settings.timing.tickSeconds);
  if (group.wakeAt !== undefined && group.wakeAt <= tick) return;
  group.wakeAt = tick;
  context.schedule(tick, { kind: "group", region: context.regionKey, group: group.name });
}

/** The instance's next step, so many seconds from now. */
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

/** Changes a member of the group and files it anew. */
export function alter(group: AutoScalingGroup, instance: Instance, change: () => void): void {
  refile(group.fleet, instance, change);
}
