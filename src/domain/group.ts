/** An Auto Scaling group: its settings, its refreshes, its activities and its fleet. */
import { alarmNameOf } from "./alarm.ts";
import type { Fleet } from "./fleet.ts";
import { type InstanceRefresh, isActive } from "./instance-refresh.ts";
import type { InvokingAlarm } from "./invoking-alarm.ts";
import type { LaunchSource } from "./launch-source.ts";
import type { LifecycleHook } from "./lifecycle-hook.ts";
import type { Samples } from "./refresh-history.ts";
import type { ScalingActivity } from "./scaling-activity.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";
import type { ScheduledAction } from "./scheduled-action.ts";
import type { Instant, Seconds } from "./time.ts";
import type { AttachedSource } from "./traffic-source.ts";
import type { WarmPool } from "./warm-pool.ts";

export interface InstanceMaintenancePolicy {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
}

export interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

/** The processes that can be suspended (G-163). */
export const processNames = [
  "Launch",
  "Terminate",
  "AddToLoadBalancer",
  "AlarmNotification",
  "AZRebalance",
  "HealthCheck",
  "InstanceRefresh",
  "ReplaceUnhealthy",
  "ScheduledActions",
] as const;
export type ProcessName = (typeof processNames)[number];

/** What UpdateAutoScalingGroup can change. */
export interface GroupSettings {
  minSize: number;
  maxSize: number;
  launchSource: LaunchSource;
  defaultCooldownSeconds: Seconds;
  /** Sorted by name. */
  availabilityZones: readonly string[];
  /** Sorted ascending (G-038); empty when the group names zones only. */
  subnetIds: readonly string[];
  healthCheckType: string;
  healthCheckGracePeriodSeconds: Seconds;
  newInstancesProtectedFromScaleIn: boolean;
  terminationPolicies: readonly string[];
  /** Undefined until it is set (G-052). */
  defaultInstanceWarmupSeconds: Seconds | undefined;
  instanceMaintenancePolicy: InstanceMaintenancePolicy | undefined;
  /** Members stored and echoed in AWS's own shape, without effect here. */
  stored: Readonly<Record<string, unknown>>;
}

export interface AutoScalingGroup extends GroupSettings {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Instant;
  desiredCapacity: number;
  /** By key (G-040 sorts them when they are shown). */
  readonly tags: Map<string, GroupTag>;
  /** Processes with the time at which they were suspended (G-162). */
  readonly suspendedProcesses: Map<ProcessName, Instant>;
  /** By name, in the order in which they were put first. */
  readonly lifecycleHooks: Map<string, LifecycleHook>;
  /** By name, in the order in which they were put first. */
  readonly scheduledActions: Map<string, ScheduledAction>;
  /** By name, in the order in which they were put first. */
  readonly scalingPolicies: Map<string, ScalingPolicy>;
  /** The cooldown of the policy that last changed the capacity; else the default cooldown holds. */
  cooldownSeconds?: Seconds | undefined;
  /** Notification types by topic ARN; nothing is sent. */
  readonly notifications: Map<string, readonly string[]>;
  /** Metrics in AWS's order; nothing is collected. */
  enabledMetrics: readonly string[];
  /** Sources attached or detached after the group's creation, by trafficSourceKey(). */
  readonly changedSources: Map<string, AttachedSource>;
  /** Undefined for the many groups without one. */
  warmPool?: WarmPool | undefined;
  /** Set from DeleteAutoScalingGroup on (G-168). */
  deletionBegunAt?: Instant;
  /** When its warm pool was gone in that deletion (G-322). */
  warmPoolGoneAt?: Instant | undefined;
  /** The latest change of the desired capacity, whose sentence begins a scaling cause (G-092). */
  capacityChange?: CapacityChange | undefined;
  /** Replacements not launched yet, by the cause of their launch. */
  readonly owed: { health: number; refresh: number };
  /** Units still to be removed for a lowered desired capacity during a refresh. */
  scaleInOwed: number;
  /** Why the last launch failed; cleared by the next accepted launch. */
  launchFailure?: string | undefined;
  /** When the latest launch in a zone was refused, by its name, unless one was accepted since. */
  refusedZones?: Map<string, Instant> | undefined;
  /** Counts launches, so that faults can select the n-th one. */
  launchCount: number;
  /**
   * The earliest times of a launch or scale-in, and of a health replacement (G-073, G-116, R-155).
   */
  scalingNotBefore: Instant;
  healthNotBefore: Instant;
  /** By id, in order of start; six weeks of them. */
  readonly activities: Map<string, ScalingActivity>;
  /** Oldest first; six weeks of them. At most the last one is active. */
  readonly refreshes: InstanceRefresh[];
  /** How its capacity went outside refreshes; undefined until something changes. */
  history?: Samples | undefined;
  /** When the engine plans the group next; undefined when nothing is expected. */
  wakeAt?: Instant | undefined;
  /** Derived from the instances and not stored; rebuilt when a world is loaded. */
  readonly fleet: Fleet;
}

export interface CapacityChange {
  /** A full sentence. */
  readonly sentence: string;
  /** The alarms whose policy changed it (G-225). */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
  /** Whether the "all remaining instances are protected" activity was written for it (G-096). */
  isProtectionReported: boolean;
}

export function groupArn(
  region: { readonly account: string; readonly name: string },
  { uuid, name }: { readonly uuid: string; readonly name: string },
): string {
  const place = `${region.name}:${region.account}`;
  return `arn:aws:autoscaling:${place}:autoScalingGroup:${uuid}:autoScalingGroupName/${name}`;
}

/** The refresh that is active now, if any. */
export function activeRefresh(group: AutoScalingGroup): InstanceRefresh | undefined {
  const newest = group.refreshes.at(-1);
  return newest !== undefined && isActive(newest) ? newest : undefined;
}

/** Whether its refresh under way watches the alarm of this name. */
export function watchesAlarm(group: AutoScalingGroup, name: string): boolean {
  const watched = activeRefresh(group)?.preferences.alarms ?? [];
  return watched.some((alarm) => alarmNameOf(alarm) === name);
}

/** Whether the process is suspended (G-162). */
export function isSuspended(group: AutoScalingGroup, process: ProcessName): boolean {
  return group.suspendedProcesses.has(process);
}

/**
 * The configuration of a launch now: the desired one while a refresh goes forward,
 * else the saved one.
 */
export function launchSourceInForce(group: AutoScalingGroup): LaunchSource {
  const refresh = activeRefresh(group);
  const isForward = refresh?.status === "InProgress" || refresh?.status === "Baking";
  return (isForward ? refresh.desiredConfiguration : undefined) ?? group.launchSource;
}
