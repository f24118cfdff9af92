/** The decisions and the capacity of the refresh that is looked at, as they were over time. */
import { computed } from "@preact/signals";
import type { Decisions } from "../../client/answers.ts";
import { alsoRead, askOfGroup, shownFigures, shownRefresh } from "./group.ts";
import { readerOf } from "./reader.ts";
import type { Samples } from "./shapes.ts";
import { instantOf } from "./times.ts";

export type Decision = Decisions["refreshes"][number]["decisions"][number];

export const decisions = readerOf(async () => {
  const refresh = shownRefresh.peek()?.InstanceRefreshId;
  if (refresh === undefined) return undefined;
  const answer = await askOfGroup<Decisions>("/decisions", { refresh });
  return answer?.refreshes[0]?.decisions;
});
alsoRead.push(decisions);

const secondsOf = (text: string) => instantOf(text) / 1000;

/** What happened so far, by columns. */
export const past = computed<Samples>(() => {
  const all = decisions.value.value ?? [];
  return {
    at: all.map(({ at }) => secondsOf(at)),
    desired: all.map(({ desired }) => desired),
    floor: all.map(({ floor }) => floor),
    ceiling: all.map(({ ceiling }) => ceiling),
    ready: all.map(({ ready, stopUnits }) => ready - stopUnits),
    inService: all.map(({ ready, warming, stopUnits }) => ready + warming - stopUnits),
    total: all.map(({ live }) => live),
  };
});

/** When the refresh that is looked at began, in milliseconds; its axis has 0 there. */
export const beganAt = computed(() => {
  const started = shownRefresh.value?.StartTime ?? shownFigures.value?.startTime ?? undefined;
  return started === undefined ? undefined : instantOf(started);
});
