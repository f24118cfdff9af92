/** All instance refreshes of the group; a chosen one is shown above. */
import { CompareForm } from "../compare/compare-form.tsx";
import { described } from "../data/group.ts";
import { goWithin } from "../data/place.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { dateText, instantOf, spanText } from "../data/times.ts";
import { statusWords } from "../data/words.ts";
import { targetText } from "../refresh/targets.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

function tookText({ StartTime: start, EndTime: end }: DescribedRefresh): string {
  if (start === undefined || end === undefined) return "";
  return spanText(instantOf(end) - instantOf(start));
}

const timeText = (time: string | undefined) =>
  time === undefined ? "" : dateText(instantOf(time));

const columns: readonly ListColumn<DescribedRefresh>[] = [
  { name: "Instance refresh ID", width: 5, text: (one) => one.InstanceRefreshId },
  {
    name: "Status",
    width: 3,
    text: ({ Status }) => `${statusWords[Status].shape} ${statusWords[Status].text}`,
  },
  { name: "Complete", width: 2, text: (one) => `${one.PercentageComplete ?? 0} %`, isNumber: true },
  { name: "To", width: 3, text: targetText },
  { name: "Start time", width: 3, text: ({ StartTime }) => timeText(StartTime) },
  { name: "End time", width: 3, text: ({ EndTime }) => timeText(EndTime) },
  { name: "Took", width: 2, text: tookText },
  { name: "Status reason", width: 5, text: ({ StatusReason }) => StatusReason ?? "" },
];

export function RefreshesTab() {
  return (
    <>
      <ListTable
        name="Instance refresh history"
        items={described.value.value}
        columns={columns}
        keyOf={(one) => one.InstanceRefreshId}
        isWide
        empty="No instance refresh has been started for this group."
        onChoose={(one) => goWithin({ refresh: one.InstanceRefreshId }, true)}
      />
      <CompareForm />
    </>
  );
}
