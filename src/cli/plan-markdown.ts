/** Plans as Markdown for a comment of a pull request: a table, and a small chart in text. */

import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { Advice } from "./plan-advice.ts";
import { expectedOnly, type PlanReport } from "./plan-report.ts";
import { costText, hoursText } from "./plan-text.ts";
import { spanText } from "./span-text.ts";

/** One section a report, without anything that could be read as other Markdown or HTML. */
export function reportMarkdown(report: PlanReport, price: number | undefined): readonly string[] {
  const { about, planned, advice, isExpectedOnly } = report;
  const [first] = planned;
  const said = (about?.lines ?? []).filter((line) => line.trim() !== "");
  const [title = first?.plan.group ?? "", ...rest] = said;
  return [
    `### ${escaped(title)}`,
    "",
    ...rest.map((line) => `- ${escaped(line.trim().replace(/\s{2,}/, ": "))}`),
    ...(rest.length === 0 ? [] : [""]),
    ...(first === undefined ? [] : planMarkdown(report, price)),
    ...(advice === undefined ? [] : adviceMarkdown(advice, price)),
    ...(isExpectedOnly === true ? [escaped(expectedOnly), ""] : []),
  ];
}

function planMarkdown({ planned, slow }: PlanReport, price: number | undefined): readonly string[] {
  const [first] = planned;
  if (first === undefined) return [];
  const names = planned.map(({ plan, preferences }, nth) =>
    nth === 0
      ? "as planned"
      : (plan.whatIf?.says ?? differenceText(preferences, first.preferences)),
  );
  const rows = planned.map(({ plan }, nth) => ({ name: names[nth] ?? "", plan }));
  const ofSlow = slow.map(({ plan }, nth) => ({
    name: `${nth === 0 ? "" : `${names[nth]}, `}as slow as the slowest tenth`,
    plan,
  }));
  return [
    ...tableOf([...rows, ...ofSlow], price),
    "",
    "```text",
    ...smallChart(first.plan),
    "```",
    "",
  ];
}

interface Named {
  readonly name: string;
  readonly plan: PlanAnswer;
}

const head = ["", "ends", "after", "lowest ready", "highest total", "launches", "extra h"];

function tableOf(rows: readonly Named[], price: number | undefined): readonly string[] {
  const heads = price === undefined ? head : [...head, "cost"];
  return [
    `| ${heads.join(" | ")} |`,
    `| ${heads.map((_, nth) => (nth < 2 ? "---" : "---:")).join(" | ")} |`,
    ...rows.map(({ name, plan }) => `| ${cellsOf(name, plan, price).map(escaped).join(" | ")} |`),
  ];
}

function cellsOf(name: string, plan: PlanAnswer, price: number | undefined): readonly string[] {
  const { lowestReady: low, highestTotal: high } = plan;
  return [
    name,
    plan.hasEnded ? plan.status : `still ${plan.status}`,
    spanText(plan.durationSeconds),
    `${low.units} of ${plan.desiredCapacity} (${low.percentage} %)`,
    `${high.units} (${high.percentage} %)`,
    String(plan.launches),
    hoursText(plan.extraInstanceHours),
    ...(price === undefined ? [] : [costText(plan, price)]),
  ];
}

/** What differs from the first preferences. */
function differenceText(one: PlanReport["planned"][number]["preferences"], first: typeof one) {
  const names = [...new Set([...Object.keys(first), ...Object.keys(one)])];
  const text = (value: unknown) => (value === undefined ? "not given" : JSON.stringify(value));
  const differing = names.filter((name) => text(one[name]) !== text(first[name]));
  if (differing.length === 0) return "the same";
  return differing.map((name) => `${name} ${text(one[name])}`).join(", ");
}

function adviceMarkdown(advice: Advice, price: number | undefined): readonly string[] {
  const { best, why, count, present } = advice;
  const rows = best.map(({ preferences, plan }) => ({
    name: differenceText(preferences, present.preferences),
    plan,
  }));
  return [
    `Of ${count + 1} preferences no other one beats these:`,
    "",
    ...tableOf(rows, price),
    "",
    ...(why.length === 0
      ? []
      : [`The present ones are not among them: ${escaped(why.join("; "))}.`, ""]),
  ];
}

const chartWidth = 60;
const levels = "▁▂▃▄▅▆▇█";

/** A line of blocks each for what is ready and for the total, from 0 to the highest total. */
function smallChart({ chart, durationSeconds, highestTotal }: PlanAnswer): readonly string[] {
  const most = Math.max(1, highestTotal.units);
  const column = (nth: number) => {
    const from = Math.floor((nth * chart.length) / chartWidth);
    const until = Math.floor(((nth + 1) * chart.length) / chartWidth);
    return chart.slice(from, Math.max(from + 1, until));
  };
  const columns = Array.from({ length: chartWidth }, (_, nth) => column(nth));
  const block = (units: number) => levels.charAt(Math.round((units / most) * (levels.length - 1)));
  const ready = columns.map((points) => block(Math.min(...points.map((one) => one.ready))));
  const total = columns.map((points) => block(Math.max(...points.map((one) => one.total))));
  const end = spanText(durationSeconds);
  return [
    `ready ${ready.join("")}`,
    `total ${total.join("")}`,
    `      0s${end.padStart(chartWidth - 2)}`,
  ];
}

/** Nothing of a name is Markdown, HTML, a link or a mention. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+!|~&@]/g, (character) => `\\${character}`);
}
