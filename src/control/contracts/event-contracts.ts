/** Input and answer of the route of EventBridge's events. */
import { z } from "zod";
import { eventMatcher } from "../../schemas/event-pattern.ts";
import { busEvent } from "../event-shapes.ts";
import { nextMeta, pageForms, pageMembers, wholeNumber } from "../page-schema.ts";
import type { RouteContract } from "../route.ts";

const place = wholeNumber
  .transform((text) => ({ sequence: Number(text), at: undefined }))
  .optional();

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
  since: place.meta({
    description: "Only events after this sequence, such as `next` of the answer before.",
  }),
  before: place.meta({ description: "Only events before this sequence." }),
  ...pageMembers("events"),
});

export type EventsQuery = z.infer<typeof eventsQuery>;

export const events = {
  input: eventsQuery,
  answer: z
    .object({
      events: z.array(busEvent),
      next: z.number().int().min(0).meta(nextMeta),
      dropped: z.number().int().min(0).meta({
        description: "How many older events are no longer kept, of all groups.",
      }),
    })
    .meta({ id: "BusEvents" }),
  accepted: [
    "?group=web",
    "?type=EC2 Instance Launch",
    '?pattern={"detail-type":[{"suffix":"Checkpoint Reached"}]}',
    ...pageForms,
    "?account=000000000000&region=us-east-1",
  ],
} satisfies RouteContract;
