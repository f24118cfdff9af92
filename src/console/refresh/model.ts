/** The refresh that is looked at, as all its views show it. */
import { computed, signal } from "@preact/signals";
import { coming } from "../data/forecast.ts";
import { activeRefresh, isUnderWay, shownRefresh } from "../data/group.ts";
import { beganAt, decisions } from "../data/story.ts";
import { now } from "../data/world.ts";
import { type Happening, happeningOf, stepsOf } from "./steps.ts";

/** The instant that is looked at, in seconds since 1970; undefined for now. */
export const selectedAt = signal<number | undefined>();

/** Everything that happened or will, oldest first. */
export const happenings = computed<readonly Happening[]>(() => {
  const done = (decisions.value.value ?? []).flatMap((one) => happeningOf(one) ?? []);
  return [...done, ...coming.value.happenings];
});

const preferences = computed(() => {
  const sent = shownRefresh.value?.Preferences ?? {};
  const numberOf = (name: string) => (typeof sent[name] === "number" ? sent[name] : 0);
  return { checkpointDelay: numberOf("CheckpointDelay"), bakeTime: numberOf("BakeTime") };
});

export const steps = computed(() => stepsOf(happenings.value, preferences.value));

/** The next checkpoint that the refresh under way stops at. */
export const checkpointAhead = computed(() => {
  const refresh = activeRefresh.value;
  if (refresh === undefined) return undefined;
  const { checkpointPercentages } = refresh.preferences;
  return checkpointPercentages.find((one) => one > refresh.passedCheckpoint);
});

/** The decision in force at the selected instant, else the latest. */
export const decisionInForce = computed(() => {
  const all = decisions.value.value ?? [];
  const at = selectedAt.value;
  if (at === undefined) return all.at(-1);
  return all.findLast((one) => Date.parse(one.at) / 1000 <= at) ?? all[0];
});

/** Milliseconds since the refresh began, or how long it took. */
export const elapsed = computed(() => {
  const began = beganAt.value;
  if (began === undefined) return undefined;
  const ended = shownRefresh.value?.EndTime;
  const until = isUnderWay.value || ended === undefined ? now.value : Date.parse(ended);
  return until === undefined ? undefined : until - began;
});
