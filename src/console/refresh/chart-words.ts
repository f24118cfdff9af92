/** What the chart shows as words that read well aloud. */
import { clockText, countOf, countText, dateText } from "../data/times.ts";
import type { Incident } from "./incidents.ts";
import { type Step, stepText } from "./steps.ts";

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `1 hour 5 minutes`, `12 minutes`, `42 seconds`: the largest two units that are not none. */
export function spokenSpan(milliseconds: number): string {
  let rest = Math.max(0, Math.round(milliseconds / 1000));
  const parts: string[] = [];
  for (const [name, seconds] of units) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(countOf(count, name));
  }
  return parts.length === 0 ? "0 seconds" : parts.slice(0, 2).join(" ");
}

/** `1 instance`, `12 instances`; units of capacity where instances weigh more than one. */
export const spokenCapacity = (count: number, isWeighted: boolean): string =>
  countOf(count, isWeighted ? "capacity unit" : "instance");

interface Shown {
  /** Milliseconds since the refresh began, or how long it took; undefined without a refresh. */
  readonly elapsed: number | undefined;
  readonly isUnderWay: boolean;
  readonly isWeighted: boolean;
  /** In force at the end of what happened. */
  readonly ready: number | null | undefined;
  readonly desired: number | null | undefined;
  readonly lowest: { readonly at: number; readonly ready: number } | undefined;
}

/** The whole picture in a few words, as the name of the chart. */
export function chartSentence(shown: Shown): string {
  const { elapsed, isUnderWay, isWeighted, ready, desired, lowest } = shown;
  const time =
    elapsed === undefined ? "" : `, ${spokenSpan(elapsed)}${isUnderWay ? " so far" : ""}`;
  const parts = [`Capacity over time${time}`];
  if (typeof ready === "number" && typeof desired === "number") {
    parts.push(`${countText(ready)} of ${spokenCapacity(desired, isWeighted)} ready`);
  }
  if (lowest !== undefined) {
    parts.push(`the lowest was ${countText(lowest.ready)} at ${clockText(lowest.at * 1000)}`);
  }
  return `${parts.join("; ")}. The marks and the samples are listed below.`;
}

export interface ChartMark {
  /** Seconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly isComing: boolean;
}

interface Marked {
  readonly steps: readonly Step[];
  readonly incidents: readonly Incident[];
  readonly limits: readonly { readonly at: number; readonly text: string }[];
}

/** Everything that is marked on the chart, oldest first, and causes before what came of them. */
export function chartMarks({ steps, incidents, limits }: Marked): readonly ChartMark[] {
  const marks: ChartMark[] = [
    ...incidents.map(({ at, text }) => ({ at, text, isComing: false })),
    ...steps.map((step) => ({ at: step.at, text: toldStep(step), isComing: step.isComing })),
    ...limits.map(({ at, text }) => ({ at, text: `limit of ${text}`, isComing: true })),
  ];
  return marks.sort((one, other) => one.at - other.at);
}

/** With AWS's reason, where a status came with one. */
function toldStep(step: Step): string {
  return step.reason === undefined ? stepText(step) : `${stepText(step)}: ${step.reason}`;
}

/** When it was, with the date where that is another than the first one's. */
export function markTime(at: number, first: number): string {
  const isSameDay = dateText(at * 1000).slice(0, 10) === dateText(first * 1000).slice(0, 10);
  return isSameDay ? clockText(at * 1000) : dateText(at * 1000);
}
