/** How long this group's launches, first health results and terminations took in the past. */
import type { Activity, InstanceRefresh } from "@aws-sdk/client-auto-scaling";

/** Seconds of some occurrences: the median, and the least of the slowest tenth. */
export interface LearntSpan {
  readonly median: number;
  readonly slowestTenth: number;
  /** How many were seen. */
  readonly count: number;
}

export interface LearntTiming {
  /** From EC2's acceptance of a launch to InService, waits in lifecycle hooks included. */
  readonly launch: LearntSpan | undefined;
  /** From InService to the next step of a refresh that waited for it. */
  readonly ready: LearntSpan | undefined;
  /** From the start of a termination to its end, with draining and waits in hooks. */
  readonly termination: LearntSpan | undefined;
}

/** What is seen of the past: activities in any order, and the group's refreshes. */
interface Past {
  readonly activities: readonly Activity[];
  readonly refreshes: readonly InstanceRefresh[];
}

const launching = "Launching a new EC2 instance: ";
const terminating = "Terminating EC2 instance: ";
const byRefresh = "in response to an instance refresh";

export function learnTiming({ activities, refreshes }: Past): LearntTiming {
  const done = activities.filter(({ StatusCode: status }) => status === "Successful");
  const launches = done.filter(isOf(launching));
  const terminations = done.filter(isOf(terminating));
  return {
    launch: spanOf(launches.flatMap(secondsOf)),
    ready: spanOf(refreshes.flatMap((refresh) => readySpans(refresh, { launches, terminations }))),
    termination: spanOf(terminations.flatMap(secondsOf)),
  };
}

function isOf(beginning: string) {
  return ({ Description: text = "" }: Activity) => text.startsWith(beginning);
}

function secondsOf({ StartTime: start, EndTime: end }: Activity): readonly number[] {
  if (start === undefined || end === undefined) return [];
  return [Math.max(0, (end.getTime() - start.getTime()) / 1000)];
}

interface Moves {
  readonly launches: readonly Activity[];
  readonly terminations: readonly Activity[];
}

/**
 * In a refresh, the step that follows launches waits until they are ready: the time from the last
 * InService to the next termination of the refresh. Steps that waited for a checkpoint are left
 * out, and refreshes whose warmup, and not health, was waited for.
 */
function readySpans(refresh: InstanceRefresh, moves: Moves): readonly number[] {
  const { StartTime: start, EndTime: end, Preferences: preferences = {} } = refresh;
  if (start === undefined || end === undefined) return [];
  const hasCheckpoints = (preferences.CheckpointPercentages ?? []).some((one) => one < 100);
  if (hasCheckpoints) return [];
  const within = ({ StartTime: at = new Date(0), Cause: cause = "" }: Activity) =>
    at >= start && at <= end && cause.includes(byRefresh);
  const entered = moves.launches
    .filter(within)
    .flatMap(({ EndTime: at }) => at?.getTime() ?? [])
    .sort((one, other) => one - other);
  const left = moves.terminations
    .filter(within)
    .flatMap(({ StartTime: at }) => at?.getTime() ?? [])
    .sort((one, other) => one - other);
  const spans = left.flatMap((at, nth) => {
    const last = entered.findLast((one) => one <= at);
    const isFirstOfStep = last !== undefined && (left[nth - 1] ?? 0) < last;
    return isFirstOfStep ? [(at - last) / 1000] : [];
  });
  const { InstanceWarmup: warmup = 0 } = preferences;
  return spans.filter((seconds) => seconds > warmup + stepSeconds);
}

/** A step comes up to so much later than what it waits for. */
const stepSeconds = 10;

function spanOf(seconds: readonly number[]): LearntSpan | undefined {
  if (seconds.length === 0) return undefined;
  const ascending = [...seconds].sort((one, other) => one - other);
  const at = (share: number) => {
    const nth = Math.min(ascending.length - 1, Math.floor(ascending.length * share));
    return Math.round(ascending[nth] ?? 0);
  };
  return { median: at(0.5), slowestTenth: at(0.9), count: ascending.length };
}
