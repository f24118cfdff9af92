/** Domain objects for tests: valid by default, a test names the fields that matter to it. */
import { emptyFleet, type Fleet, join, restoreOrder } from "../../src/domain/fleet.ts";
import type { AutoScalingGroup } from "../../src/domain/group.ts";
import type { Instance, RefreshRole } from "../../src/domain/instance.ts";
import type { InstanceRefresh, RefreshPreferences } from "../../src/domain/instance-refresh.ts";
import type { LaunchSource } from "../../src/domain/launch-source.ts";
import type { LaunchTemplate } from "../../src/domain/launch-template.ts";
import { newInstance } from "../../src/domain/new-instance.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import { timings } from "../../src/domain/timing.ts";
import { emptyRegion, type Region, type Settings } from "../../src/domain/world.ts";
import {
  type GroupView,
  groupView,
  type RefreshView,
  refreshView,
} from "../../src/planner/view.ts";

/** The moment that all built things live at. */
export const now = Date.parse("2026-09-27T12:00:00Z");
const anHourAgo = now - 3_600_000;

export const zones = ["us-east-1a", "us-east-1b", "us-east-1c"] as const;

/** The launch template of the built groups, at this version. */
export function templateSource(version = "1"): LaunchSource {
  const specification = { id: "lt-00000000000000001", name: "web", version };
  return { kind: "launchTemplate", specification };
}

/** A template with versions 1 to `latest`, the images of which are ami-1, ami-2 and so on. */
export function aTemplate(latest = 3): LaunchTemplate {
  const numbers = Array.from({ length: latest }, (_, index) => index + 1);
  const version = (number: number) => ({
    number,
    createdAt: anHourAgo,
    createdBy: "tester",
    data: { ImageId: `ami-${number}`, InstanceType: "t3.nano" },
  });
  return {
    id: "lt-00000000000000001",
    name: "web",
    createdAt: anHourAgo,
    createdBy: "tester",
    defaultVersion: 1,
    latestVersion: latest,
    tags: [],
    versions: new Map(numbers.map((number) => [number, version(number)])),
  };
}

export function aRegion(template = aTemplate()): Region {
  const region = emptyRegion("123456789012", "us-east-1");
  region.launchTemplates.set(template.id, template);
  return region;
}

let count = 0;

const version1 = {
  imageId: "ami-1",
  isImageOverridden: false,
  instanceType: "t3.nano",
  weight: 1,
  launchTemplate: { id: "lt-00000000000000001", name: "web", version: "1" },
  templateTags: [],
};

/** A ready instance of version 1 that was there before the refresh. */
export function anInstance(fields: Partial<Instance> = {}): Instance {
  count += 1;
  const instance = newInstance({
    id: `i-${String(count).padStart(17, "0")}`,
    settings: version1,
    zone: { name: zones[0], subnet: undefined },
    privateIpAddress: "172.31.0.1",
    tags: [],
    ec2State: "running",
    launchedAt: anHourAgo + count,
    groupName: "web",
    lifecycleState: "InService",
    inServiceAt: anHourAgo + count,
    isSettled: true,
    isWarm: true,
    refreshRole: "old",
    purpose: "scaling",
    bootSeconds: 5,
    terminateSeconds: 30,
  });
  return { ...instance, ...fields };
}

/** What an instance of each condition looks like. */
const conditions = {
  requested: { lifecycleState: "Pending", ec2State: "pending", isSettled: false, isWarm: false },
  pending: { lifecycleState: "Pending", ec2State: "pending", isSettled: false, isWarm: false },
  replacingRootVolume: {
    lifecycleState: "ReplacingRootVolume",
    purpose: "refresh",
    isSettled: false,
    isWarm: false,
  },
  warming: { isSettled: true, isWarm: false },
  unsettled: { isSettled: false, isWarm: true },
  ready: {},
  unhealthy: { healthStatus: "Unhealthy" },
  standby: { lifecycleState: "Standby" },
  leaving: { lifecycleState: "Terminating", ec2State: "shutting-down", purpose: "refresh" },
} as const satisfies Record<string, Partial<Instance>>;

export type ConditionName = keyof typeof conditions;

/** So many instances of a role in a condition. */
export function instances(
  role: RefreshRole | undefined,
  condition: ConditionName,
  howMany = 1,
  fields: Partial<Instance> = {},
): Instance[] {
  return Array.from({ length: howMany }, () => {
    const { refreshRole: _, ...built } = anInstance({ ...conditions[condition], ...fields });
    if (condition === "requested") delete built.launchedAt;
    return role === undefined ? built : { ...built, refreshRole: role };
  });
}

function aFleet(members: readonly Instance[]): Fleet {
  const fleet = emptyFleet();
  for (const member of members) join(fleet, member);
  restoreOrder(fleet);
  return fleet;
}

