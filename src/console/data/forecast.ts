/** How the refresh under way goes on if nobody intervenes: the emulator runs a copy to its end. */
import { computed, effect } from "@preact/signals";
import type { ForecastRequest, RefreshForecast } from "../../client/plan.ts";
import type { Happening } from "../refresh/steps.ts";
import { activeRefresh, alsoRead, group, isUnderWay } from "./group.ts";
import { ask } from "./http.ts";
import { place } from "./place.ts";
import { planSamples } from "./plan-samples.ts";
import { type Reader, readerOf } from "./reader.ts";
import type { Samples } from "./shapes.ts";
import { instantOf } from "./times.ts";
import type { RefreshStatus } from "./words.ts";
import { now } from "./world.ts";

/** What is left of the refresh under way, after a call that may be made first. */
export async function askForecast(call?: ForecastRequest["call"]): Promise<RefreshForecast> {
  const { group: name = "", account, region } = place.peek();
  const path = `/groups/${encodeURIComponent(name)}/forecast`;
  return ask<RefreshForecast>(path, { body: { account, region, call } });
}

/** Instances beyond which it takes so long that it is only made when somebody asks for it. */
const mostForeseen = 20_000;

/** Whether the refresh goes on in a group of so many instances that it is not foreseen unasked. */
export const isForeseenWhenAsked = computed(
  () => isUnderWay.value && (group.value?.desiredCapacity ?? 0) > mostForeseen,
);

interface Foreseen {
  /** What the refresh was when it was foreseen. */
  readonly from: RefreshStatus;
  readonly rest: RefreshForecast;
}

let isAsked = false;

const reader: Reader<Foreseen> = readerOf(
  async () => {
    const active = activeRefresh.peek();
    if (active === undefined || !isUnderWay.peek()) return undefined;
    const known = reader.value.peek();
    if (document.visibilityState === "hidden") return known;
    if (isForeseenWhenAsked.peek() && !isAsked) {
      return known?.from === active.status ? known : undefined;
    }
    isAsked = false;
    return { from: active.status, rest: await askForecast() };
  },
  { factor: 10, longest: Infinity },
);
// What is waited for does not wait for this.
alsoRead.push({
  refresh: async (isWaitedFor) => {
    reader.refresh(isWaitedFor);
  },
  clear: reader.clear,
});
document.addEventListener("visibilitychange", () => reader.refresh());

let foreseenId: string | undefined;
/** What is under way is read from two sides, of which either may come last. */
effect(() => {
  const id = isUnderWay.value ? activeRefresh.value?.id : undefined;
  if (id === foreseenId) return;
  foreseenId = id;
  if (id !== undefined) reader.refresh(true);
});

/** Foresees the rest of a refresh of however many instances. */
export async function foresee(): Promise<void> {
  isAsked = true;
  await reader.refresh(true);
}

/** What is foreseen for the refresh under way; undefined until it is known. */
const foreseen = computed(() => (isUnderWay.value ? reader.value.value?.rest : undefined));

/** When and how the refresh under way ends; undefined where that is not known. */
export const foreseenEnd = computed(() => {
  const is = foreseen.value;
  if (is === undefined || !is.hasEnded) return undefined;
  const { startedAt, durationSeconds, status } = is;
  return { at: instantOf(startedAt) + durationSeconds * 1000, status };
});

interface Coming {
  readonly samples: Samples | undefined;
  readonly happenings: readonly Happening[];
}

/** What the forecast says of the time from now on. */
export const coming = computed<Coming>(() => {
  const is = foreseen.value;
  if (is === undefined) return { samples: undefined, happenings: [] };
  const began = instantOf(is.startedAt) / 1000;
  const present = (now.value ?? 0) / 1000;
  const chart = is.chart.filter(({ atSeconds }) => began + atSeconds > present);
  const samples = planSamples({ ...is, chart }, began);
  const happenings = is.steps
    .map(({ atSeconds, ...step }) => ({ ...step, at: began + atSeconds, isComing: true }))
    .filter(({ at }) => at > present);
  return { samples, happenings };
});
