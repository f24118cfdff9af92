/** Observes a refresh in a private world at each instant: steps, capacity and counts. */
import type { Change } from "../domain/changes/change.ts";
import { healthyConditions, liveConditions } from "../domain/condition.ts";
import { unitsOf } from "../domain/fleet.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import type { StatusReason } from "../domain/status-reason.ts";
import { type Instant, second } from "../domain/time.ts";
import { extraInstances } from "./costs.ts";

/** Capacity units at one instant, after all its changes. */
export interface CapacitySample {
  readonly at: Instant;
  readonly desired: number;
  readonly ready: number;
  readonly inService: number;
  readonly total: number;
  /** Instances that run beyond the desired capacity. */
  readonly extraInstances: number;
  /** The planner's latest bounds; undefined before its first tick. */
  readonly floor: number | undefined;
  readonly ceiling: number | undefined;
}

export interface ObservedStep {
  readonly at: Instant;
  readonly kind: "status" | "replace" | "checkpoint";
  readonly status: RefreshStatus;
  /** The percentage of the checkpoint. */
  readonly checkpoint?: number;
  stopped: number;
  launched: number;
  failedLaunches: number;
  /** The last shown reason for waiting. */
  waitsFor: StatusReason | undefined;
  /** The samples during the step with the fewest ready and in service, and the highest total. */
  extremes: Extremes | undefined;
}

interface Extremes {
  low: CapacitySample;
  lowInService: CapacitySample;
  high: CapacitySample;
}

export interface Observation {
  readonly startedAt: Instant;
  readonly steps: ObservedStep[];
  readonly samples: CapacitySample[];
  readonly secondsInStatus: Map<RefreshStatus, number>;
  status: RefreshStatus;
  statusSince: Instant;
  bounds: { floor: number; ceiling: number } | undefined;
  launches: number;
  terminations: number;
  failedLaunches: number;
}

/** From its request on, or from a later instant when it is under way. */
export function beginObservation(refresh: InstanceRefresh, at = refresh.requestedAt): Observation {
  const { status, decisions } = refresh;
  const last = decisions.at(-1);
  return {
    startedAt: at,
    status,
    statusSince: at,
    bounds: last && { floor: last.floor, ceiling: last.ceiling },
    steps: [newStep({ at, kind: "status", status })],
    samples: [],
    secondsInStatus: new Map(),
    launches: 0,
    terminations: 0,
    failedLaunches: 0,
  };
}

/** Records everything that happened at one instant, and the group after it. */
export function observe(
  seen: Observation,
  { at, entries }: { readonly at: Instant; readonly entries: readonly JournalEntry[] },
  group: AutoScalingGroup,
): void {
  // The first step has no sample yet, even if others follow it within its instant.
  const before = seen.samples.length === 0 ? 0 : seen.steps.length;
  for (const { change } of entries) note(seen, change, at);
  const sample = sampleOf(group, at, seen.bounds);
  seen.samples.push(sample);
  // Several steps of one instant share its result; without a new step the last one continues.
  const first = Math.min(before, seen.steps.length - 1);
  for (const step of seen.steps.slice(first)) addSample(step, sample);
}

/** Ends the observation of an unfinished refresh; a final status has no duration. */
export function endObservation(seen: Observation, at: Instant): void {
  addSeconds(seen, at);
}

type StepStart = Pick<ObservedStep, "at" | "kind" | "status"> & { readonly checkpoint?: number };

function newStep(start: StepStart): ObservedStep {
  const counts = { stopped: 0, launched: 0, failedLaunches: 0 };
  return { ...start, ...counts, waitsFor: undefined, extremes: undefined };
}

function note(seen: Observation, change: Change, at: Instant): void {
  switch (change.type) {
    case "Decided":
      seen.bounds = { floor: change.record.floor, ceiling: change.record.ceiling };
      return;
    case "LaunchRequested":
      replaceStep(seen, at).launched += 1;
      return;
    case "TerminationStarted":
    case "RootVolumeReplacementStarted":
      replaceStep(seen, at).stopped += 1;
      return;
    case "LaunchAccepted":
      seen.launches += 1;
      return;
    case "InstanceTerminated":
      seen.terminations += 1;
      return;
    case "LaunchRefused":
    case "LaunchDied":
    case "LaunchAbandoned":
      seen.failedLaunches += 1;
      lastStep(seen).failedLaunches += 1;
      return;
    case "RefreshWaits":
      lastStep(seen).waitsFor = change.reason;
      return;
    case "CheckpointReached": {
      const { status } = seen;
      const { percentage: checkpoint, pausedUntil: until } = change;
      const step = newStep({ at, kind: "checkpoint", status, checkpoint });
      if (until !== undefined) step.waitsFor = { kind: "checkpointDelay", since: at, until };
      seen.steps.push(step);
      return;
    }
    case "RefreshStatusChanged":
      addSeconds(seen, at);
      seen.status = change.to;
      seen.steps.push(newStep({ at, kind: "status", status: change.to }));
      lastStep(seen).waitsFor = change.reason;
      return;
    default:
  }
}

/** All replacements within an instant form one step. */
function replaceStep(seen: Observation, at: Instant): ObservedStep {
  const last = lastStep(seen);
  if (last.at === at && last.kind === "replace") return last;
  const step = newStep({ at, kind: "replace", status: seen.status });
  seen.steps.push(step);
  return step;
}

function lastStep({ steps }: Observation): ObservedStep {
  const last = steps.at(-1);
  if (last === undefined) throw new Error("an observation begins with a step");
  return last;
}

function addSeconds(seen: Observation, at: Instant): void {
  const before = seen.secondsInStatus.get(seen.status) ?? 0;
  seen.secondsInStatus.set(seen.status, before + (at - seen.statusSince) / second);
  seen.statusSince = at;
}

function addSample(step: ObservedStep, sample: CapacitySample): void {
  const { extremes } = step;
  if (extremes === undefined) {
    step.extremes = { low: sample, lowInService: sample, high: sample };
    return;
  }
  if (sample.ready < extremes.low.ready) extremes.low = sample;
  if (sample.inService < extremes.lowInService.inService) extremes.lowInService = sample;
  if (sample.total > extremes.high.total) extremes.high = sample;
}

function sampleOf(
  group: AutoScalingGroup,
  at: Instant,
  bounds: Observation["bounds"],
): CapacitySample {
  let ready = 0;
  let inService = 0;
  let total = 0;
  for (const bucket of group.fleet.buckets.values()) {
    const { condition } = bucket;
    const units = unitsOf(bucket);
    if (condition === "ready") ready += units;
    if (healthyConditions.has(condition)) inService += units;
    if (liveConditions.has(condition)) total += units;
  }
  const { desiredCapacity: desired } = group;
  return {
    at,
    desired,
    ready,
    inService,
    total,
    extraInstances: extraInstances(group.fleet, desired),
    floor: bounds?.floor,
    ceiling: bounds?.ceiling,
  };
}
