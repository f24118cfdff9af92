/**
 * How a group's capacity went: samples at changes only, as plain numbers in one list, so that
 * keeping them costs next to nothing.
 */
import { type Capacity, capacityOf } from "./capacity-sample.ts";
import type { AutoScalingGroup } from "./group.ts";
import type { InstanceRefresh } from "./instance-refresh.ts";
import type { HistoryMark, RefreshHistory, Samples } from "./refresh-history.ts";
import type { Instant } from "./time.ts";

/** What a sample is made of, in this order. */
export const sampleMembers = [
  "at",
  "desired",
  "floor",
  "ceiling",
  "ready",
  "inService",
  "total",
  "pending",
  "terminating",
  "unhealthy",
  "percentage",
] as const satisfies readonly ("at" | keyof Capacity)[];

export const sampleLength = sampleMembers.length;

/** A member that a sample does not have. */
export const absent = -1;

/** Of a refresh; with more, they are merged. */
const mostSamples = 4000;
/** Outside a refresh; with twice as many, the older half goes. */
export const mostOutside = 1000;
const mostMarks = 2000;

export function emptyHistory(): RefreshHistory {
  return { samples: [], marks: [] };
}

/** Notes the group's capacity in the history of its refresh, if that is observed. */
export function keepSample(refresh: InstanceRefresh, group: AutoScalingGroup, at: Instant): void {
  const samples = refresh.history?.samples;
  if (samples === undefined) return;
  noteSample(samples, capacityOf(group, refresh), at);
  if (samples.length <= mostSamples * sampleLength) return;
  const merged = mergedSamples(samples, mostSamples / 2);
  samples.length = 0;
  for (const value of merged) samples.push(value);
}

/** The same for a group outside a refresh. */
export function keepSampleOutside(samples: Samples, group: AutoScalingGroup, at: Instant): void {
  noteSample(samples, capacityOf(group), at);
  if (samples.length <= 2 * mostOutside * sampleLength) return;
  samples.splice(0, samples.length - mostOutside * sampleLength);
}

export function keepMark({ marks }: RefreshHistory, mark: HistoryMark): void {
  marks.push(mark);
  if (marks.length > mostMarks) marks.splice(0, mostMarks / 2);
}

/** A sample for each instant: what comes later at the same one takes its place. */
function noteSample(samples: Samples, now: Capacity, at: Instant): void {
  const last = samples.length - sampleLength;
  const values = valuesOf(now, at);
  if (last >= 0 && isSame(samples, last, values)) return;
  const from = last >= 0 && samples[last] === at ? last : samples.length;
  for (let nth = 0; nth < sampleLength; nth += 1) samples[from + nth] = values[nth] ?? absent;
}

/** In the order of `sampleMembers`, but written out: this is done at each change. */
function valuesOf(now: Capacity, at: Instant): readonly number[] {
  return [
    at,
    now.desired,
    now.floor ?? absent,
    now.ceiling ?? absent,
    now.ready,
    now.inService,
    now.total,
    now.pending,
    now.terminating,
    now.unhealthy,
    now.percentage ?? absent,
  ];
}

/** But for the time. */
function isSame(samples: Samples, from: number, values: readonly number[]): boolean {
  for (let nth = 1; nth < sampleLength; nth += 1) {
    if (samples[from + nth] !== values[nth]) return false;
  }
  return true;
}

/** Of so many in a row, the telling ones are kept. */
const mergedAtOnce = 8;

const ready = sampleMembers.indexOf("ready");
const inService = sampleMembers.indexOf("inService");
const total = sampleMembers.indexOf("total");

/**
 * At most so many samples, or a few more where there are few: of eight in a row those with the
 * fewest ready and in service, with the highest total, and the last. So no low and no high is lost.
 */
export function mergedSamples(samples: readonly number[], most: number): readonly number[] {
  let merged = samples;
  while (merged.length > most * sampleLength && merged.length > mergedAtOnce * sampleLength) {
    merged = mergedOnce(merged);
  }
  return merged;
}

function mergedOnce(samples: readonly number[]): readonly number[] {
  const kept: number[] = [];
  const step = mergedAtOnce * sampleLength;
  for (let first = 0; first < samples.length; first += step) {
    const end = Math.min(first + step, samples.length);
    const range = { samples, first, end };
    const chosen = [
      extreme(range, ready, -1),
      extreme(range, inService, -1),
      extreme(range, total, 1),
      end - sampleLength,
    ];
    for (const from of [...new Set(chosen)].sort((a, b) => a - b)) {
      for (let nth = 0; nth < sampleLength; nth += 1) kept.push(samples[from + nth] ?? absent);
    }
  }
  return kept;
}

interface Range {
  readonly samples: readonly number[];
  readonly first: number;
  readonly end: number;
}

/** Where the first sample with the lowest (-1) or highest (1) value of a member begins. */
function extreme({ samples, first, end }: Range, member: number, sign: 1 | -1): number {
  let found = first;
  for (let at = first; at < end; at += sampleLength) {
    if (sign * ((samples[at + member] ?? 0) - (samples[found + member] ?? 0)) > 0) found = at;
  }
  return found;
}
