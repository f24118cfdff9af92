/** The data of the capacity chart: what was, what is, and what the forecast says is to come. */
import { computed } from "@preact/signals";
import { coming } from "../data/forecast.ts";
import { group, isUnderWay, shownRefresh } from "../data/group.ts";
import { past } from "../data/story.ts";
import { instantOf } from "../data/times.ts";
import { now } from "../data/world.ts";
import { append, type ChartData, emptyChart, holdUntil } from "./course.ts";

export const chartData = computed<ChartData>(() => {
  const data = emptyChart();
  append(data, past.value);
  if (data.at.length === 0) return data;
  const present = isOpen.value ? group.value?.capacity : undefined;
  holdUntil(data, endOf(shownRefresh.value?.EndTime), present);
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
