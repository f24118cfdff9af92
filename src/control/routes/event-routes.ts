/** The route that lists the events AWS would have put on EventBridge's bus. */
import { eventOf } from "../../domain/event-bridge.ts";
import type { EventFact } from "../../domain/event-fact.ts";
import { regionOf } from "../../domain/world.ts";
import type { EventsQuery } from "../contracts/event-contracts.ts";
import { answered, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts/event-contracts.ts"));

export const eventRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/events",
    summary: "The events that AWS would have sent to EventBridge, oldest first.",
    takes: "query",
    contract: contract("events"),
    answer: ({ input }, { emulator, about }) => {
      const { account = about.account, region = about.region, group } = input as EventsQuery;
      emulator.catchUp();
      const found = regionOf(emulator.world, account, region);
      const isMeant = (fact: EventFact) =>
        fact.account === account &&
        fact.region === region &&
        (group === undefined || fact.group === group);
      const meant = emulator.eventsAfter(0).filter(isMeant);
      // A group that is gone has its events still.
      const isUnknown = group !== undefined && meant.length === 0 && !found.groups.has(group);
      if (isUnknown) return refused(`no group ${group} in ${account} ${region}`, 404);
      return answered({ events: meant.map(eventOf) });
    },
  },
];
