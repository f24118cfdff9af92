/** The journal in words; with a switch also what concerns the engine only. */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { JournalLine } from "../../client/answers.ts";
import { journal } from "../data/journal.ts";
import { clockText, instantOf } from "../data/times.ts";
import { isForPeople, wordsFor } from "./journal-words.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

const isAll = signal(false);

const columns: readonly ListColumn<JournalLine>[] = [
  { name: "Time", width: 2, text: ({ at }) => clockText(instantOf(at)) },
  { name: "What happened", width: 13, text: wordsFor },
  { name: "Type", width: 4, text: ({ type }) => type },
];

export function JournalTab() {
  const lines = journal.value.value;
  const all = isAll.value;
  const shown = useMemo(
    () => lines?.filter((line) => all || isForPeople(line)).toReversed(),
    [lines, all],
  );
  return (
    <>
      <label class="list-switch">
        <input
          type="checkbox"
          checked={all}
          onChange={({ currentTarget }) => {
            isAll.value = currentTarget.checked;
          }}
        />{" "}
        all, also what only the engine cares for
      </label>
      <ListTable
        name="Journal"
        items={shown}
        columns={columns}
        keyOf={({ sequence }) => sequence}
        empty="Nothing has happened yet."
        problem={journal.failure.value}
      />
    </>
  );
}
