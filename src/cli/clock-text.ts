/** The virtual clock in words. */
import type { Clock, ClockState, ClockStop } from "../client/answers.ts";
import { visible } from "../domain/visible.ts";
import { spanText } from "./span-text.ts";

export function clockText({ now, mode, speed }: ClockState): string {
  return mode === "realtime"
    ? `${visible(now)}, realtime at speed ${speed}`
    : visible(`${now}, ${mode}`);
}

/** Where a running clock is to stop, or why it has stopped; nothing for most clocks. */
export function stopText({ breakAt, stopped }: ClockStop): string {
  if (breakAt !== null) return visible(`, to stop at ${conditionText(breakAt)}`);
  return stopped === null ? "" : visible(`, stopped at ${conditionText(stopped.breakAt)}`);
}

/** The condition as it was asked for, without punctuation where it has no lists. */
function conditionText(condition: Readonly<Record<string, unknown>>): string {
  return Object.entries(condition)
    .map(([name, value]) => {
      const shown = Array.isArray(value) ? value.join(" or ") : JSON.stringify(value);
      return `${name} ${typeof value === "string" ? value : shown}`;
    })
    .join(", ");
}

export function dueText({ now, nextDueAt }: Clock): string {
  if (nextDueAt === null) return "nothing is due";
  const left = Date.parse(nextDueAt) - Date.parse(now);
  return visible(`the next thing is due at ${nextDueAt}, in ${spanText(left / 1000)}`);
}
