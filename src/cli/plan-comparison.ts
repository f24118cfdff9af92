/** The table of `plan --compare`: what the plans differ in, and what comes of it. */
import { visible } from "../domain/visible.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import { costText, hoursText, linesOf, newTable } from "./plan-text.ts";
import { spanText } from "./span-text.ts";

export interface ComparedPlan {
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly plan: PlanAnswer;
}

/** The whole table fits such a terminal. */
const mostColumns = 100;
const results = ["ends", "after", "lowest ready", "highest total", "extra h"];

interface ComparisonStyle {
  readonly isColored: boolean;
  /** Of one instance-hour; with it there is a column of costs. */
  readonly price?: number | undefined;
}

/** One row per plan; of the preferences only those that are not the same in all. */
export function comparisonTable(
  plans: readonly ComparedPlan[],
  { isColored, price }: ComparisonStyle,
): readonly string[] {
  const heads = price === undefined ? results : [...results, "cost"];
  const rows = plans.map(({ plan }) => resultsOf(plan, price));
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const taken = widths.reduce((sum, width) => sum + width + 2, 0);
  const hasDrills = plans.some(({ plan }) => plan.whatIf !== undefined);
  const texts = differences(plans.map((one) => settingsOf(one, hasDrills)));
  const longest = Math.max("preferences".length, ...texts.flat().map(({ length }) => length));
  const first = Math.min(longest, mostColumns - taken);
  const table = newTable(["preferences", ...heads], {
    words: [0, 1],
    isColored,
    widths: [first, ...widths],
  });
  for (const [nth, row] of rows.entries()) table.push([texts[nth]?.join("\n") ?? "", ...row]);
  return linesOf(table);
}

/** The preferences, and what goes wrong if anything does in one of them. */
function settingsOf({ preferences, plan }: ComparedPlan, hasDrills: boolean) {
  return hasDrills ? { ...preferences, "what if": plan.whatIf?.says ?? "nothing" } : preferences;
}

function resultsOf(plan: PlanAnswer, price: number | undefined): readonly string[] {
  const { lowestReady: low, highestTotal: high } = plan;
  return [
    visible(plan.hasEnded ? plan.status : `still ${plan.status}`),
    spanText(plan.durationSeconds),
    `${low.units} (${low.percentage} %)`,
    `${high.units} (${high.percentage} %)`,
    hoursText(plan.extraInstanceHours),
    ...(price === undefined ? [] : [costText(plan, price)]),
  ];
}

/** "InstanceWarmup 60", a line for each preference in which they differ. */
function differences(sets: readonly ComparedPlan["preferences"][]): readonly string[][] {
  const names = [...new Set(sets.flatMap((set) => Object.keys(set)))];
  const differing = names.filter((name) => new Set(sets.map((set) => textOf(set[name]))).size > 1);
  if (differing.length === 0) return sets.map(() => ["all the same"]);
  return sets.map((set) => differing.map((name) => visible(`${name} ${textOf(set[name])}`)));
}

function textOf(value: unknown): string {
  if (value === undefined) return "not given";
  return typeof value === "string" ? value : JSON.stringify(value);
}
