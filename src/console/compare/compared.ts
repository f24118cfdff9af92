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
import { comparedPlan, type PlanBeside, planId, planLike } from "./compared-plan.ts";
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
  const [a, b] = comparedIds.value ?? [];
  const needed = b === planId ? [a] : [a, b];
  return needed.filter((id) => id !== undefined && refreshOf(id) === undefined) as string[];
});

/** What is laid beside each other; a plan takes as long as the machine needs to play it. */
export const courses = readerOf(
  async (): Promise<Two<RefreshHistory | PlanBeside | undefined> | undefined> => {
    const [a, b] = comparedIds.peek() ?? [];
    const isThere = described.value.peek() !== undefined && missingIds.peek().length === 0;
    const like = a === undefined ? undefined : refreshOf(a);
    if (a === undefined || b === undefined || like === undefined || !isThere) return undefined;
    return Promise.all([askHistory(a), b === planId ? planLike(like) : askHistory(b)]);
  },
  { factor: 10, longest: Infinity },
);
alsoRead.push(courses);

const idsText = computed(() => comparedIds.value?.join(" "));
let seen = idsText.peek();
effect(() => {
  const is = idsText.value;
  if (is === seen) return;
  seen = is;
  courses.clear();
  courses.refresh();
});

/** Both with all that is known of them; undefined until it is, or while one is missing. */
export const compared = computed<Two<Compared> | undefined>(() => {
  const [ofA, ofB] = courses.value.value ?? [];
  const [a, b] = comparedIds.value ?? [];
  const first = comparedOf(a, ofA);
  const like = a === undefined ? undefined : refreshOf(a);
  const isPlan = ofB !== undefined && "plan" in ofB;
  if (isPlan && b === planId && like !== undefined) {
    return first === undefined ? undefined : [first, comparedPlan(ofB, like)];
  }
  const second = comparedOf(b, ofB);
  return first === undefined || second === undefined ? undefined : [first, second];
});

function comparedOf(id: string | undefined, of: RefreshHistory | PlanBeside | undefined) {
  const refresh = id === undefined ? undefined : refreshOf(id);
  const isOfIt = of !== undefined && "refresh" in of && of.refresh === id;
  return refresh === undefined || !isOfIt ? undefined : comparedWith(refresh, of);
}

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
