/** The route of EventBridge's events: what AWS would have put on the bus, to be read here. */
import { eventsOf } from "../../domain/event-bridge.ts";
import { regionOf } from "../../domain/world.ts";
import type { EventsQuery } from "../contracts/event-contracts.ts";
import { answered, type ControlRoute } from "../route.ts";

export const eventRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/events",
    summary: "The events that AWS would have sent to EventBridge, oldest first.",
    takes: "query",
    contract: async () => (await import("../contracts/event-contracts.ts")).events,
    answer: ({ input }, { emulator, about }) => {
      const { account = about.account, region = about.region, group } = input as EventsQuery;
      emulator.catchUp();
      const events = eventsOf(regionOf(emulator.world, account, region), emulator.journalAfter(0));
      const isMeant = ({ detail }: (typeof events)[number]) =>
        group === undefined || detail.AutoScalingGroupName === group;
      return answered({ events: events.filter(isMeant) });
    },
  },
];
