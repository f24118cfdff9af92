/** The answer of `plan` as a zod schema, with every number of the table and chart. */
import { z } from "zod";

const count = z.int().min(0);
const seconds = z.number().min(0);

/** Capacity units, and their percentage of the desired capacity at that moment. */
const capacity = z
  .strictObject({
    units: count,
    percentage: z.number(),
    /** Seconds since the start, when it was first reached. */
    atSeconds: seconds,
  })
  .meta({ id: "PlanCapacity" });

const status = z.enum([
  "Pending",
  "InProgress",
  "Successful",
  "Failed",
  "Cancelling",
  "Cancelled",
  "RollbackInProgress",
  "RollbackFailed",
  "RollbackSuccessful",
  "Baking",
]);

const planStepSchema = z
  .strictObject({
    atSeconds: seconds,
    /** A new status, instances stopped and launched, or a checkpoint. */
    kind: z.enum(["status", "replace", "checkpoint"]),
    status,
    /** A percentage; only for a checkpoint. */
    checkpoint: z.int().optional(),
    /** The number of instances in this step. */
    stopped: count,
    launched: count,
    failedLaunches: count,
    /** Capacity units from this step to the next. */
    readyLow: count,
    inServiceLow: count,
    totalHigh: count,
    /** What the refresh waits for before the next step, if it shows a reason. */
    waitsFor: z.string().optional(),
  })
  .meta({ id: "PlanStep" });

const planPointSchema = z
  .strictObject({
    atSeconds: seconds,
    /** The minimum up to the next point. */
    ready: count,
    inService: count,
    /** The maximum up to the next point. */
    total: count,
    floor: count,
    ceiling: count,
  })
  .meta({ id: "PlanPoint" });

export const planAnswerSchema = z
  .strictObject({
    group: z.string(),
    from: z.enum(["emulator", "description", "aws", "terraform"]),
    /** What went wrong in this plan, if it came to that. */
    whatIf: z.strictObject({ says: z.string(), happened: z.boolean() }).optional(),
    desiredCapacity: count,
    /** In capacity units: the minimum that the refresh keeps ready, and the maximum total. */
    floor: count,
    ceiling: count,
    /** False when it had not ended after 15 days, which the figures then cover. */
    hasEnded: z.boolean(),
    status,
    statusReason: z.string().optional(),
    percentageComplete: z.int(),
    durationSeconds: seconds,
    /** In order of entry, without the final status. */
    secondsInStatus: z.partialRecord(status, seconds),
    /** In service, healthy and warmed up, as minimum healthy percentages count. */
    lowestReady: capacity,
    lowestInService: capacity,
    /** Pending and in service, as maximum healthy percentages count. */
    highestTotal: capacity,
    /** Hours of instances that run beyond the desired capacity; weights count by their share. */
    extraInstanceHours: z.number().min(0),
    /** Hours of capacity units that are desired and not ready. */
    missingCapacityHours: z.number().min(0),
    /** A number of instances. */
    launches: count,
    terminations: count,
    failedLaunches: count,
    /** The number of all steps; `steps` lists at most the first 500 and the last 500. */
    stepCount: count,
    steps: z.array(planStepSchema),
    chart: z.array(planPointSchema),
  })
  .meta({ id: "PlanAnswer" });

export type PlanAnswer = z.infer<typeof planAnswerSchema>;
export type PlanStep = z.infer<typeof planStepSchema>;
export type PlanPoint = z.infer<typeof planPointSchema>;
