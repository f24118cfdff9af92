/** How the refresh would go: its chart and figures, beside those of up to two other variants. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Plan } from "../../client/plan.ts";
import { planSamples } from "../data/plan-samples.ts";
import { spanText } from "../data/times.ts";
import { Status } from "../frame/status.tsx";
import { paintAge } from "../frame/theme.ts";
import { append, emptyChart } from "../refresh/course.ts";
import { paintAxes, paintLines, plotOn, wholeRange } from "../refresh/plot.ts";
import { planned } from "./planning.ts";

interface Variant {
  readonly name: string;
  readonly plan: Plan;
}

/** Kept to be compared with what is typed next. */
export const variants = signal<readonly Variant[]>([]);

const mostKept = 2;

export function PlanView() {
  const { plan, problem, isPlanning } = planned.value;
  return (
    <section class="plan" aria-labelledby="plan" aria-busy={isPlanning}>
      <div class="panel-head">
        <h3 id="plan">How it would go{isPlanning && " …"}</h3>
        {plan !== undefined && variants.value.length < mostKept && (
          <button type="button" onClick={() => keep(plan)}>
            Keep to compare
          </button>
        )}
      </div>
      {problem !== undefined && (
        <p class="tone-bad" role="alert">
          {problem}
        </p>
      )}
      {plan !== undefined && (
        <>
          <Picture plan={plan} />
          <Figures plans={[...variants.value, { name: "This form", plan }]} />
          {plan.statusReason !== undefined && <p class="soft">{plan.statusReason}</p>}
        </>
      )}
    </section>
  );
}

function keep(plan: Plan): void {
  const name = `Variant ${variants.value.length + 1}`;
  variants.value = [...variants.value, { name, plan }];
}

function Picture({ plan }: { readonly plan: Plan }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const age = paintAge.value;
  useEffect(() => {
    if (canvas.current === null) return;
    const data = emptyChart();
    append(data, planSamples(plan, 0));
    const plot = plotOn(canvas.current, [data], wholeRange([data]));
    if (plot === undefined) return;
    paintAxes(plot, 0);
    paintLines(plot, data);
  }, [plan, age]);
  return <canvas ref={canvas} class="plan-chart" role="img" aria-label="Planned capacity" />;
}

const rows: readonly [name: string, of: (plan: Plan) => string][] = [
  ["Takes", ({ durationSeconds }) => spanText(durationSeconds * 1000)],
  ["Lowest ready", ({ lowestReady: { units, percentage } }) => `${units} (${percentage} %)`],
  [
    "Lowest in service",
    ({ lowestInService: { units, percentage } }) => `${units} (${percentage} %)`,
  ],
  ["Highest total", ({ highestTotal: { units, percentage } }) => `${units} (${percentage} %)`],
  ["Launches", ({ launches, failedLaunches }) => `${launches}, ${failedLaunches} failed`],
];

function Figures({ plans }: { readonly plans: readonly Variant[] }) {
  return (
    <div class="scroll">
      <table class="numbers">
        <thead>
          <tr>
            <td />
            {plans.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Ends</th>
            {plans.map(({ name, plan }) => (
              <td key={name}>
                <Status status={plan.status} />
              </td>
            ))}
          </tr>
          {rows.map(([row, of]) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {plans.map(({ name, plan }) => (
                <td key={name}>{of(plan)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
