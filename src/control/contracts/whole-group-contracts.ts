/** The contract of one group with all its instances. */
import { z } from "zod";
import {
  count,
  groupCapacity,
  groupDue,
  instanceColumns,
  launchSource,
  refreshUnderWay,
  time,
} from "../group-schemas.ts";
import type { RouteContract } from "../route.ts";

const hook = z
  .object({
    instance: z.string(),
    hook: z.string(),
    transition: z.string().nullable(),
    token: z.string(),
    begunAt: time,
    deadline: time,
  })
  .meta({ id: "WaitingHook" });

const alarm = z
  .object({
    name: z.string(),
    state: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]).nullable(),
    since: time.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "RefreshAlarm" });

const policy = z.object({ minHealthyPercentage: z.number(), maxHealthyPercentage: z.number() });

export const wholeGroup = {
  input: z.strictObject({ account: z.string(), region: z.string() }).partial(),
  answer: z
    .object({
      account: z.string(),
      region: z.string(),
      name: z.string(),
      minSize: count,
      desiredCapacity: count,
      maxSize: count,
      now: time,
      sequence: count.meta({ description: "The newest line of the journal that this tells of." }),
      states: z
        .record(z.string(), count)
        .meta({ description: "How many instances there are in each lifecycle state." }),
      settings: z.object({
        ...launchSource,
        availabilityZones: z.array(z.string()),
        subnetIds: z.array(z.string()),
        healthCheckType: z.string(),
        healthCheckGracePeriod: z.number(),
        defaultCooldown: z.number(),
        defaultInstanceWarmup: z.number().nullable(),
        instanceMaintenancePolicy: policy.nullable(),
        newInstancesProtectedFromScaleIn: z.boolean(),
        terminationPolicies: z.array(z.string()),
        suspendedProcesses: z.array(z.string()),
        lifecycleHooks: z.array(z.string()),
        hasWarmPool: z.boolean(),
        tags: z.record(z.string(), z.string()),
      }),
      capacity: groupCapacity,
      refresh: refreshUnderWay.nullable(),
      hooks: z.array(hook).meta({ description: "What instances wait for, soonest first." }),
      alarms: z.array(alarm).meta({ description: "Those of the refresh under way." }),
      nextDue: groupDue.nullable(),
      instances: instanceColumns,
    })
    .meta({ id: "WholeGroup" }),
  accepted: ["?account=000000000000", "?region=us-east-1"],
} satisfies RouteContract;
