/**
 * Applies changes of an instance refresh: status, counters, reasons, checkpoints, instance roles.
 */
import { never, present } from "../../domain/assert.ts";
import { emptyHistory } from "../../domain/capacity-history.ts";
import type { RefreshChange } from "../../domain/changes/refresh-change.ts";
import { stepOfStatus } from "../../domain/event-fact.ts";
import { liveUnits } from "../../domain/fleet.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import { type InstanceRefresh, isActive } from "../../domain/instance-refresh.ts";
import type { RefreshStatus } from "../../domain/refresh-status.ts";
import { emptySummary } from "../../domain/refresh-summary.ts";
import { milliseconds } from "../../domain/time.ts";
import { move } from "../../planner/transitions.ts";
import { type ApplyContext, alter, groupNamed, refreshNamed, wake } from "./apply-context.ts";
import { sendRefreshStep } from "./apply-events.ts";
import { historyKeptFor } from "./apply-group.ts";
import { leaveStatus } from "./apply-summary.ts";

type Of<T extends RefreshChange["type"]> = Extract<RefreshChange, { type: T }>;

export function applyRefreshChange(context: ApplyContext, change: RefreshChange): void {
  const group = groupNamed(context, change.group);
  if (change.type === "RefreshStarted") return startRefresh(context, group, change);
  const refresh = refreshNamed(group, change.refreshId);
  switch (change.type) {
    case "RefreshBegun":
      return dealRoles(group, change);
    case "RefreshStatusChanged":
      return changeStatus(context, group, refresh, change);
    case "RefreshCounted":
      return count(refresh, change);
    case "RefreshWaits":
      refresh.statusReason = change.reason;
      refresh.hasActedSinceReason = false;
      return;
    case "RefreshActed":
      refresh.hasActedSinceReason = true;
      if (change.isProgress) refresh.lastProgressAt = context.at;
      // A finished countdown is not shown once the next step begins.
      if (refresh.statusReason?.kind === "checkpointDelay") delete refresh.statusReason;
      return;
    case "CheckpointReached":
      sendCheckpoint(context, group, change);
      refresh.passedCheckpointPercentage = change.percentage;
      refresh.checkpointGroupSize = change.groupSize;
      if (change.pausedUntil !== undefined) refresh.pausedUntil = change.pausedUntil;
      return;
    case "PauseEnded":
      delete refresh.pausedUntil;
      // A checkpoint delay does not count as a lack of progress.
      refresh.lastProgressAt = context.at;
      return;
    case "CheckpointLost":
      refresh.passedCheckpointPercentage = change.percentage;
      delete refresh.pausedUntil;
      return;
    case "CancelRequested":
      return requestCancel(context, group, refresh, change);
    case "RollbackBegun":
      sendRefreshStep(context, group, { refreshId: refresh.id, what: "Rollback Started" });
      refresh.rollbackDetails = change.details;
      refresh.lastProgressAt = context.at;
      delete refresh.pausedUntil;
      return;
    case "Decided":
      return keepDecision(context, refresh, change);
    case "TargetMoved":
      return moveTarget(group, refresh, change);
    case "DesiredConfigurationSaved":
      group.launchSource = present(refresh.desiredConfiguration, "configuration to save");
      return;
    default:
      return never(change);
  }
}

function count(refresh: InstanceRefresh, change: Of<"RefreshCounted">): void {
  refresh.percentageComplete = change.percentageComplete;
  refresh.instancesToUpdate = change.instancesToUpdate;
  refresh.progressDetails = change.progressDetails;
}

function startRefresh(
  context: ApplyContext,
  group: AutoScalingGroup,
  change: Of<"RefreshStarted">,
): void {
  const isKept = (old: InstanceRefresh) => context.at - old.requestedAt <= historyKeptFor;
  const firstKept = group.refreshes.findIndex(isKept);
  group.refreshes.splice(0, firstKept === -1 ? group.refreshes.length : firstKept);
  const isObserved = isActive(change.refresh);
  const summary = isObserved ? emptySummary(context.at) : undefined;
  const history = isObserved ? emptyHistory() : undefined;
  group.refreshes.push({ ...change.refresh, decisions: [], summary, history });
  const pickUpSeconds = context.settings.timing.pickUpSeconds;
  if (change.refresh.status === "Pending") {
    wake(context, group, context.at + milliseconds(pickUpSeconds));
  }
}

