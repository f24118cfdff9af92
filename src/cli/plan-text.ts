/** Describes a plan in words and as a table: duration, lowest capacity, and steps. */
import Table from "cli-table3";
import pc from "picocolors";
import { visible } from "../domain/visible.ts";
import type { PlanAnswer, PlanStep } from "../preview/plan-answer.ts";
import { spanText } from "./span-text.ts";

export function planSummary(plan: PlanAnswer, price?: number): readonly string[] {
  const { group, status, statusReason, lowestReady, lowestInService, highestTotal } = plan;
  const ending = plan.hasEnded ? `${status} after` : `still ${status} after`;
  const times = Object.entries(plan.secondsInStatus).map(
    ([name, span]) => `${visible(name)} ${spanText(span)}`,
  );
  const failed = plan.failedLaunches > 0 ? `, ${plan.failedLaunches} failed` : "";
  const low = (capacity: PlanAnswer["lowestReady"]) =>
    `${capacity.units} of ${plan.desiredCapacity}, ${capacity.percentage} %, ` +
    `at ${spanText(capacity.atSeconds)}`;
  return [
    `${visible(`${group}: ${ending}`)} ${spanText(plan.durationSeconds)}`,
    ...(statusReason === undefined ? [] : [`  reason            ${visible(statusReason)}`]),
    `  lowest ready      ${low(lowestReady)}`,
    `  lowest in service ${low(lowestInService)}`,
    `  highest total     ${low(highestTotal)}`,
    `  launches          ${plan.launches}${failed}; terminations ${plan.terminations}`,
    `  extra             ${extraText(plan, price)}`,
    `  missing           ${hoursText(plan.missingCapacityHours)} capacity-hours below the desired`,
    `  time              ${times.join(", ")}`,
  ];
}

function extraText(plan: PlanAnswer, price: number | undefined): string {
  const hours = `${hoursText(plan.extraInstanceHours)} instance-hours beyond the desired capacity`;
  return price === undefined ? hours : `${hours}, ${costText(plan, price)} at ${price} an hour`;
}

/** Hours as people read them: `0.27`, `855.6`. */
export function hoursText(hours: number): string {
  return String(Number(hours.toFixed(hours < 100 ? 2 : 1)));
}

/** What the extra instances cost, at a price of one instance-hour. */
export function costOf({ extraInstanceHours }: PlanAnswer, price: number): number {
  return Math.round(extraInstanceHours * price * 10_000) / 10_000;
}

export function costText(plan: PlanAnswer, price: number): string {
  return costOf(plan, price).toFixed(2);
}

const head = ["time", "step", "stopped", "launched", "ready ≥", "in service ≥", "total ≤"];

/** Longer tables are for programs: the middle rows are replaced by a note. */
const mostRows = 40;

export function planTable({ steps, stepCount }: PlanAnswer, isColored: boolean): readonly string[] {
  const table = newTable([...head, "waits for"], { words: [1, 7], isColored });
  const isLong = steps.length > mostRows;
  const first = isLong ? steps.slice(0, mostRows - 10) : steps;
  const last = isLong ? steps.slice(-10) : [];
  for (const step of first) table.push(row(step));
  const left = stepCount - first.length - last.length;
  if (left > 0) table.push(["…", `${left} more; --json lists them`, "", "", "", "", "", ""]);
  for (const step of last) table.push(row(step));
  return linesOf(table);
}

function row(step: PlanStep): (string | number)[] {
  const { stopped, launched, failedLaunches } = step;
  const isReplacing = step.kind === "replace";
  return [
    spanText(step.atSeconds),
    stepText(step),
    isReplacing ? stopped : "",
    isReplacing ? launched : "",
    step.readyLow,
    step.inServiceLow,
    step.totalHigh,
    [...(failedLaunches > 0 ? [`${failedLaunches} launches failed`] : []), step.waitsFor ?? ""]
      .filter((text) => text !== "")
      .map(visible)
      .join("; "),
  ];
}

function stepText({ kind, status, checkpoint }: PlanStep): string {
  if (kind === "status") return visible(status);
  return kind === "checkpoint" ? `checkpoint ${checkpoint} %` : "replace";
}

/** Nothing for each character that the library would draw lines with. */
function noLines() {
  return Object.fromEntries(Object.keys(new Table().options.chars).map((name) => [name, ""]));
}

export interface TableStyle {
  /** The columns of words. */
  readonly words: readonly number[];
  readonly isColored: boolean;
  /** A column with a width has its text wrapped. */
  readonly widths?: readonly number[];
}

/** Words stand left, numbers right; no lines are drawn, so that it can be copied and searched. */
export function newTable(
  columns: readonly string[],
  { words, isColored, widths = [] }: TableStyle,
) {
  const { bold } = pc.createColors(isColored);
  return new Table({
    head: columns.map((column) => bold(column)),
    chars: { ...noLines(), middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colWidths: [...widths],
    wordWrap: true,
    colAligns: columns.map((_, nth) => (words.includes(nth) ? "left" : "right")),
  });
}

export function linesOf(table: { toString(): string }): readonly string[] {
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}
