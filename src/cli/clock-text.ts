/** The virtual clock in words. */
import type { Clock, ClockState } from "../client/answers.ts";
import { visible } from "../domain/visible.ts";
import { spanText } from "./span-text.ts";

export function clockText({ now, mode, speed }: ClockState): string {
  return mode === "realtime"
    ? `${visible(now)}, realtime at speed ${speed}`
    : visible(`${now}, ${mode}`);
}

export function dueText({ now, nextDueAt }: Clock): string {
  if (nextDueAt === null) return "nothing is due";
  const left = Date.parse(nextDueAt) - Date.parse(now);
  return visible(`the next thing is due at ${nextDueAt}, in ${spanText(left / 1000)}`);
}
