/** What the chart shows, for who cannot see it: its extremes, its marks, and all samples. */
import { shownFigures } from "../data/group.ts";
import { limits } from "../data/story.ts";
import { clockText, dateText, instantOf } from "../data/times.ts";
import { chartData } from "./chart-data.ts";
import { columnNames, columns } from "./course.ts";
import { incidents, steps } from "./model.ts";
import { stepText } from "./steps.ts";

export function ChartText() {
  return (
    <>
      <Extremes />
      <ul class="hidden" aria-label="Marks of the chart">
        {steps.value.map((step) => (
          <li key={`${step.kind}${step.at}`}>
            {clockText(step.at * 1000)}: {stepText(step)}
            {step.isComing && " (forecast)"}
          </li>
        ))}
        {incidents.value.map(({ at, text }, nth) => (
          <li key={`${nth}${at}`}>
            {clockText(at * 1000)}: {text.slice(2)}
          </li>
        ))}
        {limits.value.map(({ at, text }) => (
          <li key={text}>
            {dateText(at * 1000)}: limit of {text}
          </li>
        ))}
      </ul>
      <Samples />
    </>
  );
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
          {one.units}{" "}
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
        <dt>Batches</dt>
        <dd class="numbers">{batchCount}</dd>
      </div>
      <div>
        <dt>Launches</dt>
        <dd class="numbers">
          {summary.launches} <span class="soft">({summary.failedLaunches} failed)</span>
        </dd>
      </div>
    </dl>
  );
}

/** The newest, which are what one asks for. */
const mostShown = 500;

function Samples() {
  const data = chartData.value;
  const first = Math.max(0, data.at.length - mostShown);
  return (
    <details class="samples">
      <summary>Table of the samples</summary>
      <div class="scroll tall">
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
                    {data[name][first + nth] ?? "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
