/** The two instance refreshes of the address, which are laid beside each other. */
import { computed, effect } from "@preact/signals";
import type { RefreshHistory } from "../../client/history.ts";
import { alsoRead, described, refreshes } from "../data/group.ts";
import { place } from "../data/place.ts";
import { readerOf } from "../data/reader.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { askHistory, samplesOf } from "../data/story.ts";
import { instantOf } from "../data/times.ts";
import { isActive } from "../data/words.ts";
import { now } from "../data/world.ts";
import { append, type ChartData, emptyChart, holdUntil } from "../refresh/course.ts";
import { targetText } from "../refresh/targets.ts";
import type { Compared } from "./facts.ts";

type Two<Of> = readonly [a: Of, b: Of];

/** Their ids; undefined while nothing is compared. Without a first one it is the newest. */
export const comparedIds = computed<Two<string> | undefined>(() => {
  const { refresh, compare } = place.value;
  if (compare === undefined) return undefined;
  return [refresh ?? described.value.value?.[0]?.InstanceRefreshId ?? "", compare];
});

const refreshOf = (id: string) =>
  described.value.value?.find((one) => one.InstanceRefreshId === id);

/** The ids of the address that the group's history does not have. */
export const missingIds = computed<readonly string[]>(() => {
  if (described.value.value === undefined) return [];
  return (comparedIds.value ?? []).filter((id) => refreshOf(id) === undefined);
});

export const histories = readerOf(async () => {
  const ids = comparedIds.peek();
  const isThere = described.value.peek() !== undefined && missingIds.peek().length === 0;
  if (ids === undefined || !isThere) return undefined;
  return Promise.all(ids.map(askHistory));
});
alsoRead.push(histories);

const idsText = computed(() => comparedIds.value?.join(" "));
let seen = idsText.peek();
effect(() => {
  const is = idsText.value;
  if (is === seen) return;
  seen = is;
  histories.clear();
  histories.refresh();
});

/** Both with all that is known of them; undefined until it is, or while one is missing. */
export const compared = computed<Two<Compared> | undefined>(() => {
  const known = histories.value.value;
  const [a, b] = (comparedIds.value ?? []).map((id) => {
    const refresh = refreshOf(id);
    const history = known?.find((one) => one?.refresh === id);
    return refresh === undefined || history === undefined
      ? undefined
      : comparedWith(refresh, history);
  });
  return a === undefined || b === undefined ? undefined : [a, b];
});

function comparedWith(refresh: DescribedRefresh, history: RefreshHistory): Compared {
  const figures = refreshes.value.value?.find(({ id }) => id === refresh.InstanceRefreshId);
  const { marks } = history;
  return {
    refresh,
    figures,
    marks,
    target: targetText(refresh),
    course: courseOf(refresh, history),
  };
}

/** Its capacity to its end, or until now, in seconds since it began. */
function courseOf(refresh: DescribedRefresh, { samples }: RefreshHistory): ChartData {
  const { StartTime: start, EndTime: end, Status: status } = refresh;
  const course = emptyChart();
  append(course, samplesOf(samples));
  const [first] = course.at;
  if (first === undefined) return course;
  if (isActive(status)) holdUntil(course, (now.value ?? 0) / 1000);
  else if (end !== undefined) holdUntil(course, instantOf(end) / 1000);
  const began = start === undefined ? first : instantOf(start) / 1000;
  return { ...course, at: course.at.map((at) => at - began) };
}
