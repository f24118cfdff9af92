/** The decisions, capacity and marks of the refresh that is looked at, as they were over time. */
import { computed } from "@preact/signals";
import type { Decisions } from "../../client/answers.ts";
import type { GroupHistory, RefreshHistory } from "../../client/history.ts";
import { alsoRead, askOfGroup, shownFigures, shownRefresh } from "./group.ts";
import { newestOf } from "./newest.ts";
import { readerOf } from "./reader.ts";
import type { Decision, Samples } from "./shapes.ts";
import { instantOf } from "./times.ts";

/** Oldest first. */
export const decisions = newestOf<Decision>(async (newest) => {
  const refresh = shownRefresh.peek()?.InstanceRefreshId;
  if (refresh === undefined) return undefined;
  const answer = await askOfGroup<Decisions>("/decisions", { refresh, ...newest });
  return answer?.refreshes[0]?.decisions;
});
alsoRead.push(decisions);

/** More than a chart has columns of pixels for its steps. */
const points = 1000;

export async function askHistory(refresh: string): Promise<RefreshHistory | undefined> {
  return askOfGroup(`/refreshes/${encodeURIComponent(refresh)}/history`, { points });
}

/** Capacity and marks of that refresh; without one, the capacity of the group. */
const history = readerOf<KnownHistory>(async () => {
  const refresh = shownRefresh.peek()?.InstanceRefreshId;
  if (refresh === undefined) return askOfGroup("/history", { points });
  return askHistory(refresh);
});
alsoRead.push(history);

type KnownHistory = GroupHistory & Partial<RefreshHistory>;

/** What happened so far, by columns. */
export const past = computed<Samples>(() => {
  const samples = history.value.value?.samples;
  return samples === undefined ? noSamples : samplesOf(samples);
});

/** With instants in seconds, as the charts have them. */
export function samplesOf(samples: GroupHistory["samples"]): Samples {
  const { at, desired, floor, ceiling, ready, inService, total } = samples;
  return { at: at.map((one) => one / 1000), desired, floor, ceiling, ready, inService, total };
}

const none: readonly never[] = [];
const noSamples: Samples = {
  at: none,
  desired: none,
  floor: none,
  ceiling: none,
  ready: none,
  inService: none,
  total: none,
};

/** The id of the refresh whose marks are known. */
export const markedRefresh = computed(() => history.value.value?.refresh);

/** What happened to the refresh, oldest first. */
export const marks = computed(() => history.value.value?.marks ?? none);

/** Instants, in seconds since 1970, at which the refresh fails unless it moves on before. */
export const limits = computed(() => {
  const { noProgressLimit, longestLimit } = history.value.value ?? {};
  const limit = (at: string | null | undefined, text: string) =>
    at === null || at === undefined ? [] : [{ at: instantOf(at) / 1000, text }];
  return [...limit(noProgressLimit, "1 hour without progress"), ...limit(longestLimit, "14 days")];
});

/** When the refresh that is looked at began, in milliseconds; its axis has 0 there. */
export const beganAt = computed(() => {
  const started = shownRefresh.value?.StartTime ?? shownFigures.value?.startTime ?? undefined;
  return started === undefined ? undefined : instantOf(started);
});

/** Where the chart's axis has 0, in seconds: what is not a refresh begins with its first sample. */
export const zeroAt = computed(() => {
  const began = beganAt.value;
  return began === undefined ? (past.value.at[0] ?? 0) : began / 1000;
});
