/** Both courses of capacity over each other, each from its own beginning. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { elapsedText } from "../data/times.ts";
import { colorOf, paintAge } from "../frame/theme.ts";
import {
  type ChartData,
  type Column,
  columnNames,
  emptyChart,
  placeAt,
} from "../refresh/course.ts";
import {
  instantAt,
  type LineStyle,
  type Plot,
  paintAxes,
  paintLine,
  plotOn,
  straight,
  wholeRange,
  xOf,
  yOf,
} from "../refresh/plot.ts";

type Measure = Extract<Column, "ready" | "inService" | "total">;

const measures: readonly Measure[] = ["ready", "inService", "total"];

/** Which line of both is drawn, beside their floors. */
const measure = signal<Measure>("ready");

/** Seconds since both began, under the mouse. */
const pointed = signal<number | undefined>();

const letters = ["A", "B"] as const;

/** The style sheet has the same for the legend. */
const styles: Readonly<Record<"course" | "floor", readonly [LineStyle, LineStyle]>> = {
  course: [
    { color: "--accent", width: 2.5, dash: [] },
    { color: "--wait", width: 2.5, dash: [9, 3] },
  ],
  floor: [
    { color: "--bad", width: 1.5, dash: [5, 4] },
    { color: "--bad", width: 1.5, dash: [1, 3] },
  ],
};

const letterFont = "bold 13px system-ui, sans-serif";

export function CompareChart({ courses }: { readonly courses: readonly ChartData[] }) {
  const isEmpty = courses.every(({ at }) => at.length === 0);
  return (
    <figure class="panel chart" aria-labelledby="capacity">
      <figcaption class="panel-head">
        <h2 id="capacity">Capacity since each began</h2>
        {!isEmpty && <MeasurePicker />}
      </figcaption>
      {isEmpty ? (
        <p class="soft chart-empty">
          No capacity changed in either of them, so there is no course.
        </p>
      ) : (
        <>
          <Legend courses={courses} />
          <Picture courses={courses} />
        </>
      )}
    </figure>
  );
}

function MeasurePicker() {
  return (
    <label class="compare-measure">
      <span class="soft">Show</span>{" "}
      <select
        value={measure.value}
        onChange={({ currentTarget: { value } }) => {
          measure.value = measures.find((one) => one === value) ?? "ready";
        }}
      >
        {measures.map((one) => (
          <option key={one} value={one}>
            {columnNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** With the values under the mouse. */
function Legend({ courses }: { readonly courses: readonly ChartData[] }) {
  const at = pointed.value;
  const textOf = (course: ChartData, name: Column) => {
    const isWithin = at !== undefined && at <= (course.at.at(-1) ?? -1);
    return isWithin ? (course[name][placeAt(course, at)] ?? "–") : "";
  };
  return (
    <dl class="legend numbers">
      {courses.map((course, nth) =>
        [measure.value, "floor" as const].map((name) => (
          <div key={`${nth}${name}`}>
            <dt>
              <i class={`line compare-${letters[nth]}-${name === "floor" ? "floor" : "course"}`} />
              {letters[nth]} {columnNames[name].toLowerCase()}
            </dt>
            <dd>{course.at.length === 0 ? "no course" : textOf(course, name)}</dd>
          </div>
        )),
      )}
      {at !== undefined && (
        <div class="legend-time">
          <dt>after</dt>
          <dd>{elapsedText(at * 1000)}</dd>
        </div>
      )}
    </dl>
  );
}

function Picture({ courses }: { readonly courses: readonly ChartData[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const plot = useRef<Plot | undefined>(undefined);
  const shown = measure.value;
  const age = paintAge.value;
  const at = pointed.value;
  const paint = useRef<() => void>(() => undefined);
  paint.current = () => {
    if (canvas.current !== null) plot.current = painted(canvas.current, courses, shown, at);
  };
  useEffect(() => paint.current(), [courses, shown, age, at]);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const observer = new ResizeObserver(() => paint.current());
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  return (
    <canvas
      ref={canvas}
      class="chart-place"
      role="img"
      aria-label={`${columnNames[shown]} and floor of A and B; the table below has the figures`}
      onPointerMove={({ offsetX }) => {
        const found = plot.current && instantAt(plot.current, offsetX);
        pointed.value = found === undefined || found < 0 ? undefined : found;
      }}
      onPointerLeave={() => {
        pointed.value = undefined;
      }}
    />
  );
}

function painted(
  canvas: HTMLCanvasElement,
  courses: readonly ChartData[],
  shown: Measure,
  at: number | undefined,
): Plot | undefined {
  const lines = courses.map(
    (course): ChartData => ({
      ...emptyChart(),
      at: course.at,
      floor: course.floor,
      [shown]: course[shown],
    }),
  );
  const drawn = lines.filter((course) => course.at.length > 0);
  const plot = plotOn(canvas, drawn, wholeRange(drawn));
  if (plot === undefined) return undefined;
  paintAxes(plot, 0);
  for (const name of ["course", "floor"] as const) {
    for (const [nth, style] of styles[name].entries()) {
      const course = lines[nth];
      if (course === undefined) continue;
      paintLine(plot, course.at, course[name === "floor" ? name : shown], style);
    }
  }
  for (const [nth, { at: instants, [shown]: units }] of lines.entries()) {
    paintLetter(plot, nth, [instants.at(-1), units.at(-1)]);
  }
  if (at !== undefined) {
    const [x, { context, top, height }] = [Math.round(xOf(plot, at)) + 0.5, plot];
    context.strokeStyle = colorOf("--edge");
    context.lineWidth = 1;
    straight(context, [x, top], [x, top + height]);
  }
  return plot;
}

/** After the end of its line, where there is room: A above, B below. */
function paintLetter(
  plot: Plot,
  nth: number,
  [at, units]: readonly [at: number | undefined, units: number | null | undefined],
): void {
  const { context, left, width } = plot;
  if (at === undefined || units === undefined || units === null) return;
  context.fillStyle = colorOf(styles.course[nth]?.color ?? "--text");
  context.font = letterFont;
  context.textAlign = "center";
  const x = Math.min(xOf(plot, at) + 9, left + width - 5);
  context.fillText(letters[nth] ?? "", x, yOf(plot, units) + (nth === 0 ? -6 : 16));
}