/** A group that needs as many instances as it has, on version 1. */
export function aGroup(
  members: readonly Instance[] = [],
  fields: Partial<AutoScalingGroup> = {},
): AutoScalingGroup {
  return {
    name: "web",
    arn: "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web",
    createdAt: anHourAgo,
    minSize: 0,
    maxSize: 1000,
    desiredCapacity: members.length,
    launchSource: templateSource("1"),
    defaultCooldownSeconds: 300,
    availabilityZones: [...zones],
    subnetIds: [],
    healthCheckType: "EC2",
    healthCheckGracePeriodSeconds: 0,
    newInstancesProtectedFromScaleIn: false,
    terminationPolicies: ["Default"],
    defaultInstanceWarmupSeconds: undefined,
    instanceMaintenancePolicy: undefined,
    stored: {},
    tags: new Map(),
    suspendedProcesses: new Map(),
    lifecycleHooks: new Map(),
    scheduledActions: new Map(),
    scalingPolicies: new Map(),
    notifications: new Map(),
    enabledMetrics: [],
    changedSources: new Map(),
    owed: { health: 0, refresh: 0 },
    scaleInOwed: 0,
    launchCount: members.length,
    scalingNotBefore: anHourAgo,
    healthNotBefore: anHourAgo,
    activities: new Map(),
    refreshes: [],
    fleet: aFleet(members),
    ...fields,
  };
}

function preferences(fields: Partial<RefreshPreferences> = {}): RefreshPreferences {
  return {
    minHealthyPercentage: 90,
    instanceWarmupSeconds: 0,
    checkpointPercentages: [],
    checkpointDelaySeconds: 3600,
    bakeTimeSeconds: 0,
    skipMatching: false,
    autoRollback: false,
    scaleInProtectedInstances: "Wait",
    standbyInstances: "Wait",
    alarms: [],
    echoed: [],
    ...fields,
  };
}

type RefreshFields = Partial<Omit<InstanceRefresh, "preferences">> & {
  readonly preferences?: Partial<RefreshPreferences>;
};

/** A refresh to version 2 that is in progress since a minute. */
export function aRefresh({ preferences: given, ...fields }: RefreshFields = {}): InstanceRefresh {
  return {
    id: "b4aa1614-901d-4653-923c-7c004da8c101",
    strategy: "Rolling",
    preferences: preferences(given),
    desiredConfiguration: templateSource("2"),
    requestedAt: now - 70_000,
    status: "InProgress",
    startTime: now - 60_000,
    percentageComplete: 0,
    instancesToUpdate: 0,
    lastProgressAt: now - 60_000,
    notBefore: now - 70_000,
    hasActedSinceReason: false,
    passedCheckpointPercentage: 0,
    checkpointGroupSize: 0,
    decisions: [],
    isWaitingForTransitioningInstances: true,
    ...fields,
  };
}

/** A rollback that the engine has begun. */
export const rollingBack = {
  status: "RollbackInProgress" as RefreshStatus,
  rollbackDetails: {
    reason: "Rollback triggered due to user request.",
    startTime: now - 30_000,
    percentageComplete: 50,
    instancesToUpdate: 1,
  },
};

export interface ViewParts {
  readonly instances?: readonly Instance[];
  readonly group?: Partial<AutoScalingGroup>;
  readonly refresh?: RefreshFields;
  readonly settings?: Partial<Settings>;
  readonly region?: Region;
  readonly now?: number;
}

const settings: Settings = {
  timing: timings.aws,
  min100: "launch-first",
  behaviors: [],
};

/** A group as its planner sees it; with `refresh` an active one is in its list. */
export function aGroupView(parts: ViewParts = {}): GroupView {
  const group = aGroup(parts.instances, parts.group);
  if (parts.refresh !== undefined) group.refreshes.push(aRefresh(parts.refresh));
  return groupView({
    now: parts.now ?? now,
    settings: { ...settings, ...parts.settings },
    region: parts.region ?? aRegion(),
    group,
  });
}

/** A refresh as its rules see it: in progress and with the default preferences. */
export function aView(parts: ViewParts = {}): RefreshView {
  const view = aGroupView({ ...parts, refresh: parts.refresh ?? {} });
  return refreshView(view, view.group.refreshes.at(-1) as InstanceRefresh);
}

/** Freezes everything inside, maps and sets too: whoever alters it throws. */
export function deepFreeze<T>(value: T, seen = new Set<unknown>()): T {
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  seen.add(value);
  if (value instanceof Map || value instanceof Set) {
    for (const [key, inner] of value.entries()) {
      deepFreeze(key, seen);
      deepFreeze(inner, seen);
    }
    const refuse = () => {
      throw new TypeError("a frozen collection was altered");
    };
    Object.assign(value, { set: refuse, add: refuse, delete: refuse, clear: refuse });
  }
  for (const inner of Object.values(value)) deepFreeze(inner, seen);
  return Object.freeze(value);
}
