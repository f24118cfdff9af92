/** Contracts of how capacity went. */
import { z } from "zod";
import { markKinds } from "../../domain/refresh-history.ts";
import { parseInstant } from "../../domain/time.ts";
import { time } from "../group-schemas.ts";
import type { RouteContract } from "../route.ts";
import { refreshStatus } from "../schema.ts";

const fewestPoints = 10;
const mostPoints = 4000;

const query = z.strictObject({
  account: z.string().optional(),
  region: z.string().optional(),
  points: z
    .string()
    .regex(/^\d{1,5}$/, "must be a whole number")
    .transform(Number)
    .refine(
      (points) => points >= fewestPoints && points <= mostPoints,
      `must be from ${fewestPoints} to ${mostPoints}`,
    )
    .default(2000)
    .meta({ description: "At most so many samples; lows and highs stay." }),
  since: z
    .string()
    .transform((text, context) => {
      const at = parseInstant(text);
      if (at !== undefined) return at;
      context.addIssue({ code: "custom", message: `"${text}" is no ISO 8601 time with a zone` });
      return z.NEVER;
    })
    .default(0)
    .meta({ description: "Only what was later." }),
});
export type HistoryQuery = z.infer<typeof query>;

const units = z.array(z.number());
const unitsOrNone = z.array(z.number().nullable());

const samples = z
  .object({
    at: units.meta({ description: "Milliseconds since 1970." }),
    desired: units,
    floor: unitsOrNone,
    ceiling: unitsOrNone,
    ready: units,
    inService: units,
    total: units,
    pending: units,
    terminating: units,
    unhealthy: units,
    percentage: unitsOrNone,
  })
  .meta({ id: "CapacitySamples", description: "Each holds until the next; changes only." });

const mark = z
  .object({
    at: time,
    kind: z.enum(markKinds),
    status: refreshStatus.nullable(),
    percentage: z.number().nullable(),
    until: time.nullable().meta({ description: "Of a checkpoint's delay, or of bake time." }),
    about: z.string().nullable(),
    stops: z.number().nullable(),
    launches: z.number().nullable(),
  })
  .meta({ id: "HistoryMark" });

const forms = ["?points=2000", "?since=2026-01-31T12:00:00Z", "?region=us-east-1"];
const isMerged = z.boolean().meta({ description: "Some samples were left out for `points`." });

export const groupHistory = {
  input: query,
  answer: z.object({ group: z.string(), isMerged, samples }).meta({ id: "GroupHistory" }),
  accepted: forms,
} satisfies RouteContract;

export const refreshHistory = {
  input: query,
  answer: z
    .object({
      group: z.string(),
      refresh: z.string(),
      status: refreshStatus,
      noProgressLimit: time.nullable().meta({
        description: "It fails then, unless something moves before.",
      }),
      longestLimit: time.nullable().meta({ description: "The end of its 14 days." }),
      isMerged,
      samples,
      marks: z.array(mark),
    })
    .meta({ id: "RefreshHistory" }),
  accepted: forms,
} satisfies RouteContract;
