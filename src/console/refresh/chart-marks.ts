/** What is painted on the chart besides its lines: waits, checkpoints, statuses, batches, now. */

import { limits } from "../data/story.ts";
import { countText } from "../data/times.ts";
import { statusWords } from "../data/words.ts";
import { colorOf } from "../frame/theme.ts";
import { lowestReady } from "./chart-data.ts";
import { incidentShapes } from "./incidents.ts";
import { happenings, incidents, selectedAt, steps } from "./model.ts";
import { type Plot, straight, xOf, yOf } from "./plot.ts";
import type { Step } from "./steps.ts";

/** Times of delays and bake times, under the lines. */
export function paintWaits(plot: Plot): void {
  const { context, left, top, width, height } = plot;
  for (const { at, until, kind } of steps.value) {
    if (until === undefined) continue;
    const from = Math.max(xOf(plot, at), left);
    const wide = Math.min(xOf(plot, until), left + width) - from;
    if (wide <= 0) continue;
    context.fillStyle = colorOf(kind === "checkpoint" ? "--wait-tint" : "--held-tint");
    context.fillRect(from, top, wide, height);
  }
}

interface Cursor {
  /** The present, while the refresh goes on. */
  readonly now: number | undefined;
  readonly pointed: number | undefined;
  /** The instants between which the mouse is dragged. */
  readonly dragged: readonly [number, number] | undefined;
}

/** Everything over the lines, within the plot. */
export function paintMarks(plot: Plot, { now, pointed, dragged }: Cursor): void {
  const { context, left, top, width, height } = plot;
  context.save();
  context.beginPath();
  // A point on an edge is whole.
  context.rect(left - edge, 0, width + 2 * edge, top + height + edge);
  context.clip();
  if (now !== undefined) paintNow(plot, now);
  paintBatches(plot);
  paintLabels(plot);
  paintIncidents(plot);
  paintLimits(plot);
  paintLowest(plot);
  if (selectedAt.value !== undefined) upright(plot, selectedAt.value, "--accent");
  if (pointed !== undefined) upright(plot, pointed, "--edge", [2, 2]);
  if (dragged !== undefined) {
    const [from, to] = [xOf(plot, dragged[0]), xOf(plot, dragged[1])];
    context.globalAlpha = 0.25;
    context.fillStyle = colorOf("--accent");
    context.fillRect(Math.min(from, to), top, Math.abs(to - from), height);
  }
  context.restore();
}

/** What is to come is lighter. */
function paintNow(plot: Plot, at: number): void {
  const { context, left, top, width, height } = plot;
  const from = Math.max(xOf(plot, at), left);
  context.globalAlpha = 0.6;
  context.fillStyle = colorOf("--surface");
  context.fillRect(from, top, left + width - from, height);
  context.globalAlpha = 1;
  upright(plot, at, "--text");
}

function upright(plot: Plot, at: number, color: string, dash: readonly number[] = []): void {
  const { context, top, height } = plot;
  const x = Math.round(xOf(plot, at)) + 0.5;
  context.strokeStyle = colorOf(color);
  context.lineWidth = 1;
  context.setLineDash([...dash]);
  straight(context, [x, top], [x, top + height]);
  context.setLineDash([]);
}

/** Small triangles on the ground: what stops points down, what launches points up. */
function paintBatches(plot: Plot): void {
  const { context, top, height } = plot;
  const size = 3.5;
  const ground = top + height;
  let last = Number.NEGATIVE_INFINITY;
  context.fillStyle = colorOf("--soft");
  for (const { at, kind, stopped, launched, isComing } of happenings.value) {
    const x = xOf(plot, at);
    if (kind !== "replace" || x - last < 2 * size) continue;
    last = x;
    context.globalAlpha = isComing ? 0.5 : 1;
    if (stopped > 0) triangle(context, [x, ground - 2.6 * size], size);
    if (launched > 0) triangle(context, [x, ground - size], -size);
  }
  context.globalAlpha = 1;
}

function triangle(context: CanvasRenderingContext2D, [x, y]: [number, number], size: number) {
  context.beginPath();
  context.moveTo(x - size, y - size / 2);
  context.lineTo(x + size, y - size / 2);
  context.lineTo(x, y + size / 2);
  context.fill();
}

/** Statuses and checkpoints, by their words above the plot; a word that has no room is left out. */
function paintLabels(plot: Plot): void {
  const write = writerOn(plot, plot.top - 6);
  for (const step of steps.value.toReversed()) {
    if (step.kind === "batches") continue;
    plot.context.globalAlpha = step.isComing ? 0.65 : 1;
    upright(plot, step.at, toneOf(step), step.kind === "checkpoint" ? [2, 3] : [1, 4]);
    plot.context.globalAlpha = 1;
    write(step.at, labelOf(step), toneOf(step));
  }
}

const incidentTones = { cancel: "--idle", rollback: "--wait", alarm: "--held", fault: "--bad" };

/** Calls, alarms and faults, by their words inside the plot. */
function paintIncidents(plot: Plot): void {
  const write = writerOn(plot, plot.top + 12);
  for (const { at, kind, text } of incidents.value.toReversed()) {
    upright(plot, at, incidentTones[kind], [3, 2]);
    write(at, `${incidentShapes[kind]} ${text}`, incidentTones[kind]);
  }
}

/** When the refresh fails unless it moves on before. */
function paintLimits(plot: Plot): void {
  const write = writerOn(plot, plot.top + 26);
  for (const { at, text } of limits.value.toReversed()) {
    if (at > plot.x.to) continue;
    upright(plot, at, "--bad", [6, 3]);
    write(at, text, "--bad");
  }
}

type Writer = (at: number, text: string, tone: string) => void;

/**
 * Writes beside instants, newest first because the end tells most: after the instant, else before
 * it, and not at all where what is written already leaves no room. Long words are cut.
 */
function writerOn(plot: Plot, y: number): Writer {
  const { context, left, width } = plot;
  let free = left + width + edge;
  return (at, text, tone) => {
    const x = xOf(plot, at);
    const short = shortened(context, text, width / 2);
    const length = context.measureText(short).width;
    const from = x + gap + length <= free ? x + gap : x - gap - length;
    if (from < left || from + length > free) return;
    context.fillStyle = colorOf(tone);
    context.fillText(short, from, y);
    free = Math.min(x, from) - 2 * gap;
  };
}

/** As far as marks may go beyond the plot, in pixels. */
const edge = 6;

/** Between a mark and its words, in pixels. */
const gap = 3;

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  const { width } = context.measureText(text);
  if (width <= room) return text;
  return `${text.slice(0, Math.floor((text.length * room) / width) - 1)}…`;
}

function toneOf({ kind, status }: Step): string {
  if (kind === "checkpoint") return "--wait";
  return status === undefined ? "--idle" : `--${statusWords[status].tone}`;
}

function labelOf({ kind, status, checkpoint }: Step): string {
  if (kind === "checkpoint") return `⚑ ${checkpoint} %`;
  if (status === undefined) return "";
  const { text, shape } = statusWords[status];
  return `${shape} ${text}`;
}

function paintLowest(plot: Plot): void {
  const lowest = lowestReady.value;
  if (lowest === undefined) return;
  const { context } = plot;
  const [x, y] = [xOf(plot, lowest.at), yOf(plot, lowest.ready)];
  context.fillStyle = colorOf("--good");
  context.strokeStyle = colorOf("--surface");
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  const isAtGround = y + 14 > plot.top + plot.height;
  context.fillText(`lowest ${countText(lowest.ready)}`, x + 8, isAtGround ? y - 8 : y + 14);
}
