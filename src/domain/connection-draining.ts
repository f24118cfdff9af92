/** How long load balancers drain an instance that leaves them. */
import type { AutoScalingGroup } from "./group.ts";
import type { Draining, Instance } from "./instance.ts";
import {
  balancersOf,
  type ClassicLoadBalancer,
  recordsOf,
  type TargetGroup,
} from "./load-balancing.ts";
import { isRegistered, namesSource } from "./target-health.ts";
import { type Instant, milliseconds, type Seconds } from "./time.ts";
import type { Timing } from "./timing.ts";
import type { TrafficSource } from "./traffic-source.ts";
import type { Region } from "./world.ts";

/** AWS's defaults; classic load balancers drain only if that was switched on. */
export const defaultDeregistrationDelaySeconds = 300;
const classicDefaults = { Enabled: false, Timeout: 300 } as const;

interface DrainingContext {
  readonly region: Region;
  readonly group: AutoScalingGroup;
  readonly timing: Timing;
  readonly now: Instant;
}

/** The draining that begins now and takes the longest delay; undefined when nothing drains it. */
export function drainingOf(instance: Instance, place: DrainingContext): Draining | undefined {
  const { region, group, timing, now } = place;
  // An instance already draining for Standby does not drain again when it is terminated there.
  if (instance.draining !== undefined) return instance.draining;
  const isHeld = timing.connectionDraining && region.balancing.size > 0 && isRegistered(instance);
  if (!isHeld) return undefined;
  const ends = [
    ...recordsOf(region, "targetGroup")
      .filter(({ arn }) => namesSource(group, { identifier: arn }))
      .map((targetGroup) => endWith(targetGroup, instance, place)),
    ...recordsOf(region, "classicLoadBalancer")
      .filter(({ name }) => namesSource(group, { identifier: name }))
      .map((balancer) => now + milliseconds(connectionDrainingSeconds(balancer))),
  ];
  const until = Math.max(now, ...ends);
  return until > now ? { begunAt: now, until } : undefined;
}

/** A target deregistered by a caller earlier has been draining since then. */
function endWith(targetGroup: TargetGroup, { id }: Instance, { region, now }: DrainingContext) {
  const delaySeconds = deregistrationDelaySeconds(region, targetGroup);
  const own = targetGroup.targets.filter((target) => target.id === id);
  const drainsUntil = own.map((target) => target.drainsUntil);
  if (drainsUntil.length === 0 || drainsUntil.includes(undefined)) {
    return now + milliseconds(delaySeconds);
  }
  return delaySeconds === 0 ? now : Math.max(...drainsUntil.map((at = now) => at));
}

/** When a source that the group gives up will have drained the group's instances. */
export function sourceRemovedAt(source: TrafficSource, place: DrainingContext): Instant {
  const { region, group, timing, now } = place;
  const soonest = now + milliseconds(timing.detachSeconds);
  const members = [...group.fleet.members.values()];
  const isDraining = timing.connectionDraining && members.some((member) => isRegistered(member));
  if (!isDraining) return soonest;
  const { type, identifier } = source;
  const targetGroup = recordsOf(region, "targetGroup").find(({ arn }) => arn === identifier);
  const balancer = recordsOf(region, "classicLoadBalancer").find((one) => one.name === identifier);
  const seconds =
    type === "elbv2"
      ? targetGroup && deregistrationDelaySeconds(region, targetGroup)
      : balancer && connectionDrainingSeconds(balancer);
  return Math.max(soonest, now + milliseconds(seconds ?? 0));
}

/** Targets of a target group without listener are unused and do not drain. */
function deregistrationDelaySeconds(region: Region, { arn, attributes }: TargetGroup): Seconds {
  if (balancersOf(region, arn).length === 0) return 0;
  const set = Number(attributes["deregistration_delay.timeout_seconds"]);
  // Not set, or set to no number of seconds.
  return set >= 0 ? set : defaultDeregistrationDelaySeconds;
}

function connectionDrainingSeconds({ classicAttributes }: ClassicLoadBalancer): Seconds {
  const set = classicAttributes.ConnectionDraining as Partial<typeof classicDefaults> | undefined;
  const { Enabled, Timeout } = { ...classicDefaults, ...set };
  return Enabled ? Timeout : 0;
}
