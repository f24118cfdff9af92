/** Draws a plan's capacity over time: ready and total units, between the bounds. */
import pc from "picocolors";
import { plot } from "simple-ascii-chart";
import type { PlanAnswer, PlanPoint } from "../preview/plan-answer.ts";
import { spanText } from "./span-text.ts";

const width = 72;
const height = 12;

interface Line {
  readonly symbol: string;
  readonly name: string;
  readonly paint: (text: string) => string;
  readonly unitsOf: (points: readonly PlanPoint[]) => number;
}

const least = (pick: (point: PlanPoint) => number) => (points: readonly PlanPoint[]) =>
  Math.min(...points.map(pick));
const most = (pick: (point: PlanPoint) => number) => (points: readonly PlanPoint[]) =>
  Math.max(...points.map(pick));

/** Later lines are drawn over earlier ones. */
function linesOf(colors: ReturnType<typeof pc.createColors>): readonly Line[] {
  const bound = { symbol: "┄", paint: colors.dim };
  return [
    { ...bound, name: "floor and ceiling", unitsOf: least(({ floor }) => floor) },
    { ...bound, name: "", unitsOf: most(({ ceiling }) => ceiling) },
    { symbol: "○", paint: colors.cyan, name: "total", unitsOf: most(({ total }) => total) },
    { symbol: "●", paint: colors.green, name: "ready", unitsOf: least(({ ready }) => ready) },
  ];
}

export function planChart(
  { chart, durationSeconds }: PlanAnswer,
  isColored: boolean,
): readonly string[] {
  const lines = linesOf(pc.createColors(isColored));
  const columns = columnsOf(chart);
  const series = lines.map(({ unitsOf }) => columns.map(unitsOf));
  const axes = axesOf(series, durationSeconds);
  const drawn = series.map((units, nth) => drawnLine(units, { ...axes, symbol: symbolOf(nth) }));
  const rows = (drawn[0] ?? []).map((_, row) =>
    overlaid(
      drawn.map((one) => one[row] ?? ""),
      lines,
    ),
  );
  const legend = lines.filter(({ name }) => name !== "");
  const names = legend.map(({ symbol, paint, name }) => `${paint(symbol)} ${name}`).reverse();
  return [...rows.map((row) => row.trimEnd()), `  ${names.join("   ")}`];
}

/** Each column shows the worst values of its time, like a point. */
function columnsOf(points: readonly PlanPoint[]): readonly (readonly PlanPoint[])[] {
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * points.length) / width);
    const until = Math.floor(((column + 1) * points.length) / width);
    return points.slice(from, Math.max(from + 1, until));
  });
}

interface Axes {
  readonly yRange: [number, number];
  readonly yTicks: number[];
  readonly durationSeconds: number;
}

/** The axis covers only the values in use, so that 9 of 10 remains visible. */
function axesOf(series: readonly (readonly number[])[], durationSeconds: number): Axes {
  const all = series.flat();
  const lowest = Math.min(...all);
  const highest = Math.max(...all);
  const margin = Math.max(1, (highest - lowest) * 0.1);
  const yTicks = [...new Set(series.flatMap((units) => [Math.min(...units), Math.max(...units)]))];
  return { yRange: [Math.max(0, lowest - margin), highest + margin], yTicks, durationSeconds };
}

/** A private character for each line, so that overlapping lines can be told apart. */
function symbolOf(nth: number): string {
  return String.fromCodePoint(0xe000 + nth);
}

function drawnLine(units: readonly number[], axes: Axes & { readonly symbol: string }): string[] {
  const { symbol, yRange, yTicks, durationSeconds } = axes;
  const text = plot(
    units.map((value, column): [number, number] => [column, value]),
    {
      width,
      height,
      yRange,
      customYAxisTicks: yTicks,
      customXAxisTicks: [0, 18, 36, 54, width - 1],
      lineFormatter: ({ plotX, plotY }) => ({ x: plotX, y: plotY, symbol }),
      formatter: (value, { axis }) =>
        axis === "y" ? value : spanText((durationSeconds * value) / (width - 1)),
    },
  );
  return text.split("\n").filter((row) => row.trim() !== "");
}

function overlaid(rows: readonly string[], lines: readonly Line[]): string {
  const characters = rows.map((row) => [...row]);
  return (characters[0] ?? [])
    .map((first, at) => {
      const top = lines.findLastIndex((_, nth) => characters[nth]?.[at] === symbolOf(nth));
      const line = lines[top];
      return line === undefined ? first : line.paint(line.symbol);
    })
    .join("");
}
