/** Why the refresh does what it does: its latest decision in words and numbers, older ones below. */
import { isUnderWay } from "../data/group.ts";
import type { Decision } from "../data/shapes.ts";
import { decisions } from "../data/story.ts";
import { clockText, countText, instantOf } from "../data/times.ts";
import { Rows } from "../tabs/rows.tsx";
import { sentenceFor, shortOf } from "./decision-words.ts";
import { decisionAt, decisionInForce, lookedFrom, selectedAt } from "./model.ts";

export function Why() {
  const decision = decisionInForce.value;
  return (
    <section class="panel why" aria-labelledby="why">
      <div class="panel-head">
        <h2 id="why">Why</h2>
        {selectedAt.value !== undefined && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              selectedAt.value = undefined;
            }}
          >
            Back to now
          </button>
        )}
      </div>
      {decision === undefined ? (
        <p class="soft">
          {isUnderWay.value
            ? "Nothing has been decided yet: a new refresh is looked at after a few seconds."
            : "Each decision of a refresh is told here, with its numbers."}
        </p>
      ) : (
        <InForce decision={decision} />
      )}
      <Older />
    </section>
  );
}

function InForce({ decision }: { readonly decision: Decision }) {
  return (
    <>
      <p class="why-says">{sentenceFor(decision, lookedFrom.value)}</p>
      <p class="soft numbers">
        Decided at {clockText(instantOf(decision.at))} by the rule{" "}
        <a href={`${rulesPage}#rule-${decision.rule}`} target="_blank" rel="noreferrer">
          {decision.rule}
        </a>
      </p>
      <Numbers decision={decision} />
    </>
  );
}

const rulesPage = "https://github.com/asg-local/asg-local/blob/main/docs/instance-refresh.md";

const units = [
  ["Desired", "desired"],
  ["Floor", "floor"],
  ["Ceiling", "ceiling"],
  ["Ready", "ready"],
  ["Warming", "warming"],
  ["Pending", "pending"],
  ["May stop", "mayStop"],
] as const;

function Numbers({ decision }: { readonly decision: Decision }) {
  return (
    <dl class="why-numbers numbers">
      {units.map(([name, member]) => (
        <div key={member}>
          <dt>{name}</dt>
          <dd>{countText(decision[member])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Older() {
  const all = decisions.value.value ?? [];
  if (all.length < 2) return null;
  const newestFirst = all.toReversed();
  const chosen = selectedAt.value === undefined ? undefined : decisionAt(selectedAt.value);
  return (
    <Rows
      name="Decisions"
      count={newestFirst.length}
      height={24}
      shown={chosen === undefined ? undefined : newestFirst.indexOf(chosen)}
      render={(nth) => {
        const one = newestFirst[nth];
        if (one === undefined) return null;
        const at = instantOf(one.at) / 1000;
        return (
          <button
            type="button"
            class={`row-button ${one === decisionInForce.value ? "chosen" : ""}`}
            aria-current={one === decisionInForce.value}
            title={one.says}
            onClick={() => {
              selectedAt.value = at;
            }}
          >
            <span class="soft numbers">{clockText(at * 1000)}</span> {shortOf(one)}
          </button>
        );
      }}
    />
  );
}
