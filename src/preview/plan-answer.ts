/** What `plan` answers, as a zod schema: every number of the table and of the chart. */
import { z } from "zod";

const count = z.int().min(0);
const seconds = z.number().min(0);

/** Capacity units, and how much that is of the desired capacity at that moment. */
const capacity = z.strictObject({
  units: count,
  percentage: z.number(),
  /** Since the start; the first time it was so. */
  atSeconds: seconds,
});

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

const planStepSchema = z.strictObject({
  atSeconds: seconds,
  /** A new status, instances stopped and launched, or a checkpoint. */
  kind: z.enum(["status", "replace", "checkpoint"]),
  status,
  /** Percent; of a checkpoint only. */
  checkpoint: z.int().optional(),
  /** Instances, in this step. */
  stopped: count,
  launched: count,
  failedLaunches: count,
  /** Capacity units, from this step to the next. */
  readyLow: count,
  inServiceLow: count,
  totalHigh: count,
  /** What the refresh waits for before the next step; absent where it does not say. */
  waitsFor: z.string().optional(),
});

const planPointSchema = z.strictObject({
  atSeconds: seconds,
  /** The least of the time up to the next point. */
  ready: count,
  inService: count,
  /** The most of the time up to the next point. */
  total: count,
  floor: count,
  ceiling: count,
});

export const planAnswerSchema = z.strictObject({
  group: z.string(),
  from: z.enum(["emulator", "description"]),
  desiredCapacity: count,
  /** In capacity units: what the refresh keeps ready, and what it does not go above. */
  floor: count,
  ceiling: count,
  /** False: it had not ended after 15 days, and the figures are those of that time. */
  hasEnded: z.boolean(),
  status,
  statusReason: z.string().optional(),
  percentageComplete: z.int(),
  durationSeconds: seconds,
  /** In the order in which they were entered; none for the status that ended it. */
  secondsInStatus: z.partialRecord(status, seconds),
  /** In service, healthy and warmed up: what a minimum healthy percentage is about. */
  lowestReady: capacity,
  lowestInService: capacity,
  /** Pending and in service: what a maximum healthy percentage is about. */
  highestTotal: capacity,
  /** Instances. */
  launches: count,
  terminations: count,
  failedLaunches: count,
  /** All steps there were; `steps` lists at most the first 500 and the last 500. */
  stepCount: count,
  steps: z.array(planStepSchema),
  chart: z.array(planPointSchema),
});

export type PlanAnswer = z.infer<typeof planAnswerSchema>;
export type PlanStep = z.infer<typeof planStepSchema>;
export type PlanPoint = z.infer<typeof planPointSchema>;
