/** The requests that move the clock, as zod schemas with the examples shown in refusals. */
import { z } from "zod";
import { lifecycleStates, refreshStatuses } from "../domain/state-names.ts";
import { parseInstant } from "../domain/time.ts";
import { isSpeed, speedLimits } from "../pacer.ts";
import { eventMatcher } from "../schemas/event-pattern.ts";
import { durationForms, parseDuration } from "./duration.ts";

const duration = z
  .string()
  .transform((text, context) => {
    const span = parseDuration(text);
    if (span === undefined) return refuse(context, `"${text}" is not a duration: ${durationForms}`);
    return span;
  })
  .meta({ description: `A span of virtual time: ${durationForms}.` });

const instant = z
  .string()
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at === undefined) return refuse(context, `"${text}" is not an ISO 8601 time with a zone`);
    return at;
  })
  .meta({ description: "ISO 8601 with a zone." });

const speed = z
  .number()
  .refine(isSpeed, `must be from ${speedLimits.lowest} to ${speedLimits.highest}`)
  .meta({ description: "Virtual seconds a second." });

export const refreshStatus = z.enum(refreshStatuses).meta({ id: "RefreshStatus" });

/** Names a group; account and region default to those of the start. */
const place = { group: z.string(), account: z.string().optional(), region: z.string().optional() };

export const condition = z
  .strictObject({
    ...place,
    status: z.array(refreshStatus).min(1).optional(),
    checkpoint: z.number().int().min(1).max(100).optional(),
    lifecycleState: z.enum(lifecycleStates).optional(),
    count: z.number().int().min(0).optional(),
    settled: z.literal(true).optional(),
    refresh: z.string().optional().meta({
      description:
        "The refresh that is meant; without it the newest, but for those of a world file.",
    }),
  })
  .refine(
    ({ refresh, status, checkpoint }) =>
      refresh === undefined || status !== undefined || checkpoint !== undefined,
    "refresh goes with status or checkpoint",
  )
  .refine(({ status, checkpoint, lifecycleState, settled }) => {
    const kinds = [status, checkpoint, lifecycleState, settled];
    return kinds.filter((kind) => kind !== undefined).length === 1;
  }, "exactly one of status, checkpoint, lifecycleState and settled is wanted")
  .refine(
    ({ lifecycleState, count }) => (lifecycleState === undefined) === (count === undefined),
    "lifecycleState and count go together",
  )
  .meta({ id: "Condition" });

export type Condition = z.infer<typeof condition>;

/** An event that matches, from now on. */
const eventCondition = z.strictObject({
  event: z
    .record(z.string(), z.unknown())
    .transform((pattern, context) => ({
      pattern,
      isMatching: eventMatcher(JSON.stringify(pattern), context),
    }))
    .meta({ description: "An event pattern of EventBridge." }),
  account: z.string().optional(),
  region: z.string().optional(),
});

export type EventCondition = z.infer<typeof eventCondition>;

const moves = ["advance", "until", "mode", "speed", "pause"] as const;

/** POST clock: exactly one move, or where it is to stop, or both; a limit when it waits. */
export const clockRequest = z
  .strictObject({
    advance: z.union([z.literal("next"), duration]),
    until: z.union([z.literal("settled"), instant, condition, eventCondition]),
    atMost: duration,
    mode: z.enum(["realtime", "manual"]),
    speed,
    pause: z.boolean(),
    events: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .meta({ description: "How many lines the answer has at most; 1000 without it." }),
    breakAt: z
      .union([condition, eventCondition])
      .nullable()
      .meta({ description: "Where a clock that runs is to be paused; null: nowhere." }),
  })
  .partial()
  .refine((request) => {
    const count = moves.filter((move) => isMove(move, request)).length;
    return count === 1 || (count === 0 && request.breakAt !== undefined);
  }, "exactly one member of advance, until, mode, speed and pause is wanted, or breakAt")
  .refine(
    ({ breakAt, advance, until }) =>
      breakAt === undefined || (advance === undefined && until === undefined),
    "breakAt goes alone, or with mode, speed or pause",
  )
  .refine(
    ({ atMost, advance, until }) => atMost === undefined || isWaiting(advance, until),
    "atMost goes with a condition or with advance next",
  )
  .meta({ id: "ClockRequest" });

export type ClockRequest = z.infer<typeof clockRequest>;

export const clockForms: readonly string[] = [
  '{"advance":"10m"}',
  '{"advance":"next"}',
  '{"until":"2026-01-31T12:00:00Z"}',
  '{"until":{"group":"web","status":["Successful","Failed"]},"atMost":"2h"}',
  '{"until":{"group":"web","refresh":"ID","status":["Successful"]}}',
  '{"until":{"group":"web","checkpoint":50}}',
  '{"until":{"group":"web","lifecycleState":"InService","count":3}}',
  '{"until":{"group":"web","settled":true}}',
  '{"until":"settled"}',
  '{"until":{"event":{"detail-type":[{"suffix":"Checkpoint Reached"}]}}}',
  '{"mode":"realtime","speed":60}',
  '{"mode":"manual"}',
  '{"speed":60}',
  '{"pause":true}',
  '{"pause":false}',
  '{"breakAt":{"group":"web","checkpoint":50}}',
  '{"mode":"realtime","speed":60,"breakAt":{"event":{"detail-type":[{"suffix":"Unsuccessful"}]}}}',
  '{"breakAt":null}',
];

/** The speed beside a mode is that of the mode. */
function isMove(name: (typeof moves)[number], request: Readonly<Record<string, unknown>>): boolean {
  const isOfMode = name === "speed" && request.mode === "realtime";
  return request[name] !== undefined && !isOfMode;
}

/** Whether time runs until a condition holds, and not to a known instant. */
function isWaiting(advance: unknown, until: unknown): boolean {
  return advance === "next" || (until !== undefined && typeof until !== "number");
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
