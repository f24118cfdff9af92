/** The newest thousand requests, of AWS's API and of the control API. */
import { useEffect } from "preact/hooks";
import type { AnsweredRequest } from "../../client/requests-answered.ts";
import { connection } from "../data/live.ts";
import { readRequests, requests } from "../data/requests.ts";
import { clockText, instantOf } from "../data/times.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

const outcome = ({ status, code, message }: AnsweredRequest) =>
  code === null ? String(status) : `${code}: ${message ?? ""}`;

/** The control API has no service of AWS. */
const serviceOf = ({ service }: AnsweredRequest) => service ?? "control";

const columns: readonly ListColumn<AnsweredRequest>[] = [
  { name: "Time", width: 2, text: ({ at }) => clockText(instantOf(at)) },
  { name: "Wall time", width: 2, text: ({ wallTime }) => wallTime.slice(11, 23) },
  { name: "Service", width: 2, text: serviceOf },
  { name: "Action", width: 5, text: ({ action }) => action ?? "" },
  { name: "Group", width: 2, text: ({ group }) => group ?? "" },
  { name: "Outcome", width: 4, text: outcome },
  { name: "ms", width: 1, text: ({ milliseconds }) => String(milliseconds), isNumber: true },
  { name: "User agent", width: 4, text: ({ userAgent }) => userAgent ?? "" },
];

export function RequestsTab() {
  const state = connection.value;
  useEffect(() => {
    // A lost connection shows in the header already.
    if (state === "live") readRequests().catch(() => undefined);
  }, [state]);
  return (
    <ListTable
      name="Requests"
      items={requests.value}
      columns={columns}
      keyOf={({ sequence }) => sequence}
      typeOf={serviceOf}
      isWide
      empty="Nothing has been asked yet."
    />
  );
}
