/** Two instance refreshes of a group beside each other: courses, facts, and preferences. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { described } from "../data/group.ts";
import { addressOf, place } from "../data/place.ts";
import { isActive } from "../data/words.ts";
import { chosen } from "../data/world.ts";
import { Status } from "../frame/status.tsx";
import { CompareChart } from "./compare-chart.tsx";
import { ComparedPickers } from "./compare-form.tsx";
import { compared, comparedIds, courses, missingIds } from "./compared.ts";
import { planId } from "./compared-plan.ts";
import { type Compared, factsOf, preferencesThatDiffer, type Row } from "./facts.ts";

export function CompareView() {
  const { group = "" } = chosen.value ?? {};
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed to come here is gone, and the keyboard with it.
  useEffect(() => heading.current?.focus(), []);
  const ids = comparedIds.value;
  return (
    <div class="compare">
      <section class="head" aria-label="What is compared">
        <div class="head-line">
          <h1 ref={heading} tabIndex={-1}>
            {ids?.[1] === planId
              ? `An instance refresh of ${group} and a plan`
              : `Two instance refreshes of ${group}`}
          </h1>
          <a href={addressOf({ ...place.value, compare: undefined })}>Back to {group}</a>
        </div>
        {ids !== undefined && <ComparedPickers ids={ids} />}
      </section>
      <Content />
    </div>
  );
}

function Content() {
  const problem = described.failure.value ?? courses.failure.value;
  const [missing] = missingIds.value;
  const [a, b] = comparedIds.value ?? [];
  if (missing !== undefined) {
    return (
      <Told>
        The history of this group has no instance refresh <code>{missing}</code>: AWS keeps them for
        six weeks, and a reset or a restored snapshot may have taken it away. Choose another one.
      </Told>
    );
  }
  if (a === b) {
    return <Told>A and B are the same instance refresh. Choose another one for either.</Told>;
  }
  const pair = compared.value;
  if (pair !== undefined) return <Both pair={pair} />;
  if (problem === undefined) return <p class="message soft">Reading both…</p>;
  return <Told>They cannot be compared: {problem}.</Told>;
}

/** Instead of the comparison. */
function Told({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="panel compare-told" role="status">
      {children}
    </p>
  );
}

function Both({ pair }: { readonly pair: readonly [Compared, Compared] }) {
  const preferences = preferencesThatDiffer(pair);
  return (
    <>
      <Running pair={pair} />
      <CompareChart courses={pair.map(({ course }) => course)} />
      <section class="panel" aria-labelledby="facts">
        <div class="panel-head">
          <h2 id="facts">Facts</h2>
        </div>
        <Rows name="facts" rows={factsOf(pair)} pair={pair} />
      </section>
      <section class="panel" aria-labelledby="preferences">
        <div class="panel-head">
          <h2 id="preferences">Preferences that differ</h2>
        </div>
        {preferences.length === 0 ? (
          <p class="soft">Both have the same preferences.</p>
        ) : (
          <Rows name="preferences" rows={preferences} pair={pair} />
        )}
      </section>
    </>
  );
}

/** The figures of what goes on are those of now. */
function Running({ pair }: { readonly pair: readonly [Compared, Compared] }) {
  const nth = pair.findIndex(({ refresh }) => isActive(refresh.Status));
  if (nth < 0) return null;
  return (
    <p class="compare-told">
      <strong>{letters[nth]} is still under way.</strong> Its figures are as of now, and change.
    </p>
  );
}

const letters = ["A", "B"] as const;

interface RowsProps {
  /** The id of the heading. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly pair: readonly [Compared, Compared];
}

function Rows({ name, rows, pair }: RowsProps) {
  return (
    <div class="scroll">
      <table class="numbers compare-table" aria-labelledby={name}>
        <thead>
          <tr>
            <td />
            {letters.map((letter) => (
              <th key={letter} scope="col">
                {letter}
              </th>
            ))}
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name: fact, values, difference }) => (
            <tr key={fact} class={difference === "" ? "soft" : ""}>
              <th scope="row">{fact}</th>
              {values.map((text, nth) => (
                <td key={letters[nth]}>
                  {fact === "Status" ? <StatusOf one={pair[nth]} /> : text}
                </td>
              ))}
              <td>{difference === "" ? "same" : difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StatusOf({ one }: { readonly one: Compared | undefined }) {
  return one === undefined ? null : <Status status={one.refresh.Status} />;
}