/** Marks all present instances as old, except those skipped by matching. */
function dealRoles(group: AutoScalingGroup, change: Of<"RefreshBegun">): void {
  const matching = new Set(change.matching);
  const current = new Set(change.current);
  group.scaleInOwed = Math.max(0, liveUnits(group.fleet) - group.desiredCapacity);
  // Bucket by bucket, which is in order of launch without sorting.
  const members = [...group.fleet.buckets.values()].flatMap(({ instances }) => [
    ...instances.values(),
  ]);
  for (const instance of members) {
    alter(group, instance, () => {
      instance.refreshRole = matching.has(instance.id) ? "matching" : "old";
      instance.hadTarget = current.has(instance.id);
      instance.isWarm = true;
    });
  }
}

/**
 * Limits the decisions kept with a refresh, which may run for two weeks; the journal has them too.
 */
const mostDecisions = 500;

function keepDecision(
  { at, lastSequence }: ApplyContext,
  refresh: InstanceRefresh,
  { record }: Of<"Decided">,
): void {
  refresh.decisions.push({ at, ...record, sequence: lastSequence() });
  if (refresh.decisions.length > 2 * mostDecisions) refresh.decisions.splice(0, mostDecisions);
}

function moveTarget(
  group: AutoScalingGroup,
  refresh: InstanceRefresh,
  change: Of<"TargetMoved">,
): void {
  refresh.targetVersion = change.version;
  for (const id of change.outdated) {
    const instance = present(group.fleet.members.get(id), `member ${id}`);
    alter(group, instance, () => {
      instance.refreshRole = "old";
      instance.isWarm = true;
    });
  }
}

function changeStatus(
  context: ApplyContext,
  group: AutoScalingGroup,
  refresh: InstanceRefresh,
  change: Of<"RefreshStatusChanged">,
): void {
  leaveStatus(refresh, context.at);
  refresh.status = change.to;
  const what = change.isSilent ? undefined : stepOfStatus[change.to];
  if (what !== undefined) sendRefreshStep(context, group, { refreshId: refresh.id, what });
  if (change.reason === undefined) delete refresh.statusReason;
  else refresh.statusReason = change.reason;
  if (change.pausedUntil === undefined) delete refresh.pausedUntil;
  else refresh.pausedUntil = change.pausedUntil;
  refresh.hasActedSinceReason = change.reason === undefined;
  if (change.to === "InProgress") {
    refresh.startTime = context.at;
    refresh.lastProgressAt = context.at;
  }
  if (endStatuses.has(change.to)) refresh.endTime = context.at;
  const { rollbackSeconds } = context.settings.timing;
  const delaySeconds = change.to === "RollbackInProgress" ? rollbackSeconds : 0;
  refresh.notBefore = context.at + milliseconds(delaySeconds);
  wake(context, group, refresh.notBefore);
}

function sendCheckpoint(
  context: ApplyContext,
  group: AutoScalingGroup,
  { refreshId, percentage, delaySeconds }: Of<"CheckpointReached">,
): void {
  const checkpoint = { percentage, delaySeconds };
  sendRefreshStep(context, group, { refreshId, what: "Checkpoint Reached", checkpoint });
}

const endStatuses: ReadonlySet<RefreshStatus> = new Set([
  "Successful",
  "Failed",
  "Cancelled",
  "RollbackFailed",
  "RollbackSuccessful",
]);

function requestCancel(
  context: ApplyContext,
  group: AutoScalingGroup,
  refresh: InstanceRefresh,
  change: Of<"CancelRequested">,
): void {
  leaveStatus(refresh, context.at);
  refresh.status = move(refresh.status, "cancelRequested");
  refresh.isWaitingForTransitioningInstances = change.isWaiting;
  refresh.statusReason = { kind: "cancelled", isWaiting: change.isWaiting };
  delete refresh.pausedUntil;
  refresh.notBefore = context.at + milliseconds(context.settings.timing.cancelSeconds);
  wake(context, group, refresh.notBefore);
}
