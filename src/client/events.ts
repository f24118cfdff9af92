/** Reads events page by page, and follows them as a stream of server-sent events. */
import { ControlError } from "../domain/user-errors.ts";
import type { BusEvent } from "./answers.ts";
import { jsonOf, pathWith } from "./http.ts";
import { allOf, type PageQuery, pagesOf } from "./pages.ts";
import type { EventsFilter, FollowFilter } from "./requests.ts";
import { serverSent } from "./server-sent.ts";

interface Page {
  readonly events: readonly BusEvent[];
  readonly next: number;
}

/** All that the filter lets through, or so many as its limit says. */
export function listEvents(
  endpoint: string,
  filter: EventsFilter = {},
): Promise<readonly BusEvent[]> {
  const { pattern, group, type, account, region, ...part } = filter;
  const ask = async (query: PageQuery) => {
    const path = eventsPath({ account, region, group, type, pattern, ...query });
    const { events, next } = await jsonOf<Page>(endpoint, { method: "GET", path });
    return { items: events, next };
  };
  return allOf(pagesOf(part, ask));
}

/** Ends with the emulator; a gap in what is told ends it with ControlError. */
export async function* followEvents(
  endpoint: string,
  filter: FollowFilter = {},
): AsyncGenerator<BusEvent, void, undefined> {
  for await (const { event, data } of serverSent(endpoint, eventsPath(filter))) {
    if (event === "gap") throw gapError(JSON.parse(data ?? "{}"));
    if (data !== undefined) yield JSON.parse(data) as BusEvent;
  }
}

function eventsPath({
  pattern,
  ...filter
}: Omit<EventsFilter, keyof PageQuery> & PageQuery): string {
  return pathWith("events", { ...filter, pattern: pattern && JSON.stringify(pattern) });
}

function gapError({ after, upTo }: { readonly after?: number; readonly upTo?: number }) {
  const message = `events after ${after} up to ${upTo} are no longer kept: they were read too late`;
  return new ControlError(message, { status: 410, accepted: [] });
}
