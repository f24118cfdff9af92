/** A refresh and its summary as the control API shows them, in plain readable numbers. */
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import { type InstanceRefresh, isActive } from "../domain/instance-refresh.ts";
import type { Batch, Extreme, RefreshSummary } from "../domain/refresh-summary.ts";
import { shareOf } from "../domain/refresh-summary.ts";
import { statusReasonText } from "../domain/status-reason.ts";
import { type Instant, isoMillisecond, second } from "../domain/time.ts";
import type { Region } from "../domain/world.ts";

/** A group at a glance: sizes, instances by lifecycle state, and the refresh under way, if any. */
export function showGroup(group: AutoScalingGroup, region: Region, now: Instant) {
  const { name, minSize, maxSize, desiredCapacity, fleet } = group;
  const instances: Record<string, number> = {};
  for (const { lifecycleState } of fleet.members.values()) {
    instances[lifecycleState] = (instances[lifecycleState] ?? 0) + 1;
  }
  const refresh = activeRefresh(group);
  return {
    account: region.account,
    region: region.name,
    name,
    minSize,
    desiredCapacity,
    maxSize,
    instances,
    refresh: refresh === undefined ? null : showActive(refresh, now),
  };
}

function showActive(refresh: InstanceRefresh, now: Instant) {
  const { id, status, statusReason, percentageComplete = null } = refresh;
  return {
    id,
    status,
    percentageComplete,
    statusReason: statusReason === undefined ? null : statusReasonText(statusReason, { now }),
  };
}

/** The summary is null for a refresh from the world file, because nobody observed it. */
export function showRefresh(refresh: InstanceRefresh, now: Instant) {
  const { id, status, percentageComplete = null, startTime, endTime, summary } = refresh;
  return {
    id,
    status,
    startTime: startTime === undefined ? null : isoMillisecond(startTime),
    endTime: endTime === undefined ? null : isoMillisecond(endTime),
    percentageComplete,
    summary: summary === undefined ? null : showSummary(refresh, summary, now),
  };
}

function showSummary(refresh: InstanceRefresh, summary: RefreshSummary, now: Instant) {
  const { capacity, batches, batchCount, decisionCount } = summary;
  const { launches, failedLaunches, terminations, replacedRootVolumes } = summary;
  return {
    lowestReady: showExtreme(capacity.lowestReady),
    lowestInService: showExtreme(capacity.lowestInService),
    highestTotal: showExtreme(capacity.highestTotal),
    secondsInStatus: secondsInStatus(refresh, summary, now),
    batchCount,
    batches: batches.map(showBatch),
    decisionCount,
    launches,
    failedLaunches,
    terminations,
    replacedRootVolumes,
  };
}

/** Null until the engine has started the refresh. */
function showExtreme(extreme: Extreme | undefined) {
  if (extreme === undefined) return null;
  const { units, desired, at } = extreme;
  const percentage = Math.round(shareOf(units, desired) * 10_000) / 100;
  return { units, desired, percentage, at: isoMillisecond(at) };
}

function secondsInStatus(refresh: InstanceRefresh, summary: RefreshSummary, now: Instant) {
  const spent: Record<string, number> = { ...summary.spent };
  if (isActive(refresh)) {
    spent[refresh.status] = (spent[refresh.status] ?? 0) + now - summary.statusSince;
  }
  const entries = Object.entries(spent).map(([status, span]) => [status, span / second] as const);
  return Object.fromEntries(entries);
}

function showBatch({ at, ...batch }: Batch) {
  return { at: isoMillisecond(at), ...batch };
}
