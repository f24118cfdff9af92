/** What the route of all groups answers. */
import { z } from "zod";
import type { RouteContract } from "../route.ts";
import { refreshStatus } from "../schema.ts";

const count = z.number().int().min(0);

const activeRefresh = z
  .object({
    id: z.string(),
    status: refreshStatus,
    percentageComplete: z.number().nullable(),
    statusReason: z.string().nullable(),
  })
  .meta({ id: "ActiveRefresh" });

const group = z
  .object({
    account: z.string(),
    region: z.string(),
    name: z.string(),
    minSize: count,
    desiredCapacity: count,
    maxSize: count,
    instances: z
      .record(z.string(), count)
      .meta({ description: "How many there are in each lifecycle state." }),
    refresh: activeRefresh.nullable().meta({ description: "The one under way." }),
  })
  .meta({ id: "GroupStatus" });

export const groups = {
  answer: z.object({ groups: z.array(group) }).meta({ id: "Groups" }),
  accepted: [],
} satisfies RouteContract;
