/** Input and answer of the route of EventBridge's events. */
import { z } from "zod";
import type { RouteContract } from "../route.ts";

const eventsQuery = z.strictObject({
  account: z.string().optional(),
  region: z.string().optional(),
  group: z.string().optional(),
});

export type EventsQuery = z.infer<typeof eventsQuery>;

const event = z
  .object({
    version: z.literal("0"),
    id: z.string(),
    "detail-type": z.string(),
    source: z.literal("aws.autoscaling"),
    account: z.string(),
    time: z.string(),
    region: z.string(),
    resources: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "BusEvent" });

export const events = {
  input: eventsQuery,
  answer: z.object({ events: z.array(event) }).meta({ id: "BusEvents" }),
  accepted: ["?group=web", "?account=000000000000", "?region=us-east-1"],
} satisfies RouteContract;
