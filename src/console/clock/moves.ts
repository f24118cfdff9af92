/** The moves of the clock that the page can make, one at a time. */
import { signal } from "@preact/signals";
import type { Moved, Waited } from "../../client/answers.ts";
import { activeRefresh } from "../data/group.ts";
import { ask, sentenceOf } from "../data/http.ts";
import { readAll } from "../data/live.ts";
import { undoably } from "../data/snapshots.ts";
import { otherStatuses } from "../data/words.ts";
import { chosen, clock, isUnanswered, moving, setClock } from "../data/world.ts";

/** What the last move has to say: a refusal, or that it did not get there. */
export const moveNote = signal<
  { readonly says: string; readonly isRefusal: boolean } | undefined
>();

export const speeds = [1, 10, 60, 600, 3600] as const;

/** One at a time; what is refused is told. */
export async function whileMoving(name: string, work: () => Promise<void>): Promise<void> {
  if (moving.value !== undefined) return;
  moving.value = name;
  moveNote.value = undefined;
  isUnanswered.value = true;
  try {
    await work();
  } catch (error) {
    moveNote.value = { says: sentenceOf(error), isRefusal: true };
  } finally {
    isUnanswered.value = false;
    await readAll();
    moving.value = undefined;
  }
}

function move(name: string, body: object): Promise<void> {
  const moveClock = async () => {
    const moved = await ask<Moved & Partial<Waited>>("/clock", { body: { ...body, events: 0 } });
    setClock(moved);
    if (moved.reached === false) {
      moveNote.value = { says: `${name}: not reached`, isRefusal: false };
    }
  };
  return whileMoving(name, () => undoably(name, moveClock));
}

export const advance = (span: string) => move(`+${span}`, { advance: span });

export const toNextEvent = () => move("next event", { advance: "next", atMost: "14d" });

/** Of the refresh under way, which the stream tells before anything else about it is read. */
function conditionOf(members: object): object {
  const { group, account, region } = chosen.value ?? {};
  const refresh = activeRefresh.value?.id;
  return { until: { group, account, region, refresh, ...members }, atMost: "14d" };
}

const endStatuses = [
  "Successful",
  "Failed",
  "Cancelled",
  "RollbackSuccessful",
  "RollbackFailed",
] as const;

export const toTheEnd = () => move("end of the refresh", conditionOf({ status: endStatuses }));

/** To any status but the present one. */
export const toNextStatus = () =>
  move("next status", conditionOf({ status: otherStatuses(activeRefresh.value?.status) }));

export const toCheckpoint = (checkpoint: number) =>
  move(`checkpoint of ${checkpoint} %`, conditionOf({ checkpoint }));

export const untilTime = (time: string) => move(`until ${time}`, { until: time });

/** Runs or stands still; a manual clock becomes a running one of the wanted speed. */
export async function playOrPause(): Promise<void> {
  const { mode, speed } = clock.value ?? {};
  if (mode === "realtime") await move("pause", { pause: true });
  else if (mode === "paused") await move("play", { pause: false });
  else await move("play", { mode: "realtime", speed: speed ?? 1 });
}

export async function setSpeed(speed: number): Promise<void> {
  const { mode } = clock.value ?? {};
  if (mode === "manual") await move("speed", { mode: "realtime", speed });
  else await move("speed", { speed });
}

/** Where a running clock is to stop; null: nowhere. Nothing happens by it, so nothing is undone. */
export const stopAt = (condition: object | null) =>
  whileMoving("stop", async () =>
    setClock(await ask<Moved>("/clock", { body: { breakAt: condition } })),
  );

/** The next faster or slower one of the list. */
export async function changeSpeed(by: 1 | -1): Promise<void> {
  const present = clock.value?.speed ?? 1;
  const next =
    by > 0 ? speeds.find((one) => one > present) : speeds.findLast((one) => one < present);
  if (next !== undefined) await setSpeed(next);
}
