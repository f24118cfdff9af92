/** The last requests of AWS's API and of the control API, and how they were answered. */
import type { AnsweredRequest } from "../../client/requests-answered.ts";
import { ask } from "../data/http.ts";
import { readerOf } from "../data/reader.ts";
import { clockText, instantOf } from "../data/times.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";
import { useReader } from "./tab-reader.ts";

const requests = readerOf(async () => {
  const answer = await ask<{ readonly requests: readonly AnsweredRequest[] }>("/requests");
  return answer.requests.toReversed();
});

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
  useReader(requests);
  return (
    <ListTable
      name="Requests"
      items={requests.value.value}
      columns={columns}
      keyOf={({ sequence }) => sequence}
      isWide
      empty="Nobody has asked anything yet."
      problem={requests.failure.value}
    />
  );
}
