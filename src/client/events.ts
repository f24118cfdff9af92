/** Reads events page by page, and follows them as a stream of server-sent events. */
import { ControlError } from "../domain/user-errors.ts";
import type { BusEvent } from "./answers.ts";
import { jsonOf, pathWith } from "./http.ts";
import type { EventsFilter, FollowFilter } from "./requests.ts";
import { serverSent } from "./server-sent.ts";

interface Page {
  readonly events: readonly BusEvent[];
  readonly next: number;
}

/** As many as one answer has. */
const pageSize = 1000;

/** All that the filter lets through, or so many as its limit says. */
export async function listEvents(
  endpoint: string,
  { limit = Number.POSITIVE_INFINITY, since = 0, ...filter }: EventsFilter = {},
): Promise<readonly BusEvent[]> {
  const found: BusEvent[] = [];
  let next = since;
  for (;;) {
    const wanted = Math.min(pageSize, limit - found.length);
    const path = eventsPath({ ...filter, since: next, limit: wanted });
    const page = await jsonOf<Page>(endpoint, { method: "GET", path });
    found.push(...page.events);
    next = page.next;
    if (page.events.length < wanted || found.length >= limit) return found;
  }
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

function eventsPath({ pattern, ...filter }: EventsFilter): string {
  return pathWith("events", { ...filter, pattern: pattern && JSON.stringify(pattern) });
}

function gapError({ after, upTo }: { readonly after?: number; readonly upTo?: number }) {
  const message = `events after ${after} up to ${upTo} are no longer kept: they were read too late`;
  return new ControlError(message, { status: 410, accepted: [] });
}
