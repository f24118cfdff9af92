/** Everything there is. Plain data: engine/apply.ts alone changes it. */
import type { Alarm, AlarmHistoryItem, StoredMetricData } from "./alarm.ts";
import type { ClientTokenUse } from "./client-token.ts";
import type { Ec2Record } from "./ec2-record.ts";
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
  /** By regionKey(); a region comes to be with its first change. */
  readonly regions: Map<string, Region>;
}

/** Choices that hold for the whole world, made when it is created. */
export interface Settings {
  readonly timing: Timing;
  /** What minimum 100 without a maximum means: the new reading or the old one. */
  readonly min100: "terminate-first" | "launch-first";
  /** How the n-th launch of a group behaves, where it differs from the timing profile. */
  readonly behaviors: readonly LaunchBehavior[];
  /** Whether AMIs that are not in the catalogue have to be registered; without it they do not. */
  readonly strictImages?: boolean;
}

/** As AWS's documentation has it since November 2023. */
export const defaultMin100 = "launch-first";

/** Exceptions for single launches, so that a story can be told exactly. */
export interface LaunchBehavior {
  readonly group?: string;
  /** Counts the launches of the group from 1. */
  readonly nthLaunch?: number;
  readonly launchTemplateVersion?: number;
  /** Also of root volumes that are replaced. */
  readonly imageId?: string;
  readonly bootSeconds?: number;
  readonly terminateSeconds?: number;
  /** EC2 refuses the launch with this text. */
  readonly launchRefusal?: string;
  readonly isBroken?: boolean;
  /** EC2 fails to replace a root volume, with this text. */
  readonly rootVolumeFailure?: string;
}

/** One account in one region: nothing is shared between two of them. */
export interface Region {
  readonly account: string;
  readonly name: string;
  readonly groups: Map<string, AutoScalingGroup>;
  /** Activities of groups that are gone, by group ARN (G-100). */
  readonly deletedGroups: Map<string, DeletedGroup>;
  readonly launchConfigurations: Map<string, LaunchConfiguration>;
  /** By id. */
  readonly launchTemplates: Map<string, LaunchTemplate>;
  /** By clientTokenKey(), in order of use; those older than a day mean nothing any more (G-145). */
  readonly clientTokens: Map<string, ClientTokenUse>;
  /** EC2's instances, those of groups included, by id; terminated ones for an hour (G-179). */
  readonly instances: Map<string, Instance>;
  /** Terminated instances and since when, in that order; forgotten after an hour. */
  readonly terminated: Map<string, Instant>;
  /** What callers made or changed of EC2's network, by id; the default one is derived. */
  readonly ec2Records: Map<string, Ec2Record>;
  /** CloudWatch's alarms by name, in order of their creation. */
  readonly alarms: Map<string, Alarm>;
  /** In order of time, 30 days of it. */
  readonly alarmHistory: AlarmHistoryItem[];
  readonly metricData: StoredMetricData[];
  /** Settings of Auto Scaling for the account, by name, where they are not the default. */
  readonly accountSettings: Map<string, string>;
  /** By launchTokenKey(), in order of use; those older than a day mean nothing any more. */
  readonly launchTokens: Map<string, LaunchTokenUse>;
  /** Elastic Load Balancing's records by ARN, in order of their creation. */
  readonly balancing: Map<string, AnyBalancerRecord>;
  /** SSM's parameters by name. */
  readonly parameters: Map<string, Parameter>;
  /** What is to go wrong, by id, in the order in which it was added. */
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
    faults: new Map(),
  };
}

/** The region, or an empty one that is not part of the world: reading adds nothing. */
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
