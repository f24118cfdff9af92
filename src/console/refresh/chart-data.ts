/** The columns of the capacity chart: what was, what is, and what the forecast says is to come. */
import { computed } from "@preact/signals";
import { coming } from "../data/forecast.ts";
import { group, isUnderWay, shownRefresh } from "../data/group.ts";
import type { Samples } from "../data/shapes.ts";
import { past } from "../data/story.ts";
import { instantOf } from "../data/times.ts";
import { now } from "../data/world.ts";

export const columns = ["total", "inService", "ready", "desired", "floor", "ceiling"] as const;
export type Column = (typeof columns)[number];

/** In the words of the plan's chart. */
export const columnNames: Readonly<Record<Column, string>> = {
  total: "Total",
  inService: "In service",
  ready: "Ready",
  desired: "Desired",
  floor: "Floor",
  ceiling: "Ceiling",
};

/** One list for each column, all of one length; `at` in seconds since 1970. */
export type ChartData = Readonly<Record<Column, (number | null)[]>> & { readonly at: number[] };

function empty(): ChartData {
  return { at: [], total: [], inService: [], ready: [], desired: [], floor: [], ceiling: [] };
}

function append(data: ChartData, samples: Samples): void {
  data.at.push(...samples.at);
  for (const name of columns) data[name].push(...samples[name]);
}

export const chartData = computed<ChartData>(() => {
  const data = empty();
  append(data, past.value);
  if (data.at.length === 0) return data;
  const end = endOf(shownRefresh.value?.EndTime);
  if (end > (data.at.at(-1) ?? 0)) {
    const present = isOpen.value ? group.value?.capacity : undefined;
    data.at.push(end);
    for (const name of columns) data[name].push(present?.[name] ?? data[name].at(-1) ?? null);
  }
  const { samples } = coming.value;
  if (samples !== undefined) append(data, samples);
  return data;
});

/** Whether the last sample of the past holds until now. */
export const isOpen = computed(() => isUnderWay.value || shownRefresh.value === undefined);

/** Until when the last sample of the past holds, in seconds since 1970. */
function endOf(ended: string | undefined): number {
  if (isOpen.value) return (now.value ?? 0) / 1000;
  return ended === undefined ? 0 : instantOf(ended) / 1000;
}

/** The place of the sample in force at this instant. */
export function placeAt({ at }: ChartData, instant: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Where the least is ready of what happened so far; undefined before anything did. */
export const lowestReady = computed(() => {
  const { at, ready } = past.value;
  let lowest: { readonly at: number; readonly ready: number } | undefined;
  for (const [nth, units] of ready.entries()) {
    if (units !== null && (lowest === undefined || units < lowest.ready)) {
      lowest = { at: at[nth] ?? 0, ready: units };
    }
  }
  return lowest;
});
