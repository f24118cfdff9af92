/** The route that lists, or streams, the events AWS would have put on EventBridge's bus. */
import { eventOf, typeOf } from "../../domain/event-bridge.ts";
import { type BusFact, type EventFact, groupOf, isOnBus } from "../../domain/event-fact.ts";
import { regionOf } from "../../domain/world.ts";
import { readEvents } from "../../turns/event-reader.ts";
import type { EventsQuery } from "../contracts/event-contracts.ts";
import { eventStream } from "../event-stream.ts";
import type { ControlOptions } from "../options.ts";
import { pageOf, startOf } from "../page.ts";
import {
  answered,
  answeredStream,
  type ControlAnswer,
  type ControlRoute,
  lazily,
  type RouteRequest,
  refused,
} from "../route.ts";

const contract = lazily(() => import("../contracts/event-contracts.ts"));

export const eventRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/events",
    summary:
      "The events that AWS would have sent to EventBridge, oldest first; a stream of them with " +
      "Accept: text/event-stream.",
    takes: "query",
    contract: contract("events"),
    answer: ({ input, headers }, options) => {
      const query = input as EventsQuery;
      options.emulator.catchUp();
      if (isUnknown(query, options)) {
        const { account, region } = placeOf(query, options);
        return refused(`no group ${query.group} in ${account} ${region}`, 404);
      }
      if (headers.accept?.includes("text/event-stream")) return streamed(query, headers, options);
      return listed(query, options);
    },
  },
];

function placeOf(
  { account, region }: Pick<EventsQuery, "account" | "region">,
  { about }: ControlOptions,
) {
  return { account: account ?? about.account, region: region ?? about.region };
}

/** A group that is gone has its events still, as far as they are kept. */
function isUnknown(query: EventsQuery, options: ControlOptions): boolean {
  const { group } = query;
  const { account, region } = placeOf(query, options);
  const { world } = options.emulator;
  if (group === undefined || regionOf(world, account, region).groups.has(group)) return false;
  const isMeant = filterOf({ account, region, group }, options);
  return !options.emulator.eventsAfter(0).some(isMeant);
}

/** What is cheap to tell comes first: the body is made only for a pattern. */
function filterOf(query: Omit<EventsQuery, "limit" | "order">, options: ControlOptions) {
  const { group, type = "", pattern } = query;
  const { account, region } = placeOf(query, options);
  return (fact: EventFact): fact is BusFact =>
    isOnBus(fact) &&
    fact.account === account &&
    fact.region === region &&
    (group === undefined || groupOf(fact) === group) &&
    typeOf(fact).startsWith(type) &&
    (pattern === undefined || pattern(eventOf(fact)));
}

/** In slices, because a pattern may look at every body there is. */
async function listed(query: EventsQuery, options: ControlOptions): Promise<ControlAnswer> {
  const { emulator, turns } = options;
  const isMeant = filterOf(query, options);
  const show = (fact: EventFact) => (isMeant(fact) ? eventOf(fact) : undefined);
  const all = emulator.eventsAfter(startOf(query));
  const { shown, next } = await pageOf(all, query, { show, breathe: turns.breather() });
  return answered({ events: shown, next, dropped: emulator.eventCounts().dropped });
}

/** Without a place to go on from, the stream has what happens from now on. */
function streamed(
  query: EventsQuery,
  headers: RouteRequest["headers"],
  options: ControlOptions,
): ControlAnswer {
  const { emulator, turns, whenOnDisk } = options;
  const last = Number(headers["last-event-id"] ?? query.since?.sequence ?? Number.NaN);
  const since = Number.isSafeInteger(last) && last >= 0 ? last : emulator.eventCounts().last;
  const { stopping } = turns;
  const endFreeRun = turns.runFreely();
  const reader = readEvents({ emulator, since, whenOnDisk, stopping });
  const stream = eventStream(reader, filterOf(query, options), () => {
    endFreeRun();
    reader.close();
  });
  return answeredStream(stream);
}
