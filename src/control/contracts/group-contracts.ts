/** Contracts of the routes of all groups, and of how a group's refresh goes on. */
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

export const forecast = {
  input: z.strictObject({ account: z.string(), region: z.string() }).partial(),
  answer: z
    .object({
      group: z.string(),
      refresh: z.string().nullable().meta({ description: "Id of the refresh under way." }),
      end: z
        .object({
          at: z.string().meta({ description: "ISO 8601 with milliseconds, in UTC." }),
          status: refreshStatus,
          statusReason: z.string().nullable(),
        })
        .nullable()
        .meta({ description: "Null when no refresh is under way, or none ends within 17 days." }),
    })
    .meta({ id: "Forecast" }),
  accepted: ["?account=000000000000", "?region=us-east-1"],
} satisfies RouteContract;
