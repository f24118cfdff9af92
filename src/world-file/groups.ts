/** Turns the groups of a world file into changes: the group, its instances, its history. */
import { defaultSettings } from "../actions/autoscaling/groups/group-settings.ts";
import { readPreferences } from "../actions/autoscaling/instance-refreshes/refresh-preferences.ts";
import { readMixedInstancesPolicy } from "../actions/autoscaling/mixed-instances-policy.ts";
import { present } from "../domain/assert.ts";
import type { Change, NewGroup } from "../domain/changes/change.ts";
import type { Subnet } from "../domain/ec2-record.ts";
import { type GroupSettings, groupArn } from "../domain/group.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import type { LaunchSource } from "../domain/launch-source.ts";
import { findSubnet } from "../domain/network-records.ts";
import type { StatusReason } from "../domain/status-reason.ts";
import { hour, type Instant, wholeSecond } from "../domain/time.ts";
import type { Region } from "../domain/world.ts";
import {
  type PlaceContext,
  placedInstances,
  templateSource,
  type WorldContext,
} from "./instances.ts";
import type { GroupInFile, InstancesInFile, RefreshInFile } from "./schema.ts";

/** `region` must already have the file's templates, configurations and subnets. */
export function groupChanges(
  group: GroupInFile,
  region: Region,
  context: WorldContext,
): readonly Change[] {
  const created = newGroup(group, region, context);
  const instances = placedInstances(created, group.instances ?? [wholeFleet(group)], {
    ...context,
    region,
  });
  const oldestFirst = [...group.refreshes].sort((a, b) => b.startedHoursAgo - a.startedHoursAgo);
  return [
    { type: "GroupCreated", group: created },
    ...instances.map(
      (instance): Change => ({ type: "InstancePlaced", group: group.name, instance }),
    ),
    ...oldestFirst.map(
      (refresh): Change => ({
        type: "RefreshStarted",
        group: group.name,
        refresh: pastRefresh(refresh, created, { ...context, region }),
      }),
    ),
  ];
}

/** The group's defaults for refreshes. */
export function refreshDefaults(group: GroupInFile) {
  return {
    instanceMaintenancePolicy: group.instanceMaintenancePolicy,
    defaultInstanceWarmupSeconds: group.defaultInstanceWarmupSeconds,
    healthCheckGracePeriodSeconds: group.healthCheckGracePeriodSeconds,
  } satisfies Partial<GroupSettings>;
}

function newGroup(group: GroupInFile, region: Region, context: WorldContext): NewGroup {
  const uuid = context.identifiers.uuid();
  const subnetIds = [...group.subnets].sort();
  const zones = subnetIds.map((id) => subnetNamed(id, region).availabilityZone);
  return {
    ...defaultSettings,
    ...refreshDefaults(group),
    name: group.name,
    arn: groupArn(region, { uuid, name: group.name }),
    createdAt: context.now - group.createdHoursAgo * hour,
    minSize: group.minSize,
    maxSize: group.maxSize,
    desiredCapacity: group.desiredCapacity,
    launchSource: launchSourceOf(group, region),
    availabilityZones: [...new Set([...group.availabilityZones, ...zones])].sort(),
    subnetIds,
    newInstancesProtectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
    tags: group.tags,
  };
}

function subnetNamed(id: string, region: Region): Subnet {
  return present(findSubnet(region, id), `subnet ${id}`);
}

function launchSourceOf(group: GroupInFile, region: Region): LaunchSource {
  const { launchTemplate: template, launchConfiguration } = group;
  if (template !== undefined) return templateSource(template, region);
  return { kind: "launchConfiguration", name: present(launchConfiguration, "launch source") };
}

function wholeFleet(group: GroupInFile): InstancesInFile {
  return {
    count: group.desiredCapacity,
    launchedHoursAgo: Math.min(24, group.createdHoursAgo),
    protectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
    lifecycleState: "InService",
  };
}

function pastRefresh(
  refresh: RefreshInFile,
  group: NewGroup,
  { identifiers, now, region }: PlaceContext,
): InstanceRefresh {
  const startTime = wholeSecond(now - refresh.startedHoursAgo * hour);
  const endTime = Math.min(now, wholeSecond(startTime + refresh.lastedMinutes * (hour / 60)));
  return {
    id: identifiers.uuid(),
    strategy: "Rolling",
    preferences: readPreferences(refresh.preferences, group),
    ...desiredOf(refresh, region),
    requestedAt: startTime,
    notBefore: startTime,
    decisions: [],
    checkpointGroupSize: 0,
    status: refresh.status,
    ...reasonOf(refresh),
    startTime,
    endTime,
    percentageComplete: refresh.percentageComplete,
    instancesToUpdate: refresh.instancesToUpdate,
    ...rollbackOf(refresh, startTime),
    lastProgressAt: endTime,
    hasActedSinceReason: false,
    passedCheckpointPercentage: 0,
    isWaitingForTransitioningInstances: true,
  };
}

function desiredOf(
  { desiredConfiguration: given }: RefreshInFile,
  region: Region,
): Pick<InstanceRefresh, "desiredConfiguration"> {
  if (given?.mixedInstancesPolicy !== undefined) {
    const policy = readMixedInstancesPolicy(given.mixedInstancesPolicy, region);
    return { desiredConfiguration: { kind: "mixedInstancesPolicy", policy } };
  }
  const template = given?.launchTemplate;
  return template === undefined ? {} : { desiredConfiguration: templateSource(template, region) };
}

function reasonOf({ status, statusReason: failure }: RefreshInFile): {
  readonly statusReason?: StatusReason;
} {
  if (failure !== undefined) return { statusReason: { kind: "failed", failure } };
  if (status === "Cancelled") return { statusReason: { kind: "cancelled", isWaiting: true } };
  return {};
}

function rollbackOf(
  refresh: RefreshInFile,
  startTime: Instant,
): Pick<InstanceRefresh, "rollbackDetails"> {
  const isRollback = refresh.status === "RollbackSuccessful" || refresh.status === "RollbackFailed";
  if (!isRollback) return {};
  const { percentageComplete, instancesToUpdate, statusReason } = refresh;
  const reason = statusReason ?? "Rollback triggered due to user request.";
  return { rollbackDetails: { reason, startTime, percentageComplete, instancesToUpdate } };
}
