/** What the emulator as a whole tells: how it was started, its time, its groups. */
import { computed, signal } from "@preact/signals";
import type { Clock, GroupStatus, Information } from "../../client/answers.ts";
import { ask } from "./http.ts";
import { place } from "./place.ts";
import { readerOf } from "./reader.ts";
import { instantOf } from "./times.ts";

export const information = readerOf(() => ask<Information>("/info"));

export const groups = readerOf(async () => {
  const { groups } = await ask<{ readonly groups: readonly GroupStatus[] }>("/groups");
  return groups;
});

/** Why the world stands still after a mistake of the emulator, if it does. */
export const frozen = signal<string | undefined>();

interface KnownClock extends Clock {
  /** When it was told, by the browser's clock. */
  readonly knownAt: number;
}

export const clock = signal<KnownClock | undefined>();

/** Counts the seconds while the clock runs; nothing counts while it stands. */
const beat = signal(0);

export function setClock(told: Omit<Clock, "nextDueAt"> & { readonly nextDueAt?: string | null }) {
  const nextDueAt = told.nextDueAt ?? null;
  clock.value = { ...told, nextDueAt, knownAt: performance.now() };
}

/** The virtual time, which runs on between two answers of the emulator. */
export const now = computed<number | undefined>(() => {
  const told = clock.value;
  beat.value;
  if (told === undefined) return undefined;
  const since = told.mode === "realtime" ? performance.now() - told.knownAt : 0;
  return instantOf(told.now) + since * told.speed;
});

/** The move that is waited for, such as `next event`; then everything is read again. */
export const moving = signal<string | undefined>();

/** Whether its answer is still to come: everything is read after that, and nothing before. */
export const isUnanswered = signal(false);

export const isRunning = computed(() => clock.value?.mode === "realtime");

let beats: ReturnType<typeof setInterval> | undefined;

isRunning.subscribe((runs) => {
  clearInterval(beats);
  beats = runs
    ? setInterval(() => {
        beat.value += 1;
      }, 1000)
    : undefined;
});

/** The group that is looked at, with the account and region that its address may leave out. */
export const chosen = computed(() => {
  const { group, account, region } = place.value;
  if (group === undefined) return undefined;
  const started = information.value.value;
  return {
    group,
    account: account ?? started?.account ?? "",
    region: region ?? started?.region ?? "",
  };
});
