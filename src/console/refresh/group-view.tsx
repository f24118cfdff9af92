/** One group: its refresh, its capacity over time, its instances, and what happened. */
import { Cells } from "../cells/cells.tsx";
import { CompareView } from "../compare/compare-view.tsx";
import { group, wholeGroup } from "../data/group.ts";
import { addressOf, place } from "../data/place.ts";
import { chosen } from "../data/world.ts";
import { Tabs } from "../tabs/tabs.tsx";
import { Chart } from "./chart.tsx";
import { Head } from "./head.tsx";
import { StepsList } from "./steps-list.tsx";
import { Why } from "./why.tsx";

export function GroupView() {
  if (group.value === undefined) return <NotThere />;
  if (place.value.compare !== undefined) return <CompareView />;
  return (
    <div class="group-view">
      <Head />
      <div class="group-main">
        <Chart />
        <Cells />
        <Tabs />
      </div>
      <div class="group-side">
        <StepsList />
        <Why />
      </div>
    </div>
  );
}

function NotThere() {
  const { group: name = "" } = chosen.value ?? {};
  const problem = wholeGroup.failure.value;
  if (problem === undefined) return <p class="message soft">Reading {name}…</p>;
  return (
    <section class="message">
      <h1>{name} cannot be shown</h1>
      <p>
        {problem}. <a href={addressOf({})}>All groups</a>
      </p>
    </section>
  );
}
