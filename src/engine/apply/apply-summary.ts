/** Keeps an active refresh's summary up to date, with a few comparisons per change. */
import type { Change } from "../../domain/changes/change.ts";
import { type Fleet, liveUnits, unitsIn } from "../../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../../domain/group.ts";
import type { InstanceRefresh } from "../../domain/instance-refresh.ts";
import { type Extreme, type RefreshSummary, shareOf } from "../../domain/refresh-summary.ts";
import type { Instant } from "../../domain/time.ts";
import type { ApplyContext } from "./apply-context.ts";

/** Called after the change was applied: counts it and notes the group's capacity. */
export function summarize({ region, at }: ApplyContext, change: Change): void {
  if (!("group" in change) || typeof change.group !== "string") return;
  const group = region.groups.get(change.group);
  const refresh = group === undefined ? undefined : activeRefresh(group);
  if (group === undefined || refresh?.summary === undefined) return;
  countChange(refresh.summary, change, at);
  // Before its pick-up a refresh has not affected the group.
  if (refresh.startTime !== undefined) noteCapacity(group, refresh.summary, at);
}

function countChange(summary: RefreshSummary, change: Change, at: Instant): void {
  switch (change.type) {
    case "LaunchAccepted":
      summary.launches += 1;
      return;
    case "LaunchRefused":
    case "LaunchDied":
      summary.failedLaunches += 1;
      return;
    case "TerminationStarted":
      summary.terminations += 1;
      return;
    case "RootVolumeReplacementStarted":
      summary.replacedRootVolumes += 1;
      return;
    case "Decided":
      return countDecision(summary, change, at);
    default:
      return;
  }
}

/** Limits the batches kept for a refresh, which may run for two weeks. */
const mostBatches = 1000;

function countDecision(
  summary: RefreshSummary,
  { record }: Extract<Change, { type: "Decided" }>,
  at: Instant,
): void {
  summary.decisionCount += 1;
  const { rule, stopUnits: stops, launches } = record;
  if (stops === 0 && launches === 0) return;
  summary.batchCount += 1;
  summary.batches.push({ at, rule, stops, launches });
  if (summary.batches.length > 2 * mostBatches) summary.batches.splice(0, mostBatches);
}

function noteCapacity(
  { fleet, desiredCapacity: desired }: AutoScalingGroup,
  { capacity }: RefreshSummary,
  at: Instant,
): void {
  const ready = unitsIn(fleet, "ready");
  const inService = inServiceUnits(fleet);
  const total = liveUnits(fleet);
  const { lowestReady, lowestInService, highestTotal } = capacity;
  if (lowestReady === undefined || isBelow(ready, desired, lowestReady)) {
    capacity.lowestReady = { units: ready, desired, at };
  }
  if (lowestInService === undefined || isBelow(inService, desired, lowestInService)) {
    capacity.lowestInService = { units: inService, desired, at };
  }
  if (highestTotal === undefined || isAbove(total, desired, highestTotal)) {
    capacity.highestTotal = { units: total, desired, at };
  }
}

function isBelow(units: number, desired: number, extreme: Extreme): boolean {
  return shareOf(units, desired) < shareOf(extreme.units, extreme.desired);
}

function isAbove(units: number, desired: number, extreme: Extreme): boolean {
  return shareOf(units, desired) > shareOf(extreme.units, extreme.desired);
}

/** Units in service regardless of health, as DescribeAutoScalingGroups shows InService. */
function inServiceUnits({ units: { warming, unsettled, ready, unhealthy } }: Fleet): number {
  return warming + unsettled + ready + unhealthy;
}

/** Adds the time since the last change to the status that ends now. */
export function leaveStatus(refresh: InstanceRefresh, at: Instant): void {
  const { summary, status: from } = refresh;
  if (summary === undefined) return;
  summary.spent[from] = (summary.spent[from] ?? 0) + at - summary.statusSince;
  summary.statusSince = at;
}
