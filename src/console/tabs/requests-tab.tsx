/** The requests since the page was opened, of AWS's API and of the control API. */
import type { AnsweredRequest } from "../../client/requests-answered.ts";
import { requests } from "../data/requests.ts";
import { clockText, instantOf } from "../data/times.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

const outcome = ({ status, code, message }: AnsweredRequest) =>
  code === null ? String(status) : `${code}: ${message ?? ""}`;

const columns: readonly ListColumn<AnsweredRequest>[] = [
  { name: "Time", width: 2, text: ({ at }) => clockText(instantOf(at)) },
  { name: "Wall time", width: 2, text: ({ wallTime }) => wallTime.slice(11, 23) },
  { name: "Service", width: 2, text: ({ service }) => service ?? "control" },
  { name: "Action", width: 5, text: ({ action }) => action ?? "" },
  { name: "Group", width: 2, text: ({ group }) => group ?? "" },
  { name: "Outcome", width: 4, text: outcome },
  { name: "ms", width: 1, text: ({ milliseconds }) => String(milliseconds), isNumber: true },
  { name: "User agent", width: 4, text: ({ userAgent }) => userAgent ?? "" },
];

export function RequestsTab() {
  return (
    <ListTable
      name="Requests"
      items={requests.value}
      columns={columns}
      keyOf={({ sequence }) => sequence}
      isWide
      empty="Nothing was asked since this page was opened."
    />
  );
}
