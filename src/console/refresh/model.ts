/** The refresh that is looked at, as all its views show it. */
import { computed, signal } from "@preact/signals";
import { coming } from "../data/forecast.ts";
import { activeRefresh, isUnderWay, shownRefresh } from "../data/group.ts";
import type { Decision } from "../data/shapes.ts";
import { beganAt, decisions, limits, marks } from "../data/story.ts";
import { now } from "../data/world.ts";
import { chartMarks } from "./chart-words.ts";
import { type Incident, incidentOf } from "./incidents.ts";
import { type Happening, happeningOf, stepsOf } from "./steps.ts";

/** The instant that is looked at, in seconds since 1970; undefined for now. */
export const selectedAt = signal<number | undefined>();

/** The instant under the mouse, in the chart. */
export const pointedAt = signal<number | undefined>();

/** The present of what is told, in milliseconds: the selected instant, else now. */
export const lookedFrom = computed(() => {
  const at = selectedAt.value;
  return at === undefined ? (now.value ?? 0) : at * 1000;
});

/** Every step that happened or will, oldest first. */
export const happenings = computed<readonly Happening[]>(() => {
  const done = marks.value.flatMap((mark) => happeningOf(mark) ?? []);
  return [...done, ...coming.value.happenings];
});

/** What came from outside: calls, alarms and faults. */
export const incidents = computed<readonly Incident[]>(() => marks.value.flatMap(incidentOf));

const preferences = computed(() => {
  const sent = shownRefresh.value?.Preferences ?? {};
  const numberOf = (name: string) => (typeof sent[name] === "number" ? sent[name] : 0);
  return { checkpointDelay: numberOf("CheckpointDelay"), bakeTime: numberOf("BakeTime") };
});

export const steps = computed(() => stepsOf(happenings.value, preferences.value));

/** Everything that is marked on the chart, in words, oldest first. */
export const marksTold = computed(() =>
  chartMarks({ steps: steps.value, incidents: incidents.value, limits: limits.value }),
);

/** The next checkpoint that the refresh under way stops at. */
export const checkpointAhead = computed(() => {
  const refresh = activeRefresh.value;
  if (refresh === undefined) return undefined;
  const { checkpointPercentages } = refresh.preferences;
  return checkpointPercentages.find((one) => one > refresh.passedCheckpoint);
});

/** The decision in force at an instant, in seconds since 1970. */
export function decisionAt(at: number): Decision | undefined {
  return decisions.value.value?.findLast((one) => Date.parse(one.at) / 1000 <= at);
}

/** The decision in force at the selected instant, else the latest. */
export const decisionInForce = computed(() => decisionAt(selectedAt.value ?? Infinity));

/** The step that goes on at the selected instant. */
export const stepSelected = computed(() => {
  const at = selectedAt.value;
  return at === undefined ? undefined : steps.value.findLast((step) => step.at <= at);
});

/** Milliseconds since the refresh began, or how long it took. */
export const elapsed = computed(() => {
  const began = beganAt.value;
  if (began === undefined) return undefined;
  const ended = shownRefresh.value?.EndTime;
  const until = isUnderWay.value || ended === undefined ? now.value : Date.parse(ended);
  return until === undefined ? undefined : until - began;
});
