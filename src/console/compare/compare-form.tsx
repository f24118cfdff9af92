/** Chooses the two instance refreshes of the group that are to be compared. */
import { useState } from "preact/hooks";
import { described, shownRefresh } from "../data/group.ts";
import { goWithin, place } from "../data/place.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { dateText, instantOf } from "../data/times.ts";
import { statusWords } from "../data/words.ts";
import { targetText } from "../refresh/targets.ts";
import { planId } from "./compared-plan.ts";

/** Below the history: what is looked at, with the one before it or any other. */
export function CompareForm() {
  const all = described.value.value ?? [];
  const ids = all.map(({ InstanceRefreshId: id }) => id);
  const [chosen, setChosen] = useState<readonly [a?: string, b?: string]>([]);
  const [firstChosen, secondChosen] = chosen.map((id) =>
    [...ids, planId].find((one) => one === id),
  );
  const a = firstChosen ?? shownRefresh.value?.InstanceRefreshId;
  const nextOlder = ids[ids.indexOf(a ?? "") + 1] ?? ids.find((one) => one !== a);
  const b = secondChosen ?? nextOlder ?? planId;
  if (a === undefined) return null;
  const isSame = a === b;
  return (
    <form
      class="compare-form"
      aria-label="Compare two instance refreshes"
      onSubmit={(event) => {
        event.preventDefault();
        goWithin({ refresh: a, compare: b }, true);
      }}
    >
      <RefreshPicker letter="A" name="Compare" id={a} onChange={(id) => setChosen([id, b])} />
      <RefreshPicker letter="B" name="with" id={b} onChange={(id) => setChosen([a, id])} />
      <button type="submit" disabled={isSame} title={isSame ? "Choose two different ones" : ""}>
        Compare
      </button>
    </form>
  );
}

/** In the comparison itself: another one takes the place of A or B at once. */
export function ComparedPickers({ ids: [a, b] }: { readonly ids: readonly [string, string] }) {
  return (
    <div class="compare-form">
      <RefreshPicker
        letter="A"
        name="A"
        id={a}
        onChange={(id) => goWithin({ refresh: id, compare: place.peek().compare })}
      />
      <RefreshPicker
        letter="B"
        name="B"
        id={b}
        onChange={(id) => goWithin({ refresh: a, compare: id })}
      />
    </div>
  );
}

interface PickerProps {
  readonly letter: "A" | "B";
  /** Before the choice. */
  readonly name: string;
  readonly id: string;
  readonly onChange: (id: string) => void;
}

function RefreshPicker({ letter, name, id, onChange }: PickerProps) {
  const all = described.value.value ?? [];
  const isThere = id === planId || all.some((one) => one.InstanceRefreshId === id);
  return (
    <label class="compare-picker">
      <span class={name === letter ? "compare-letter" : "soft"}>{name}</span>
      <select
        aria-label={`Instance refresh ${letter}`}
        value={id}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {!isThere && <option value={id}>{id} (not there)</option>}
        {all.map((one) => (
          <option key={one.InstanceRefreshId} value={one.InstanceRefreshId}>
            {optionText(one)}
          </option>
        ))}
        {letter === "B" && (
          <option value={planId}>A plan with the preferences of A, from now</option>
        )}
      </select>
    </label>
  );
}

function optionText(refresh: DescribedRefresh): string {
  const { Status: status, StartTime: start, InstanceRefreshId: id } = refresh;
  const began = start === undefined ? "not started" : dateText(instantOf(start));
  return `${began}, ${statusWords[status].text}, to ${targetText(refresh)} (${id.slice(0, 8)})`;
}
