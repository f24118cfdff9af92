/** The request of `plan` as a zod schema, and the refusals that list what is accepted. */
import { z } from "zod";
import { isTooDeep, tooDeep } from "../domain/depth.ts";
import type { FaultKind } from "../domain/fault.ts";
import { availabilityZonesOf } from "../domain/network.ts";
import { PlanRefusal } from "../domain/user-errors.ts";
import { faultSchema } from "../schemas/fault.ts";
import { structure } from "../schemas/structure.ts";
import { account, integer, name, percentage, seconds } from "../schemas/words.ts";
import { worldSchema } from "../world-file/schema.ts";
import { parseWhatIf, type WhatIf, whatIfForms } from "./what-if.ts";

const mostInstances = 100_000;
const count = z.int().min(0).max(mostInstances);

/** AWS's own members, which StartInstanceRefresh validates in AWS's words. */
const awsMembers = z
  .record(z.string(), z.unknown())
  .refine((members) => !isTooDeep(members), tooDeep);

const instanceType = structure({
  type: name,
  /** Capacity units of each instance, for all types or for none. */
  weight: z.int().min(1).max(999).optional(),
  /** Initial instances of this type; required with several types. */
  count: count.optional(),
});

const hook = structure({
  name: z.string().regex(/^[\w/-]{1,255}$/, "expected letters, digits, -, _ and /"),
  transition: z.enum(["launching", "terminating"]),
  timeoutSeconds: z.int().min(30).max(7200).default(3600),
  defaultResult: z.enum(["CONTINUE", "ABANDON"]).default("ABANDON"),
});

const hookAnswer = structure({
  hook: name,
  afterSeconds: seconds,
  result: z.enum(["CONTINUE", "ABANDON"]).default("CONTINUE"),
});

const describedGroup = structure({
  name: name.regex(/^[^:]+$/, "expected a name without a colon").default("group"),
  /** The desired capacity: instances, or capacity units with weights. */
  size: count,
  minSize: count.optional(),
  maxSize: integer.optional(),
  /** The first type is the one that the refresh launches. */
  instanceTypes: z
    .array(instanceType)
    .min(1)
    .max(40)
    .default([{ type: "t3.micro" }]),
  availabilityZones: z.array(z.string()).min(1).default(["us-east-1a", "us-east-1b", "us-east-1c"]),
  /** How many of the instances in service already have the target, and how many are protected. */
  matchingInstances: count.default(0),
  protectedInstances: count.default(0),
  /** In addition to the instances in service. */
  standbyInstances: count.default(0),
  defaultInstanceWarmupSeconds: seconds.optional(),
  healthCheckGracePeriodSeconds: seconds.default(0),
  instanceMaintenancePolicy: structure({
    minHealthyPercentage: percentage,
    maxHealthyPercentage: z.int().min(100).max(200),
  }).optional(),
  hooks: z.array(hook).max(50).default([]),
}).meta({ id: "DescribedGroup" });

const timing = structure({
  profile: z.enum(["aws", "fast", "instant"]).default("aws"),
  /** Overrides the profile's value. */
  bootSeconds: seconds.optional(),
  settleSeconds: seconds.optional(),
  terminateSeconds: seconds.optional(),
});

const whatIf = z
  .string()
  .max(300)
  .transform((text, context): WhatIf => {
    const read = parseWhatIf(text);
    if (read !== undefined) return read;
    context.addIssue(`expected one of ${whatIfForms.join("; ")}`);
    return z.NEVER;
  });

/** The request of POST plan, and the file of `asg-local plan FILE`. */
export const planRequestSchema = structure({
  /** A group of a running emulator, */
  group: name.optional(),
  account: account.optional(),
  region: name.optional(),
  /** or one that is described here. */
  describedGroup: describedGroup.optional(),
  timing: timing.optional(),
  min100: z.enum(["terminate-first", "launch-first"]).optional(),
  behaviors: worldSchema.shape.behaviors.unwrap().optional(),
  /** Faults as elsewhere; their times refer to a clock that starts at `planBeginsAt`. */
  faults: z.array(faultSchema).max(1000).optional(),
  strategy: z.enum(["Rolling", "ReplaceRootVolume"]).default("Rolling"),
  preferences: awsMembers.default({}),
  desiredConfiguration: awsMembers.optional(),
  hookAnswers: z.array(hookAnswer).max(50).default([]),
  /** Something that goes wrong, such as "launch 3 fails". */
  whatIf: whatIf.optional(),
})
  .superRefine(checkTogether)
  .meta({ id: "PlanRequest" });

