/** Makes the answer of `plan` from what was observed: figures, steps and a sampled chart. */
import { assert, never, present } from "../domain/assert.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import { type StatusReason, statusReasonText } from "../domain/status-reason.ts";
import { type Instant, second } from "../domain/time.ts";
import { costsOf } from "./costs.ts";
import type { CapacitySample, Observation, ObservedStep } from "./observe.ts";
import type { PlanAnswer, PlanPoint, PlanStep } from "./plan-answer.ts";

export interface Outcome {
  readonly group: string;
  readonly from: PlanAnswer["from"];
  readonly refresh: InstanceRefresh;
  readonly endedAt: Instant;
  readonly whatIf: PlanAnswer["whatIf"];
}

export function presentPlan(seen: Observation, outcome: Outcome): PlanAnswer {
  const { group, from, refresh, endedAt, whatIf } = outcome;
  const samples = withBounds(seen.samples);
  const first = present(samples[0], "the first instant");
  const { statusReason } = refresh;
  return {
    group,
    from,
    ...(whatIf && { whatIf }),
    desiredCapacity: first.desired,
    floor: first.floor,
    ceiling: first.ceiling,
    hasEnded: refresh.endTime !== undefined,
    status: refresh.status,
    ...(statusReason && { statusReason: statusReasonText(statusReason, { now: endedAt }) }),
    percentageComplete: refresh.percentageComplete ?? 0,
    durationSeconds: (endedAt - seen.startedAt) / second,
    secondsInStatus: Object.fromEntries(seen.secondsInStatus),
    ...extremesOf(samples, seen.startedAt),
    ...costsOf(samples, endedAt),
    launches: seen.launches,
    terminations: seen.terminations,
    failedLaunches: seen.failedLaunches,
    stepCount: seen.steps.length,
    steps: listed(seen.steps).map((step) => presentStep(step, seen.startedAt)),
    chart: chartOf(samples, seen.startedAt, endedAt),
  };
}

type BoundedSample = CapacitySample & { readonly floor: number; readonly ceiling: number };

/** Before the planner's first tick, uses the bounds of that tick. */
function withBounds(samples: readonly CapacitySample[]): readonly BoundedSample[] {
  const known = samples.find(({ floor }) => floor !== undefined);
  return samples.map((sample) => ({
    ...sample,
    floor: sample.floor ?? known?.floor ?? 0,
    ceiling: sample.ceiling ?? known?.ceiling ?? sample.desired,
  }));
}

function extremesOf(samples: readonly BoundedSample[], startedAt: Instant) {
  const first = present(samples[0], "the first instant");
  let [lowest, lowestInService, highest] = [first, first, first];
  for (const sample of samples) {
    if (sample.ready < lowest.ready) lowest = sample;
    if (sample.inService < lowestInService.inService) lowestInService = sample;
    if (sample.total > highest.total) highest = sample;
  }
  const capacity = (sample: BoundedSample, units: number) => ({
    units,
    percentage: percentageOf(units, sample.desired),
    atSeconds: (sample.at - startedAt) / second,
  });
  return {
    lowestReady: capacity(lowest, lowest.ready),
    lowestInService: capacity(lowestInService, lowestInService.inService),
    highestTotal: capacity(highest, highest.total),
  };
}

/** Rounded down to a tenth: 2 of 3 are 66.6 %. With none desired, 100 %. */
export function percentageOf(units: number, desired: number): number {
  return desired === 0 ? 100 : Math.floor((units * 1000) / desired) / 10;
}

const mostListed = 1000;

function listed(steps: readonly ObservedStep[]): readonly ObservedStep[] {
  if (steps.length <= mostListed) return steps;
  return [...steps.slice(0, mostListed / 2), ...steps.slice(-mostListed / 2)];
}

function presentStep(step: ObservedStep, startedAt: Instant): PlanStep {
  const { at, kind, status, checkpoint, stopped, launched, failedLaunches } = step;
  const { low, lowInService, high } = present(step.extremes, "what came of a step");
  const waitsFor = step.waitsFor && waitText(step.waitsFor);
  return {
    atSeconds: (at - startedAt) / second,
    kind,
    status,
    ...(checkpoint !== undefined && { checkpoint }),
    stopped,
    launched,
    failedLaunches,
    readyLow: low.ready,
    inServiceLow: lowInService.inService,
    totalHigh: high.total,
    ...(waitsFor !== undefined && { waitsFor }),
  };
}

/** Omits instance ids, which the real refresh will not have. */
function waitText(reason: StatusReason): string | undefined {
  switch (reason.kind) {
    case "healthData":
      return "first health results";
    case "healthCheckInterval":
      return "a health check interval";
    case "protected":
      return "protected instances";
    case "standby":
      return "instances in standby";
    case "unhealthy":
      return "unhealthy instances";
    case "warmup":
      return "instance warmup";
    case "rootVolume":
      return "root volumes";
    case "terminating":
      return "terminations";
    case "suspended":
      return `the suspended process ${reason.process}`;
    case "launchFailure":
      return `a launch that failed: ${reason.failure}`;
    case "alarmData":
      return `data of alarm ${reason.alarm}`;
    case "checkpointDelay":
      return `checkpoint delay, ${(reason.until - reason.since) / second} s`;
    case "bakeTime":
      return `bake time, ${(reason.until - reason.since) / second} s`;
    case "cancelled":
    case "rollbackByUser":
    case "rollbackByFailure":
    case "failed":
      // How it ended is no wait; the answer has the reason in full.
      return undefined;
    default:
      return never(reason);
  }
}

const mostPoints = 200;

/** Divides the time into equal parts, each with its worst values. */
function chartOf(
  samples: readonly BoundedSample[],
  startedAt: Instant,
  endedAt: Instant,
): PlanPoint[] {
  const length = Math.max(1, endedAt - startedAt);
  const parts = Math.min(mostPoints, Math.max(1, Math.ceil(length / second)));
  const points: PlanPoint[] = [];
  let next = 0;
  let current = present(samples[0], "the first instant");
  for (let part = 0; part < parts; part++) {
    const from = startedAt + (length * part) / parts;
    const until = startedAt + (length * (part + 1)) / parts;
    const within: BoundedSample[] = [];
    for (; next < samples.length; next++) {
      const sample = present(samples[next], "a sample");
      const isLater = part < parts - 1 && sample.at >= until;
      if (isLater) break;
      // A value from before the part counts only if it lasted into it.
      if (sample.at > from) within.push(current);
      current = sample;
    }
    within.push(current);
    points.push(worstOf(within, (from - startedAt) / second));
  }
  assert(points.length === parts, "a point for each part");
  return points;
}

function worstOf(samples: readonly BoundedSample[], from: number): PlanPoint {
  const least = (pick: (sample: BoundedSample) => number) =>
    samples.reduce((low, sample) => Math.min(low, pick(sample)), Number.POSITIVE_INFINITY);
  const last = present(samples.at(-1), "a sample");
  return {
    atSeconds: Math.round(from * 10) / 10,
    ready: least(({ ready }) => ready),
    inService: least(({ inService }) => inService),
    total: samples.reduce((high, { total }) => Math.max(high, total), 0),
    floor: last.floor,
    ceiling: last.ceiling,
  };
}
