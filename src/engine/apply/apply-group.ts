/** Applies changes of a group itself: settings, capacity, tags, processes, deletion, activities. */
import { never } from "../../domain/assert.ts";
import type { GroupChange, NewGroup } from "../../domain/changes/change.ts";
import { emptyFleet, liveUnits } from "../../domain/fleet.ts";
import type { AutoScalingGroup, ProcessName } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import type { ScalingActivity } from "../../domain/scaling-activity.ts";
import { day, milliseconds } from "../../domain/time.ts";
import { settingsInDeletion } from "../../domain/warm-pool.ts";
import { type ApplyContext, groupNamed, wake } from "./apply-context.ts";
import { dropExpired } from "./apply-region.ts";
import { awaitHealthOfLeftOut } from "./left-out.ts";

export function applyGroupChange(context: ApplyContext, change: GroupChange): void {
  if (change.type === "GroupCreated") {
    const group = newGroup(change.group);
    context.region.groups.set(group.name, group);
    return;
  }
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "GroupUpdated":
      Object.assign(group, change.settings);
      for (const setting of change.cleared) group[setting] = undefined;
      awaitHealthOfLeftOut(context, group);
      return wake(context, group, context.at);
    case "DesiredCapacityChanged":
      return changeDesiredCapacity(context, group, change);
    case "CapacityReached":
      group.capacityChange = undefined;
      return;
    case "ProtectionReported":
      if (group.capacityChange !== undefined) group.capacityChange.isProtectionReported = true;
      return;
    case "DeletionBegun":
      return beginDeletion(context, group);
    case "GroupDeleted":
      return deleteGroup(context, group);
    case "ProcessesSuspended":
      for (const process of change.processes) group.suspendedProcesses.set(process, context.at);
      return wake(context, group, context.at);
    case "ProcessesResumed":
      return resume(context, group, change.processes);
    case "GroupTagsPut":
      for (const tag of change.tags) group.tags.set(tag.key, tag);
      return;
    case "GroupTagsDeleted":
      for (const key of change.keys) group.tags.delete(key);
      return;
    case "ActivityRecorded":
      recordActivity(context, group, change.activity);
      return;
    default:
      return never(change);
  }
}

function newGroup({ tags, ...settings }: NewGroup): AutoScalingGroup {
  return {
    ...settings,
    tags: new Map(tags.map((tag) => [tag.key, tag])),
    suspendedProcesses: new Map(),
    lifecycleHooks: new Map(),
    scheduledActions: new Map(),
    scalingPolicies: new Map(),
    notifications: new Map(),
    enabledMetrics: [],
    changedSources: new Map(),
    owed: { health: 0, refresh: 0 },
    scaleInOwed: 0,
    launchCount: 0,
    scalingNotBefore: settings.createdAt,
    healthNotBefore: settings.createdAt,
    activities: new Map(),
    refreshes: [],
    fleet: emptyFleet(),
  };
}

function changeDesiredCapacity(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Extract<GroupChange, { type: "DesiredCapacityChanged" }>,
): void {
  const lessened = group.scaleInOwed + group.desiredCapacity - change.to;
  const surplus = liveUnits(group.fleet) - change.to;
  group.scaleInOwed = Math.max(0, Math.min(lessened, surplus));
  group.desiredCapacity = change.to;
  group.cooldownSeconds = undefined;
  if (change.sentence !== undefined) {
    const { sentence, invokingAlarms } = change;
    group.capacityChange = { sentence, invokingAlarms, isProtectionReported: false };
    if (group.warmPool !== undefined) group.warmPool.sentence = undefined;
  }
  group.scalingNotBefore = context.at + milliseconds(change.reactionSeconds);
  wake(context, group, group.scalingNotBefore);
}

function beginDeletion(context: ApplyContext, group: AutoScalingGroup): void {
  group.deletionBegunAt = context.at;
  Object.assign(group, { minSize: 0, maxSize: 0, desiredCapacity: 0 });
  group.capacityChange = undefined;
  if (group.warmPool !== undefined) {
    group.warmPool.sentence = undefined;
    beginPoolDeletion(group);
  }
  wake(context, group, context.at + milliseconds(context.settings.timing.deleteGroupSeconds));
}

