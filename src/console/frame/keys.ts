/** The keys that work everywhere but in fields and dialogs. */

import { changeSpeed, playOrPause, toCheckpoint, toNextEvent, toTheEnd } from "../clock/moves.ts";
import { undo } from "../clock/undo.tsx";
import { isUnderWay } from "../data/group.ts";
import { moving } from "../data/world.ts";
import { checkpointAhead } from "../refresh/model.ts";
import { isHelpOpen } from "./help.tsx";

/** Other parts of the page add theirs when they are shown. */
const actions = new Map<string, () => unknown>([
  [" ", playOrPause],
  ["n", toNextEvent],
  ["c", () => checkpointAhead.value !== undefined && toCheckpoint(checkpointAhead.value)],
  ["e", () => isUnderWay.value && toTheEnd()],
  ["+", () => changeSpeed(1)],
  ["-", () => changeSpeed(-1)],
  ["u", undo],
  ["g", () => document.getElementById("group-picker")?.focus()],
  [
    "?",
    () => {
      isHelpOpen.value = true;
    },
  ],
]);

const moves = [" ", "n", "c", "e", "+", "-", "u"];

/** Undone by the returned function. */
export function onKey(key: string, act: () => unknown): () => void {
  actions.set(key, act);
  return () => {
    if (actions.get(key) === act) actions.delete(key);
  };
}

/** Fields take letters themselves, and a space presses what has the focus. */
function isTaken(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, input, textarea, select") !== null) return true;
  return key === " " && target.closest("button, a, summary, [role=tab]") !== null;
}

export function hearKeys(): void {
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || isTaken(key, target)) return;
    const act = actions.get(key);
    if (act === undefined) return;
    event.preventDefault();
    if (moves.includes(key) && moving.value !== undefined) return;
    act();
  });
}
