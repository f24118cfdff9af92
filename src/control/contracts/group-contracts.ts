/** What the route of all groups answers. */
import { z } from "zod";
import { refreshStatuses } from "../../domain/state-names.ts";
import type { RouteContract } from "../route.ts";

const count = z.number().int().min(0);

const activeRefresh = z.object({
  id: z.string(),
  status: z.enum(refreshStatuses),
  percentageComplete: z.number().nullable(),
  statusReason: z.string().nullable(),
});

const group = z.object({
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
});

export const groups = {
  answer: z.object({ groups: z.array(group) }),
  accepted: [],
} satisfies RouteContract;
