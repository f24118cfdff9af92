/** The whole world as plain data; only engine/apply/apply.ts modifies it. */
import type { Alarm, AlarmHistoryItem, StoredMetricData } from "./alarm.ts";
import type { ClientTokenUse } from "./client-token.ts";
import type { Ec2Record } from "./ec2-record.ts";
import type { EventRule } from "./event-rule.ts";
import type { ActiveFault } from "./fault.ts";
import type { AutoScalingGroup } from "./group.ts";
import type { Instance } from "./instance.ts";
import type { LaunchConfiguration, LaunchTemplate } from "./launch-template.ts";
import type { LaunchTokenUse } from "./launch-token.ts";
import type { AnyBalancerRecord } from "./load-balancing.ts";
import type { Parameter } from "./parameter.ts";
import type { ScalingActivity } from "./scaling-activity.ts";
import type { Instant } from "./time.ts";
import type { Timing } from "./timing.ts";

export interface World {
  readonly settings: Settings;
  /** By regionKey(); a region is created by its first change. */
  readonly regions: Map<string, Region>;
}

/** Settings of the whole world, fixed when it is created. */
export interface Settings {
  readonly timing: Timing;
  /**
   * The meaning of minimum 100 without a maximum: the newer one or the older one.
   */
  readonly min100: "terminate-first" | "launch-first";
  /** Exceptions from the timing profile for a group's n-th launch. */
  readonly behaviors: readonly LaunchBehavior[];
  /** Whether unregistered AMIs are refused; they are accepted by default. */
  readonly strictImages?: boolean;
  /** Whether events arrive late and out of order, as they may on AWS (R-243, G-150). */
  readonly lateEvents?: boolean;
}

/** According to AWS's documentation since November 2023. */
export const defaultMin100 = "launch-first";

/** The behaviour of single launches, so that a scenario can be exact. */
export interface LaunchBehavior {
  readonly group?: string;
  /** The launch's number in its group, from 1. */
  readonly nthLaunch?: number;
  readonly launchTemplateVersion?: number;
  /** Also applies to replaced root volumes. */
  readonly imageId?: string;
  readonly bootSeconds?: number;
  readonly terminateSeconds?: number;
  /** From entering service to the first health result. */
  readonly settleSeconds?: number;
  /** EC2 refuses the launch with this text. */
  readonly launchRefusal?: string;
  readonly isBroken?: boolean;
  /** EC2 fails to replace a root volume, with this text. */
  readonly rootVolumeFailure?: string;
}

/** One account in one region; regions share nothing. */
export interface Region {
  readonly account: string;
  readonly name: string;
  readonly groups: Map<string, AutoScalingGroup>;
  /** Activities of deleted groups, by group ARN (G-100). */
  readonly deletedGroups: Map<string, DeletedGroup>;
  readonly launchConfigurations: Map<string, LaunchConfiguration>;
  /** By id. */
  readonly launchTemplates: Map<string, LaunchTemplate>;
  /** By clientTokenKey(), in order of use; tokens expire after a day (G-145). */
  readonly clientTokens: Map<string, ClientTokenUse>;
  /** EC2's instances, including those of groups, by id; terminated ones for an hour (G-179). */
  readonly instances: Map<string, Instance>;
  /** Terminated instances with their time, in that order; kept for an hour. */
  readonly terminated: Map<string, Instant>;
  /** EC2's network records created or changed by callers, by id; default records are derived. */
  readonly ec2Records: Map<string, Ec2Record>;
  /** CloudWatch's alarms by name, in order of creation. */
  readonly alarms: Map<string, Alarm>;
  /** In order of time, kept for 30 days. */
  readonly alarmHistory: AlarmHistoryItem[];
  readonly metricData: StoredMetricData[];
  /** Auto Scaling's account settings by name, if not the default. */
  readonly accountSettings: Map<string, string>;
  /** By launchTokenKey(), in order of use; tokens expire after a day. */
  readonly launchTokens: Map<string, LaunchTokenUse>;
  /** Elastic Load Balancing's records by ARN, in order of creation. */
  readonly balancing: Map<string, AnyBalancerRecord>;
  /** SSM's parameters by name. */
  readonly parameters: Map<string, Parameter>;
  /** EventBridge's rules of the default bus by name, in order of creation. */
  readonly eventRules: Map<string, EventRule>;
  /** Active faults by id, in the order in which they were added. */
  readonly faults: Map<string, ActiveFault>;
}

export interface DeletedGroup {
  readonly name: string;
  readonly arn: string;
  readonly deletedAt: Instant;
  readonly activities: Map<string, ScalingActivity>;
}

export function emptyWorld(settings: Settings): World {
  return { settings, regions: new Map() };
}

export function regionKey(account: string, name: string): string {
  return `${account}/${name}`;
}

export function emptyRegion(account: string, name: string): Region {
  return {
    account,
    name,
    groups: new Map(),
    deletedGroups: new Map(),
    launchConfigurations: new Map(),
    launchTemplates: new Map(),
    clientTokens: new Map(),
    instances: new Map(),
    terminated: new Map(),
    ec2Records: new Map(),
    alarms: new Map(),
    alarmHistory: [],
    metricData: [],
    accountSettings: new Map(),
    launchTokens: new Map(),
    balancing: new Map(),
    parameters: new Map(),
    eventRules: new Map(),
    faults: new Map(),
  };
}

/** The region, or an empty one that is not stored, because reads must not change the world. */
export function regionOf(world: World, account: string, name: string): Region {
  return world.regions.get(regionKey(account, name)) ?? emptyRegion(account, name);
}

/** The template with this name; names are unique in a region (G-138). */
export function launchTemplateNamed(region: Region, name: string): LaunchTemplate | undefined {
  for (const template of region.launchTemplates.values()) {
    if (template.name === name) return template;
  }
  return undefined;
}