/**
 * Marks a warm pool for deletion, its own or its group's: the settings show it at once (G-321,
 * G-322).
 */
export function beginPoolDeletion({ warmPool }: AutoScalingGroup): void {
  if (warmPool === undefined) return;
  warmPool.isPendingDelete = true;
  warmPool.settings = settingsInDeletion(warmPool.settings);
}

function deleteGroup(context: ApplyContext, group: AutoScalingGroup): void {
  const { name, arn, activities } = group;
  const deleted = { name, arn, activities, deletedAt: context.at };
  context.region.groups.delete(name);
  context.region.deletedGroups.set(arn, deleted);
  dropExpired(context.region.deletedGroups, (old) => context.at - old.deletedAt > historyKeptFor);
}

function resume(
  context: ApplyContext,
  group: AutoScalingGroup,
  processes: readonly ProcessName[],
): void {
  const wasRefreshSuspended = group.suspendedProcesses.has("InstanceRefresh");
  for (const process of processes) group.suspendedProcesses.delete(process);
  const refresh = group.refreshes.at(-1);
  const isRefreshResumed = wasRefreshSuspended && !group.suspendedProcesses.has("InstanceRefresh");
  // The one-hour limit stands still while InstanceRefresh is suspended.
  if (isRefreshResumed && refresh !== undefined) refresh.lastProgressAt = context.at;
  wake(context, group, context.at);
}

/** Activities and refreshes are kept for six weeks. */
export const historyKeptFor = 42 * day;

/** Adds an activity and drops the oldest ones after six weeks; returns the record that is kept. */
export function recordActivity(
  context: ApplyContext,
  group: AutoScalingGroup,
  activity: ScalingActivity,
): ScalingActivity {
  const stored = storedActivity(activity);
  keepActivity(context, group, stored);
  return stored;
}

function keepActivity(
  { at }: ApplyContext,
  { activities }: AutoScalingGroup,
  activity: ScalingActivity,
): void {
  activities.set(activity.id, activity);
  dropExpired(activities, (old) => at - old.startTime > historyKeptFor);
}

/** The members of a new activity that come from the change; the kind implies the others. */
export type OpenedActivity = Pick<ScalingActivity, "kind" | "cause" | "statusCode" | "progress"> & {
  readonly activityId: string;
} & Pick<ScalingActivity, "isSelected" | "selectedTogether" | "invokingAlarms">;

/** Records an instance's activity that begins now. */
export function openActivity(
  context: ApplyContext,
  { group, instance }: { readonly group: AutoScalingGroup; readonly instance: Instance },
  opened: OpenedActivity,
): void {
  keepActivity(context, group, {
    id: opened.activityId,
    kind: opened.kind,
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    subnetId: instance.subnetId,
    cause: opened.cause,
    isSelected: opened.isSelected,
    selectedTogether: opened.selectedTogether,
    invokingAlarms: opened.invokingAlarms,
    startTime: context.at,
    endTime: undefined,
    statusCode: opened.statusCode,
    statusMessage: undefined,
    progress: opened.progress,
  });
}

/**
 * Same members in the same order for each record, so that V8 keeps one hidden class for hundreds of
 * thousands.
 */
function storedActivity(activity: ScalingActivity): ScalingActivity {
  return {
    id: activity.id,
    kind: activity.kind,
    instanceId: activity.instanceId,
    availabilityZone: activity.availabilityZone,
    subnetId: activity.subnetId,
    cause: activity.cause,
    isSelected: activity.isSelected,
    selectedTogether: activity.selectedTogether,
    invokingAlarms: activity.invokingAlarms,
    startTime: activity.startTime,
    endTime: activity.endTime,
    statusCode: activity.statusCode,
    statusMessage: activity.statusMessage,
    progress: activity.progress,
  };
}
