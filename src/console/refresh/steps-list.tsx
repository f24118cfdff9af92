/** The steps of the refresh as a column: done, current and coming ones, told apart by shape. */
import { useEffect, useRef } from "preact/hooks";
import { activeRefresh, isUnderWay, shownRefresh } from "../data/group.ts";
import { clockText, spanText } from "../data/times.ts";
import { now } from "../data/world.ts";
import { selectedAt, stepSelected, steps } from "./model.ts";
import { type Step, stepText } from "./steps.ts";

type Phase = "done" | "now" | "coming";

const shapes: Readonly<Record<Phase, string>> = { done: "●", now: "◉", coming: "○" };

const phaseWords: Readonly<Record<Phase, string>> = {
  done: "done",
  now: "current",
  coming: "to come",
};

export function StepsList() {
  const all = steps.value;
  const lastDone = all.findLastIndex(({ isComing }) => !isComing);
  const phaseOf = (step: Step, nth: number): Phase => {
    if (step.isComing) return "coming";
    return nth === lastDone && isUnderWay.value ? "now" : "done";
  };
  return (
    <section class="panel steps" aria-labelledby="steps">
      <div class="panel-head">
        <h2 id="steps">Steps</h2>
      </div>
      {shownRefresh.value === undefined ? (
        <p class="soft">There are no steps without a refresh.</p>
      ) : (
        <ol>
          {all.map((step, nth) => (
            <Line key={`${step.kind}${step.at}`} step={step} phase={phaseOf(step, nth)} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ step, phase }: { readonly step: Step; readonly phase: Phase }) {
  const line = useRef<HTMLLIElement>(null);
  const isSelected = step === stepSelected.value;
  useEffect(() => {
    const element = line.current;
    if (!isSelected || element === null) return;
    // Within the list only: the page itself stays where it is.
    element.parentElement?.scrollTo({ top: element.offsetTop - 2 * element.clientHeight });
  }, [isSelected]);
  return (
    <li
      ref={line}
      class={`step step-${phase} ${isSelected ? "chosen" : ""}`}
      aria-current={phase === "now" ? "step" : undefined}
    >
      <span class="step-shape" aria-hidden="true">
        {shapes[phase]}
      </span>
      <button
        type="button"
        class="step-text plain"
        onClick={() => {
          selectedAt.value = step.isComing ? undefined : step.at;
        }}
      >
        {stepText(step)}
        <span class="hidden">, {phaseWords[phase]}</span>
      </button>
      <span class="step-note soft numbers">
        <Note step={step} phase={phase} />
      </span>
    </li>
  );
}

/** How long it still waits, or when it was or will be. */
function Note({ step, phase }: { readonly step: Step; readonly phase: Phase }) {
  const paused = activeRefresh.value?.pausedUntil ?? undefined;
  const until = paused === undefined ? step.until : Date.parse(paused) / 1000;
  const left = (until ?? 0) * 1000 - (now.value ?? 0);
  const isWaiting = phase === "now" && step.until !== undefined && left > 0;
  return <>{isWaiting ? `${spanText(left)} left` : clockText(step.at * 1000)}</>;
}
