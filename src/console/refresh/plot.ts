/** Where instants and units are in the picture of the chart, and how its lines are painted. */
import { countText, elapsedText } from "../data/times.ts";
import { colorOf } from "../frame/theme.ts";
import { type ChartData, type Column, columns } from "./course.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A place for the lines, in pixels, and what it shows. */
export interface Plot {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** In seconds since 1970. */
  readonly x: Range;
  /** In units of capacity. */
  readonly y: Range;
}

const margin = { left: 46, right: 10, top: 22, bottom: 26 } as const;

const font = "11px system-ui, sans-serif";

export const xOf = ({ left, width, x }: Plot, at: number) =>
  left + ((at - x.from) / (x.to - x.from)) * width;

export const yOf = ({ top, height, y }: Plot, units: number) =>
  top + height - ((units - y.from) / (y.to - y.from)) * height;

export const instantAt = ({ left, width, x }: Plot, pixels: number) =>
  x.from + ((pixels - left) / width) * (x.to - x.from);

/** Everything there is; a single sample gets a minute, so that there is something to see. */
export function wholeRange(courses: readonly ChartData[]): Range {
  const from = Math.min(...courses.map(({ at }) => at[0] ?? 0));
  return { from, to: Math.max(from + 60, ...courses.map(({ at }) => at.at(-1) ?? 0)) };
}

/** Sets the canvas up anew for its size, and finds what fits into it. */
export function plotOn(
  canvas: HTMLCanvasElement,
  courses: readonly ChartData[],
  x: Range,
): Plot | undefined {
  const context = canvas.getContext("2d");
  const { clientWidth, clientHeight } = canvas;
  if (context === null || clientWidth === 0) return undefined;
  canvas.width = clientWidth * devicePixelRatio;
  canvas.height = clientHeight * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.font = font;
  const { left, top, right, bottom } = margin;
  const [width, height] = [clientWidth - left - right, clientHeight - top - bottom];
  return { context, left, top, width, height, x, y: unitsIn(courses, x) };
}

/** A little more than what is shown, so that no line is at the edge. */
function unitsIn(courses: readonly ChartData[], { from, to }: Range): Range {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { at, ...lines } of courses) {
    for (const line of Object.values(lines)) {
      for (const [nth, units] of line.entries()) {
        const until = at[nth + 1] ?? to;
        if (units === null || until < from || (at[nth] ?? 0) > to) continue;
        least = Math.min(least, units);
        most = Math.max(most, units);
      }
    }
  }
  if (least > most) return { from: 0, to: 1 };
  const pad = Math.max(1, (most - least) * 0.15);
  return { from: Math.max(0, least - pad), to: most + pad };
}

const spans = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 604_800,
] as const;

/** Lines and words for round times since the beginning, and for round numbers of units. */
export function paintAxes(plot: Plot, began: number): void {
  const { context, left, top, width, height, x, y } = plot;
  context.fillStyle = colorOf("--soft");
  context.strokeStyle = colorOf("--line");
  context.lineWidth = 1;
  context.textAlign = "center";
  context.textBaseline = "top";
  const room = Math.max(1, width / 110);
  const span = spans.find((one) => (x.to - x.from) / one <= room) ?? x.to - x.from;
  for (
    let since = Math.ceil((x.from - began) / span) * span;
    began + since <= x.to;
    since += span
  ) {
    const at = Math.round(xOf(plot, began + since)) + 0.5;
    straight(context, [at, top + height], [at, top + height + 4]);
    const text = elapsedText(since * 1000);
    const most = left + width + margin.right - context.measureText(text).width / 2;
    context.fillText(text, Math.min(at, most), top + height + 8);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  const step = niceStep(y.to - y.from);
  for (let units = Math.ceil(y.from / step) * step; units <= y.to; units += step) {
    const at = Math.round(yOf(plot, units)) + 0.5;
    straight(context, [left, at], [left + width, at]);
    context.fillText(countText(units), left - 8, at);
  }
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
}

/** 1, 2 or 5 with noughts: five lines or so. */
function niceStep(range: number): number {
  const rough = Math.max(1, range / 5);
  const ten = 10 ** Math.floor(Math.log10(rough));
  return ten * ([1, 2, 5, 10].find((one) => one * ten >= rough) ?? 10);
}

type Point = readonly [x: number, y: number];

export function straight(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

export interface LineStyle {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** The style sheet has the same for the legend. */
const styles: Readonly<Record<Column, LineStyle>> = {
  total: { color: "--soft", width: 1.25, dash: [] },
  inService: { color: "--accent", width: 1.25, dash: [] },
  ready: { color: "--good", width: 2.5, dash: [] },
  desired: { color: "--text", width: 1.25, dash: [1, 3] },
  floor: { color: "--bad", width: 1.25, dash: [5, 4] },
  ceiling: { color: "--wait", width: 1.25, dash: [5, 4] },
};

export function paintLines(plot: Plot, data: ChartData): void {
  for (const name of columns) paintLine(plot, data.at, data[name], styles[name]);
}

/** One line in steps, from each sample to the next. */
export function paintLine(
  plot: Plot,
  at: readonly number[],
  units: readonly (number | null)[],
  { color, width, dash }: LineStyle,
): void {
  const { context } = plot;
  context.strokeStyle = colorOf(color);
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.stroke(stepPath(plot, at, units));
  context.setLineDash([]);
}

/** Of samples that share a column of pixels only the lows and highs are drawn. */
function stepPath(plot: Plot, at: readonly number[], units: readonly (number | null)[]): Path2D {
  const path = new Path2D();
  const right = plot.left + plot.width;
  let column = Number.NEGATIVE_INFINITY;
  let [last, low, high]: [number | undefined, number, number] = [undefined, 0, 0];
  for (const [nth, value] of units.entries()) {
    const next = at[nth + 1];
    if (next !== undefined && next < plot.x.from) continue;
    const x = Math.max(plot.left, Math.round(xOf(plot, at[nth] ?? 0)));
    if (x > right) break;
    const y = value === null ? undefined : yOf(plot, value);
    if (y === undefined || last === undefined) {
      if (y !== undefined) path.moveTo(x, y);
      [column, low, high] = [x, y ?? 0, y ?? 0];
    } else if (x > column) {
      path.lineTo(x, last);
      path.lineTo(x, y);
      [column, low, high] = [x, Math.min(last, y), Math.max(last, y)];
    } else if (y < low || y > high) {
      path.lineTo(x, y);
      [low, high] = [Math.min(low, y), Math.max(high, y)];
    }
    last = y;
  }
  if (last !== undefined) path.lineTo(Math.min(right, xOf(plot, at.at(-1) ?? 0)), last);
  return path;
}
