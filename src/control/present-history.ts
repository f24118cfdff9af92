/** How capacity went, as the control API shows it: by columns, for charts. */
import {
  absent,
  mergedSamples,
  mostOutside,
  sampleLength,
  sampleMembers,
} from "../domain/capacity-history.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import { type InstanceRefresh, isActive } from "../domain/instance-refresh.ts";
import type { HistoryMark } from "../domain/refresh-history.ts";
import { day, hour, type Instant, isoMillisecond } from "../domain/time.ts";

export interface HistoryWish {
  /** At most so many samples. */
  readonly points: number;
  /** What was later only. */
  readonly since: Instant;
}

/** A refresh of a world file, which nobody observed, has no samples. */
export function showRefreshHistory(
  group: AutoScalingGroup,
  refresh: InstanceRefresh,
  wish: HistoryWish,
) {
  const { samples, marks } = refresh.history ?? { samples: [], marks: [] };
  return {
    group: group.name,
    refresh: refresh.id,
    status: refresh.status,
    ...limitsOf(refresh),
    ...shown(samples, wish),
    marks: marks.filter(({ at }) => at > wish.since).map(showMark),
  };
}

export function showGroupHistory({ name, history = [] }: AutoScalingGroup, wish: HistoryWish) {
  return { group: name, ...shown(history.slice(-mostOutside * sampleLength), wish) };
}

function shown(samples: readonly number[], { points, since }: HistoryWish) {
  const later = samples.slice(firstAfter(samples, since));
  const merged = mergedSamples(later, points);
  return { isMerged: merged.length < later.length, samples: columnsOf(merged) };
}

function firstAfter(samples: readonly number[], since: Instant): number {
  for (let from = 0; from < samples.length; from += sampleLength) {
    if ((samples[from] ?? 0) > since) return from;
  }
  return samples.length;
}

function columnsOf(samples: readonly number[]) {
  const count = samples.length / sampleLength;
  const column = (member: number) =>
    Array.from({ length: count }, (_, nth) => {
      const value = samples[nth * sampleLength + member];
      return value === undefined || value === absent ? null : value;
    });
  return Object.fromEntries(sampleMembers.map((name, member) => [name, column(member)]));
}

/** When it fails by AWS's limits unless something moves before; only where they count. */
function limitsOf(refresh: InstanceRefresh) {
  const isLimited = isActive(refresh) && refresh.status === "InProgress";
  const { lastProgressAt, startTime, pausedUntil } = refresh;
  const isCounting = isLimited && pausedUntil === undefined;
  return {
    noProgressLimit: isCounting ? isoMillisecond(lastProgressAt + hour) : null,
    longestLimit:
      isLimited && startTime !== undefined ? isoMillisecond(startTime + 14 * day) : null,
  };
}

function showMark({ at, kind, ...mark }: HistoryMark) {
  const { status, percentage, until, about, stops, launches } = mark;
  return {
    at: isoMillisecond(at),
    kind,
    status: status ?? null,
    percentage: percentage ?? null,
    until: until === undefined ? null : isoMillisecond(until),
    about: about ?? null,
    stops: stops ?? null,
    launches: launches ?? null,
  };
}
