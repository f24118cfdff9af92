/**
 * Inputs and answers of the routes as zod schemas, loaded with the first request that has input.
 */
import { z } from "zod";
import { deliveriesTold } from "./event-shapes.ts";
import type { RouteContract } from "./route.ts";
import { clockForms, clockRequest, refreshStatus as status } from "./schema.ts";

const time = z.string().meta({ description: "ISO 8601 with milliseconds, in UTC." });
const count = z.number().int().min(0);
const clockState = {
  now: time,
  mode: z.enum(["realtime", "paused", "manual"]),
  speed: z.number(),
};
const asked = z.record(z.string(), z.unknown());
const clockStop = {
  breakAt: asked
    .nullable()
    .meta({ description: "Where a clock that runs is to be paused, as it was asked for." }),
  stopped: z
    .object({ at: time, breakAt: asked })
    .nullable()
    .meta({ description: "Where it was paused for that, as long as it stands there." }),
};
const counted = {
  clock: z.object(clockState).meta({ id: "ClockState" }),
  counts: z
    .object({
      groups: count,
      instances: count,
      launchTemplates: count,
      activeInstanceRefreshes: count,
    })
    .meta({ id: "Counts" }),
};

export const health = {
  answer: z.object({ status: z.enum(["ok", "ready"]), version: z.string() }).meta({ id: "Health" }),
  accepted: [],
} satisfies RouteContract;

export const localStackHealth = {
  answer: z
    .object({
      services: z.record(z.string(), z.literal("running")),
      edition: z.literal("asg-local"),
      version: z.string(),
    })
    .meta({ id: "LocalStackHealth" }),
  accepted: [],
} satisfies RouteContract;

export const information = {
  answer: z
    .object({
      version: z.string(),
      account: z.string(),
      region: z.string(),
      seed: z.string(),
      timing: z.string(),
      timings: z
        .record(z.string(), z.union([z.number(), z.boolean()]))
        .meta({ description: "What the timing is made of: seconds, and what is waited for." }),
      console: z
        .string()
        .nullable()
        .meta({ description: "The path of the console; null where it is switched off." }),
      allowUnsigned: z
        .boolean()
        .meta({ description: "Whether requests without a signature are answered too." }),
      ...counted,
      ...deliveriesTold,
    })
    .meta({ id: "Information" }),
  accepted: [],
} satisfies RouteContract;

const anotherWorld = z
  .strictObject({
    world: z
      .record(z.string(), z.unknown())
      .meta({ description: "What a world file holds, without comments." }),
    example: z.string().meta({ description: "The name of a world that the package ships." }),
  })
  .partial()
  .refine(
    ({ world, example }) => world === undefined || example === undefined,
    "either world or example is wanted",
  )
  .meta({ id: "AnotherWorld", description: "Nothing means the world of the start." });
export type AnotherWorldGiven = z.infer<typeof anotherWorld>;

export const reset = {
  input: anotherWorld.optional(),
  answer: z.object({ reset: z.literal(true), ...counted }).meta({ id: "Reset" }),
  accepted: ["", '{"example":"web-fleet"}', '{"world":{"regions":[{"groups":[…]}]}}'],
} satisfies RouteContract;

export const motoReset = { answer: reset.answer, accepted: [] } satisfies RouteContract;

export const clock = {
  answer: z
    .object({ ...clockState, ...clockStop, nextDueAt: time.nullable() })
    .meta({ id: "Clock" }),
  accepted: [],
} satisfies RouteContract;

const event = z
  .looseObject({
    sequence: count,
    at: time,
    account: z.string(),
    region: z.string(),
    cause: z.string(),
    type: z.string(),
  })
  .meta({
    id: "JournalLine",
    description: "A line of the journal: a change, and what brought it about.",
  });

export const clockChange = {
  input: clockRequest,
  answer: z
    .object({
      ...clockState,
      ...clockStop,
      reached: z.boolean().optional().meta({
        description: "Where something was waited for: false when atMost was over first.",
      }),
      deliveries: z
        .object({ delivered: count, failed: count, dropped: count })
        .optional()
        .meta({ description: "How the deliveries of events went meanwhile, if there are any." }),
      eventCount: count,
      events: z.array(event).meta({ description: "The last 1000 at most." }),
    })
    .meta({ id: "Moved" }),
  accepted: clockForms,
} satisfies RouteContract;

const groupQuery = z.strictObject({ account: z.string(), region: z.string() }).partial();
export type GroupQuery = z.infer<typeof groupQuery>;
const placeForms = ["?account=000000000000", "?region=us-east-1"];

const extreme = z
  .object({ units: z.number(), desired: z.number(), percentage: z.number(), at: time })
  .meta({ id: "Extreme" })
  .nullable();

const batch = z
  .object({ at: time, rule: z.string(), stops: count, launches: z.number() })
  .meta({ id: "Batch" });

const shownRefresh = {
  id: z.string(),
  status,
  startTime: time.nullable(),
  endTime: time.nullable(),
  percentageComplete: z.number().nullable(),
  summary: z
    .object({
      lowestReady: extreme.meta({ description: "In service, healthy and warmed up." }),
      lowestInService: extreme,
      highestTotal: extreme.meta({ description: "Launches under way too; what ends is not." }),
      secondsInStatus: z.record(z.string(), z.number()),
      batchCount: count,
      batches: z.array(batch).meta({ description: "The last 1000 at least." }),
      decisionCount: count,
      launches: count,
      failedLaunches: count,
      terminations: count,
      replacedRootVolumes: count,
    })
    .meta({ id: "RefreshFigures" })
    .nullable()
    .meta({ description: "Null for a refresh that a world file brought along." }),
};

const summary = z.object(shownRefresh).meta({ id: "RefreshSummary" });

export const refreshes = {
  input: groupQuery,
  answer: z.object({ group: z.string(), refreshes: z.array(summary) }).meta({ id: "Refreshes" }),
  accepted: placeForms,
} satisfies RouteContract;

export const refresh = {
  input: groupQuery,
  answer: z.object({ group: z.string(), ...shownRefresh }).meta({ id: "RefreshOfGroup" }),
  accepted: placeForms,
} satisfies RouteContract;

export const metrics = { answer: "text/plain", accepted: [] } satisfies RouteContract;

export const openApi = {
  answer: z.looseObject({ openapi: z.literal("3.1.0") }).meta({ id: "OpenApiDocument" }),
  accepted: [],
} satisfies RouteContract;
