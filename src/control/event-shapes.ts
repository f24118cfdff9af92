/** Events, and how their deliveries go, as several answers have them. */
import { z } from "zod";

/** As it is on the bus; callers put events with sources of their own. */
export const busEvent = z
  .object({
    version: z.literal("0"),
    id: z.string(),
    "detail-type": z.string(),
    source: z.string(),
    account: z.string(),
    time: z.string(),
    region: z.string(),
    resources: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "BusEvent" });

const count = z.number().int().min(0);

export const deliveriesToTarget = z
  .object({
    name: z.string(),
    delivered: count,
    failed: count.meta({ description: "Given up, after five tries or at once." }),
    dropped: count.meta({ description: "Passed over, because too many were waiting." }),
    waiting: count.meta({ description: "Not answered yet." }),
    isDown: z.boolean().meta({ description: "Time does not wait for it until it answers again." }),
  })
  .meta({ id: "DeliveriesToTarget" });

/** What `info` tells of events and messages. */
export const deliveriesTold = {
  droppedEvents: count.meta({ description: "Events that are no longer kept." }),
  targets: z.array(deliveriesToTarget).meta({ description: "Who is sent events and messages." }),
  nowhere: z.array(z.string()).meta({
    description:
      "ARNs that hooks, notifications and rules address, and that are sent nothing, because " +
      "their service has no endpoint; the first 100.",
  }),
};
