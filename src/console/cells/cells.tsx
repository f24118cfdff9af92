/** The instances as cells: what each is doing, at a glance. */
import { instanceList } from "../data/instances.ts";
import { place } from "../data/place.ts";
import { countOf, countText } from "../data/times.ts";
import { CellCanvas } from "./cell-canvas.tsx";
import { CellGrid } from "./cell-grid.tsx";
import { type CellGroup, cellGroups, groupBy, groupings, isPainted } from "./cell-groups.ts";
import { allWords, isSetAside, wordsOf } from "./cell-words.ts";
import { InstancePanel } from "./instance-panel.tsx";

export function Cells() {
  const all = instanceList.value;
  return (
    <section class="panel cells" aria-labelledby="cells">
      <div class="panel-head">
        <h2 id="cells">
          Instances <span class="soft numbers">{countText(all.length)}</span>
        </h2>
        <GroupBy />
      </div>
      {all.length === 0 && <p class="soft">The group has no instances.</p>}
      <div class="cell-groups">
        {cellGroups.value.map((group) => (
          <Group key={group.name} group={group} />
        ))}
      </div>
      <Legend />
      {place.value.instance !== undefined && <InstancePanel id={place.value.instance} />}
    </section>
  );
}

function Group({ group }: { readonly group: CellGroup }) {
  const { name, count, ready } = group;
  return (
    <div class="cell-group">
      <h3>
        {name}{" "}
        <span class="numbers">
          {countOf(count, "instance")}, {countText(ready)} ready
        </span>
      </h3>
      {isPainted.value ? <CellCanvas group={group} /> : <CellGrid group={group} />}
    </div>
  );
}

function GroupBy() {
  return (
    <fieldset class="segments">
      <legend class="hidden">Group the instances by</legend>
      {groupings.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="group-by"
            checked={groupBy.value === one}
            onChange={() => {
              groupBy.value = one;
            }}
          />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Only of what there is, with how many there are. */
function Legend() {
  const counts = new Map<string, number>();
  for (const one of instanceList.value) {
    const { text } = wordsOf(one);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return (
    <ul class="cell-legend numbers" aria-label="States of the instances">
      {allWords.map(
        ({ text, letter, tone }) =>
          counts.has(text) && (
            <li key={text}>
              <span class={`cell cell-new cell-${tone}`} aria-hidden="true">
                {letter}
              </span>
              {countText(counts.get(text) ?? 0)} {text}
            </li>
          ),
      )}
      {instanceList.value.some(({ role }) => role === "old") && (
        <li>
          <span class="cell cell-old cell-idle" aria-hidden="true" />
          outlined: to be replaced
        </li>
      )}
      {instanceList.value.some(isSetAside) && (
        <li>
          <span class="cell cell-new cell-idle" aria-hidden="true">
            <i class="cell-corner" />
          </span>
          corner: protected from scale-in, or in standby
        </li>
      )}
    </ul>
  );
}
