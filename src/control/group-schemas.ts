/** Parts of a group that several answers have, as schemas with names. */
import { z } from "zod";
import { dueKinds } from "../domain/group-due.ts";
import { refreshStatus } from "./schema.ts";

export const count = z.number().int().min(0);
export const time = z.string().meta({ description: "ISO 8601 with milliseconds, in UTC." });

export const launchSource = {
  launchTemplate: z
    .object({ id: z.string(), name: z.string(), version: z.string().nullable() })
    .nullable(),
  launchConfiguration: z.string().nullable(),
  hasMixedInstancesPolicy: z.boolean(),
};

export const groupCapacity = z
  .object({
    desired: count,
    floor: z.number().nullable(),
    ceiling: z.number().nullable(),
    ready: count.meta({ description: "In service, healthy and warmed up." }),
    inService: count.meta({ description: "In service and not unhealthy." }),
    total: count.meta({ description: "Launches under way too; what ends is not." }),
    pending: count,
    terminating: count,
    unhealthy: count,
    percentage: z.number().nullable(),
  })
  .meta({
    id: "GroupCapacity",
    description: "In units. Floor and ceiling are the planner's at its latest look.",
  });

export const refreshUnderWay = z
  .object({
    id: z.string(),
    strategy: z.enum(["Rolling", "ReplaceRootVolume"]),
    status: refreshStatus,
    statusReason: z.string().nullable(),
    percentageComplete: z.number().nullable(),
    instancesToUpdate: z.number().nullable(),
    requestedAt: time,
    startTime: time.nullable(),
    endTime: time.nullable(),
    pausedUntil: time.nullable().meta({ description: "Of a checkpoint's delay or bake time." }),
    lastProgressAt: time.meta({ description: "It fails after an hour without progress." }),
    passedCheckpoint: z.number().meta({ description: "A percentage; 0 for none." }),
    rollback: z.string().nullable().meta({ description: "Why it is rolled back." }),
    desiredConfiguration: z.object(launchSource).nullable(),
    preferences: z.object({
      minHealthyPercentage: z.number(),
      maxHealthyPercentage: z.number().nullable(),
      instanceWarmup: z.number(),
      checkpointPercentages: z.array(z.number()),
      checkpointDelay: z.number(),
      bakeTime: z.number(),
      skipMatching: z.boolean(),
      autoRollback: z.boolean(),
      scaleInProtectedInstances: z.enum(["Refresh", "Ignore", "Wait"]),
      standbyInstances: z.enum(["Terminate", "Ignore", "Wait"]),
      alarms: z.array(z.string()),
    }),
  })
  .meta({ id: "RefreshUnderWay" });

const place = z.number().int().min(0);

export const instanceColumns = z
  .object({
    states: z.array(z.string()),
    conditions: z.array(z.string()),
    roles: z.array(z.enum(["old", "updated", "matching", "restored"]).nullable()),
    zones: z.array(z.string()),
    sources: z.array(
      z.object({
        launchTemplate: z.string().nullable(),
        version: z.string().nullable(),
        launchConfiguration: z.string().nullable(),
        imageId: z.string(),
        instanceType: z.string(),
      }),
    ),
    id: z.array(z.string()),
    state: z.array(place).meta({ description: "Places in `states`." }),
    condition: z.array(place).meta({ description: "Places in `conditions`." }),
    role: z.array(place).meta({ description: "Places in `roles`." }),
    zone: z.array(place).meta({ description: "Places in `zones`." }),
    source: z.array(place).meta({ description: "Places in `sources`." }),
    flags: z.array(z.number().int()).meta({
      description: "Bits: 1 protected from scale-in, 2 unhealthy, 4 waiting in a hook, 8 spot.",
    }),
    weight: z.array(z.number()),
    since: z.array(z.number().int()).meta({
      description: "Since when it is in its state, in seconds since 1970; 0 if not known.",
    }),
  })
  .meta({
    id: "InstanceColumns",
    description: "The n-th of each list is about the n-th instance.",
  });

export const groupDue = z
  .object({
    at: time,
    what: z.enum(dueKinds as [(typeof dueKinds)[number], ...typeof dueKinds]),
    which: z.string().meta({ description: "The instance, the scheduled action, or the group." }),
    says: z.string(),
  })
  .meta({ id: "GroupDue" });
