/** The events that AWS would have put on EventBridge's bus about this group. */
import type { BusEvent } from "../../client/answers.ts";
import { ask, queryOf } from "../data/http.ts";
import { place } from "../data/place.ts";
import { readerOf } from "../data/reader.ts";
import { clockText, instantOf } from "../data/times.ts";
import { Deliveries } from "./deliveries.tsx";
import { type ListColumn, ListTable } from "./list-table.tsx";
import { useReader } from "./tab-reader.ts";

const events = readerOf(async () => {
  const { group, account, region } = place.peek();
  const answer = await ask<{ readonly events: readonly BusEvent[] }>(
    `/events${queryOf({ group, account, region })}`,
  );
  return answer.events.toReversed();
});

const typeOf = (event: BusEvent) => event["detail-type"];

const columns: readonly ListColumn<BusEvent>[] = [
  { name: "Time", width: 1.3, text: ({ time }) => clockText(instantOf(time)) },
  { name: "Detail type", width: 4, text: typeOf },
  { name: "Detail", width: 7, text: ({ detail }) => JSON.stringify(detail) },
];

export function EventsTab() {
  useReader(events);
  return (
    <>
      <Deliveries />
      <ListTable
        name="Events"
        items={events.value.value}
        columns={columns}
        keyOf={({ id }) => id}
        empty="No event has been sent yet."
        problem={events.failure.value}
        typeOf={typeOf}
      />
    </>
  );
}
