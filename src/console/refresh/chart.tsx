/** Capacity over time: the lines of a refresh, with what is to come, to read off and to zoom. */
import { computed, effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isUnderWay } from "../data/group.ts";
import { isWeighted } from "../data/instances.ts";
import { zeroAt } from "../data/story.ts";
import { clockText, elapsedText } from "../data/times.ts";
import { now } from "../data/world.ts";
import { onKey } from "../frame/keys.ts";
import { isPrinting, paintAge } from "../frame/theme.ts";
import { chartData, isOpen, lowestReady } from "./chart-data.ts";
import { paintMarks, paintWaits } from "./chart-marks.ts";
import { ChartText, figureText } from "./chart-text.tsx";
import { chartSentence } from "./chart-words.ts";
import { columnNames, columns, placeAt } from "./course.ts";
import { sentenceFor } from "./decision-words.ts";
import { decisionAt, elapsed, incidents, pointedAt, selectedAt } from "./model.ts";
import {
  instantAt,
  type Plot,
  paintAxes,
  paintLines,
  plotOn,
  type Range,
  wholeRange,
} from "./plot.ts";

/** Instants in seconds since 1970: from where the mouse is dragged, and what is shown. */
const draggedFrom = signal<number | undefined>();
const zoom = signal<Range | undefined>();

export function Chart() {
  const isEmpty = chartData.value.at.length === 0;
  return (
    <figure class="panel chart" aria-labelledby="capacity">
      <figcaption class="panel-head">
        <h2 id="capacity">Capacity over time</h2>
        {!isEmpty && <Legend />}
      </figcaption>
      {isEmpty ? (
        <p class="soft chart-empty">
          The chart begins with the first change of capacity that the emulator sees.
        </p>
      ) : (
        <>
          <Says />
          <Picture />
          <ChartText />
        </>
      )}
    </figure>
  );
}

/** The values under the cursor, else at the chosen instant, else now. */
function Legend() {
  const data = chartData.value;
  const at = pointedAt.value ?? selectedAt.value ?? (now.value ?? 0) / 1000;
  const nth = placeAt(data, at);
  const isNow = pointedAt.value === undefined && selectedAt.value === undefined;
  return (
    <dl class="legend numbers">
      <div class="legend-time">
        <dt>{isNow ? "now" : clockText(at * 1000)}</dt>
        <dd>{!isNow && elapsedText((at - zeroAt.value) * 1000)}</dd>
      </div>
      {columns.map((name) => (
        <div key={name}>
          <dt>
            <i class={`line line-${name}`} />
            {columnNames[name]}
          </dt>
          <dd>{figureText(data[name][nth])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The decision in force then, in words. */
function Says() {
  const at = pointedAt.value ?? selectedAt.value ?? (now.value ?? 0) / 1000;
  const decision = decisionAt(at);
  const text = decision === undefined ? "" : sentenceFor(decision, at * 1000);
  return (
    <p class="chart-says soft" title={text}>
      {text}
    </p>
  );
}

function Picture() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element === null ? undefined : drawn(element);
  }, []);
  return (
    <>
      <canvas ref={canvas} class="chart-place" role="img" aria-label={label.value} />
      {zoom.value !== undefined && (
        <button type="button" class="plain chart-whole" title="(0)" onClick={showWhole}>
          Show all
        </button>
      )}
    </>
  );
}

/** What is shown now, in a sentence. */
const label = computed(() => {
  const data = chartData.value;
  const nth = placeAt(data, (now.value ?? 0) / 1000);
  return chartSentence({
    elapsed: elapsed.value,
    isUnderWay: isUnderWay.value,
    isWeighted: isWeighted.value,
    ready: data.ready[nth],
    desired: data.desired[nth],
    lowest: lowestReady.value,
  });
});

function showWhole(): void {
  zoom.value = undefined;
}

const watched = [chartData, incidents, paintAge, pointedAt, draggedFrom, zoom, selectedAt];

/** Painted again, once a frame at most, when anything in it changes. */
function drawn(canvas: HTMLCanvasElement): () => void {
  let plot: Plot | undefined;
  let frame = 0;
  const paint = () => {
    const data = chartData.peek();
    plot = plotOn(canvas, [data], zoom.peek() ?? wholeRange([data]));
    if (plot === undefined) return;
    paintWaits(plot);
    paintAxes(plot, zeroAt.peek());
    paintLines(plot, data);
    const [from, pointed] = [draggedFrom.peek(), pointedAt.peek()];
    paintMarks(plot, {
      now: isOpen.peek() ? (now.peek() ?? 0) / 1000 : undefined,
      pointed,
      dragged: from === undefined || pointed === undefined ? undefined : [from, pointed],
    });
  };
  const soon = () => {
    cancelAnimationFrame(frame);
    if (isPrinting.peek()) paint();
    else frame = requestAnimationFrame(paint);
  };
  const stopPainting = effect(() => {
    for (const one of watched) one.value;
    soon();
  });
  const observer = new ResizeObserver(soon);
  observer.observe(canvas);
  hearPointer(canvas, () => plot);
  const stopHearing = onKey("0", showWhole);
  return () => {
    observer.disconnect();
    stopPainting();
    stopHearing();
    cancelAnimationFrame(frame);
  };
}

/** A click chooses an instant, dragging shows a part, two clicks show all again. */
function hearPointer(canvas: HTMLCanvasElement, plotNow: () => Plot | undefined): void {
  const instantOf = ({ offsetX }: PointerEvent) => {
    const plot = plotNow();
    if (plot === undefined) return undefined;
    return Math.min(Math.max(instantAt(plot, offsetX), plot.x.from), plot.x.to);
  };
  canvas.addEventListener("pointermove", (event) => {
    pointedAt.value = instantOf(event);
  });
  canvas.addEventListener("pointerleave", () => {
    pointedAt.value = undefined;
    draggedFrom.value = undefined;
  });
  canvas.addEventListener("pointerdown", (event) => {
    draggedFrom.value = instantOf(event);
  });
  canvas.addEventListener("pointerup", (event) => {
    const [from, to, plot] = [draggedFrom.peek(), instantOf(event), plotNow()];
    draggedFrom.value = undefined;
    if (from === undefined || to === undefined || plot === undefined) return;
    const isDrag = Math.abs(to - from) > (plot.x.to - plot.x.from) / 100;
    if (isDrag) zoom.value = { from: Math.min(from, to), to: Math.max(from, to) };
    else selectedAt.value = to;
  });
  canvas.addEventListener("dblclick", () => {
    showWhole();
    selectedAt.value = undefined;
  });
}