/** Fixed start date, so that plans repeat; only faults can see it. */
export const planBeginsAt = Date.parse("2026-01-01T00:00:00Z");

export type PlanRequest = z.output<typeof planRequestSchema>;
export type PlanRequestInput = z.input<typeof planRequestSchema>;
export type DescribedGroup = NonNullable<PlanRequest["describedGroup"]>;

/** Throws PlanRefusal. */
export function readPlanRequest(body: unknown): PlanRequest {
  const result = planRequestSchema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const sentence = message.replace(/^Invalid (input|option): /, "");
    return path.length === 0 ? sentence : `${path.join(".")}: ${sentence}`;
  });
  throw new PlanRefusal(...lines);
}

interface Together {
  readonly group?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly describedGroup?: z.output<typeof describedGroup> | undefined;
  readonly faults?: readonly z.output<typeof faultSchema>[] | undefined;
  readonly [member: string]: unknown;
}

const onlyDescribed = ["timing", "min100", "behaviors", "faults"] as const;

/** A described group has no alarms, and nobody calls while a plan runs. */
const isPlanned = {
  launch: true,
  zone: true,
  alarm: false,
  hook: true,
  api: false,
} as const satisfies Record<FaultKind, boolean>;

const planned = Object.entries(isPlanned).flatMap(([kind, isSo]) => (isSo ? [kind] : []));

function checkTogether(request: Together, context: z.RefinementCtx): void {
  const refuse = (path: string[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  const { group, describedGroup: described } = request;
  if ((group === undefined) === (described === undefined)) {
    refuse([], "expected either group, the name of one that exists, or describedGroup");
    return;
  }
  if (described === undefined) {
    for (const member of onlyDescribed.filter((one) => request[one] !== undefined)) {
      refuse([member], "accepted with describedGroup only; a group that exists has its emulator's");
    }
    return;
  }
  for (const member of (["account", "region"] as const).filter((one) => request[one])) {
    refuse([member], "accepted with group only");
  }
  if (request.desiredConfiguration !== undefined) {
    refuse(["desiredConfiguration"], "accepted with group only; a described one has a new version");
  }
  for (const [nth, { kind, ...fault }] of (request.faults ?? []).entries()) {
    const of = "group" in fault ? (fault.group ?? described.name) : described.name;
    if (!isPlanned[kind]) {
      refuse(["faults", `${nth}`, "kind"], `expected one of ${planned.join(", ")}`);
    } else if (of !== described.name) {
      refuse(
        ["faults", `${nth}`, "group"],
        `expected ${described.name}, the group that is planned`,
      );
    }
  }
  checkGroup(described, (path, message) => refuse(["describedGroup", ...path], message));
}

function checkGroup(
  group: z.output<typeof describedGroup>,
  refuse: (path: string[], message: string) => void,
): void {
  const { size, minSize = size, maxSize = size, instanceTypes } = group;
  const zones = availabilityZonesOf("us-east-1").map((zone) => zone.name);
  if (!group.availabilityZones.every((zone) => zones.includes(zone))) {
    refuse(["availabilityZones"], `expected one of ${zones.join(", ")}`);
  }
  if (minSize > size) refuse(["minSize"], `expected at most size, ${size}`);
  if (maxSize < size) refuse(["maxSize"], `expected at least size, ${size}`);
  const weighted = instanceTypes.filter(({ weight }) => weight !== undefined).length;
  if (weighted > 0 && weighted < instanceTypes.length) {
    refuse(["instanceTypes"], "expected a weight for every type or for none");
  }
  if (instanceTypes.length > 1 && instanceTypes.some((one) => one.count === undefined)) {
    refuse(["instanceTypes"], "expected a count for every type where there are several");
    return;
  }
  const counts = typeCounts(group);
  const units = counts.reduce((sum, { weight, count: of }) => sum + weight * of, 0);
  const heaviest = Math.max(...counts.map(({ weight }) => weight));
  if (units < size || units >= size + heaviest) {
    const most = size + heaviest - 1;
    refuse(["instanceTypes"], `expected instances of ${size} to ${most} units; got ${units}`);
  }
  const inService = counts.reduce((sum, { count: of }) => sum + of, 0);
  for (const member of ["matchingInstances", "protectedInstances"] as const) {
    if (group[member] > inService) refuse([member], `expected at most ${inService}, all instances`);
  }
}

/** The initial number of instances of each type, and their weights. */
export function typeCounts(group: Pick<DescribedGroup, "size" | "instanceTypes">) {
  return group.instanceTypes.map(({ type, weight = 1, count: given }) => ({
    type,
    weight,
    count: given ?? Math.ceil(group.size / weight),
  }));
}
