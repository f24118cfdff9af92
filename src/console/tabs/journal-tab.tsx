/** The journal in words; with a switch also what concerns the engine only. */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { JournalLine } from "../../client/answers.ts";
import { journal } from "../data/journal.ts";
import { clockText, instantOf } from "../data/times.ts";
import { selectedAt } from "../refresh/model.ts";
import { isForPeople, wordsFor } from "./journal-words.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

const isAll = signal(false);

const typeOf = ({ type }: JournalLine) => type;

const columns: readonly ListColumn<JournalLine>[] = [
  { name: "Time", width: 2, text: ({ at }) => clockText(instantOf(at)) },
  { name: "What happened", width: 13, text: wordsFor },
  { name: "Type", width: 4, text: typeOf },
];

export function JournalTab() {
  const lines = journal.value.value;
  const all = isAll.value;
  const shown = useMemo(
    () => lines?.filter((line) => all || isForPeople(line)).toReversed(),
    [lines, all],
  );
  const at = selectedAt.value;
  const current = useMemo(
    () => (at === undefined ? undefined : shown?.find((line) => instantOf(line.at) <= at * 1000)),
    [shown, at],
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
        typeOf={typeOf}
        current={current?.sequence}
        empty="Nothing has happened yet."
        problem={journal.failure.value}
      />
    </>
  );
}
