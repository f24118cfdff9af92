/** Input and answer of the route of EventBridge's events. */
import { z } from "zod";
import { eventMatcher } from "../../schemas/event-pattern.ts";
import { busEvent } from "../event-shapes.ts";
import type { RouteContract } from "../route.ts";

/** One answer has no more, so that nobody waits long for another. */
const mostEvents = 10_000;

const number = z.string().regex(/^\d{1,15}$/, "must be a whole number");

const eventsQuery = z.strictObject({
  account: z.string().optional(),
  region: z.string().optional(),
  group: z.string().optional(),
  type: z.string().optional().meta({
    description: "The detail-type, or its beginning.",
  }),
  pattern: z.string().transform(eventMatcher).optional().meta({
    description: "An event pattern of EventBridge, as JSON.",
  }),
  since: number.transform(Number).optional().meta({
    description: "Only events after this sequence, such as `next` of the answer before.",
  }),
  limit: number
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= mostEvents, `must be from 1 to ${mostEvents}`)
    .optional()
    .meta({ description: "How many events the answer has at most; the default is 1000." }),
});

export type EventsQuery = z.infer<typeof eventsQuery>;

export const events = {
  input: eventsQuery,
  answer: z
    .object({
      events: z.array(busEvent),
      next: z.number().int().min(0).meta({
        description: "Where the next page begins: its `since`.",
      }),
      dropped: z.number().int().min(0).meta({
        description: "How many older events are no longer kept, of all groups.",
      }),
    })
    .meta({ id: "BusEvents" }),
  accepted: [
    "?group=web",
    "?type=EC2 Instance Launch",
    '?pattern={"detail-type":[{"suffix":"Checkpoint Reached"}]}',
    "?since=120&limit=50",
    "?account=000000000000&region=us-east-1",
  ],
} satisfies RouteContract;
