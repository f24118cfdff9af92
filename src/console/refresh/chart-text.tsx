/** What the chart shows, for who cannot see it: its extremes, its marks, and all samples. */
import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { shownFigures } from "../data/group.ts";
import { isWeighted } from "../data/instances.ts";
import { clockText, countOf, countText, instantOf } from "../data/times.ts";
import { Scroll } from "../frame/scroll.tsx";
import { chartData } from "./chart-data.ts";
import { markTime, spokenCapacity } from "./chart-words.ts";
import { columnNames, columns } from "./course.ts";
import { marksTold, selectedAt } from "./model.ts";

export function ChartText() {
  return (
    <>
      <Extremes />
      {marksTold.value.length > 0 && (
        <Details summary="List of the marks" isOpen={isMarksOpen}>
          <Marks />
        </Details>
      )}
      <Details summary="Table of the samples" isOpen={isSamplesOpen}>
        <Samples />
      </Details>
    </>
  );
}

/** All marks in words; one that has been leads to its instant. */
function Marks() {
  const all = marksTold.value;
  const first = all[0]?.at ?? 0;
  return (
    <ol class="marks tall" aria-label="Marks of the chart">
      {all.map(({ at, text, isComing }, nth) => (
        <li key={`${at}${nth}`}>
          <span class="soft numbers">{markTime(at, first)}: </span>
          {isComing ? (
            <span class="soft">{text} (forecast)</span>
          ) : (
            <button type="button" class="plain" onClick={() => select(at)}>
              {text}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** They stay open when another refresh comes into view. */
const isMarksOpen = signal(false);
const isSamplesOpen = signal(false);

interface DetailsProps {
  readonly summary: string;
  readonly isOpen: Signal<boolean>;
  readonly children: ComponentChildren;
}

/** What is long, and so in the page only while it is open. */
function Details({ summary, isOpen, children }: DetailsProps) {
  return (
    <details
      class="samples"
      open={isOpen.value}
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>{summary}</summary>
      {isOpen.value && children}
    </details>
  );
}

function select(at: number): void {
  selectedAt.value = at;
}

function Extremes() {
  const summary = shownFigures.value?.summary;
  if (summary === undefined || summary === null) return null;
  const { lowestReady, lowestInService, highestTotal, batchCount } = summary;
  const extreme = (name: string, one: typeof lowestReady) =>
    one === null ? null : (
      <div>
        <dt>{name}</dt>
        <dd class="numbers">
          {spokenCapacity(one.units, isWeighted.value)}{" "}
          <span class="soft">
            ({one.percentage} %) at {clockText(instantOf(one.at))}
          </span>
        </dd>
      </div>
    );
  return (
    <dl class="extremes">
      {extreme("Lowest ready", lowestReady)}
      {extreme("Lowest in service", lowestInService)}
      {extreme("Highest total", highestTotal)}
      <div>
        <dt>Replaced in</dt>
        <dd class="numbers">{countOf(batchCount, "batch", "batches")}</dd>
      </div>
      <div>
        <dt>Launched</dt>
        <dd class="numbers">
          {countOf(summary.launches, "instance")}{" "}
          <span class="soft">({countText(summary.failedLaunches)} failed)</span>
        </dd>
      </div>
    </dl>
  );
}

/** A dash for what was not known then. */
export const figureText = (units: number | null | undefined) =>
  typeof units === "number" ? countText(units) : "–";

/** The newest, which are what one asks for. */
const mostShown = 500;

function Samples() {
  const data = chartData.value;
  const first = Math.max(0, data.at.length - mostShown);
  return (
    <Scroll name="Samples" look="tall">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {columns.map((name) => (
              <th key={name} scope="col" class="number">
                {columnNames[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.at.slice(first).map((at, nth) => (
            <tr key={`${at}${nth}`}>
              <th scope="row">{clockText(at * 1000)}</th>
              {columns.map((name) => (
                <td key={name} class="number">
                  {figureText(data[name][first + nth])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
