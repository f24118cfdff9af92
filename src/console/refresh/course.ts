/** The course of capacity as a chart draws it: samples by columns, each holds until the next. */
import type { Samples } from "../data/shapes.ts";

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

export function emptyChart(): ChartData {
  return { at: [], total: [], inService: [], ready: [], desired: [], floor: [], ceiling: [] };
}

/** Adds later samples. */
export function append(data: ChartData, samples: Samples): void {
  data.at.push(...samples.at);
  for (const name of columns) data[name].push(...samples[name]);
}

/** Adds a last sample, unless there is a later one: what is known of then, else what held last. */
export function holdUntil(
  data: ChartData,
  end: number,
  present: Partial<Record<Column, number | null>> = {},
): void {
  if (end <= (data.at.at(-1) ?? 0)) return;
  data.at.push(end);
  for (const name of columns) data[name].push(present[name] ?? data[name].at(-1) ?? null);
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
