/** The schema of world files: the groups, templates and refreshes that a world starts with. */
import { z } from "zod";
import { isTooDeep, tooDeep } from "../domain/depth.ts";
import type { Input } from "../model/operations.ts";
import { serviceNames } from "../model/shapes.ts";
import { faultSchema } from "../schemas/fault.ts";
import { structure } from "../schemas/structure.ts";
import { targetSchema } from "../schemas/target.ts";
import { account, integer, name, percentage, regionName, seconds } from "../schemas/words.ts";
import { hoursAgo, instances, instant, templateReference } from "./instances-schema.ts";

const count = z.int().min(0).max(10_000);
/** An object of AWS's own members, stored and echoed. */
const contents = z.looseObject({
  ImageId: z.string().min(1),
  InstanceType: z.string().optional(),
  TagSpecifications: z.array(z.looseObject({ ResourceType: z.string() })).optional(),
});

const tag = structure({ key: name, value: z.string() });

const launchTemplate = structure({
  name,
  id: z
    .string()
    .regex(/^lt-[0-9a-f]{17}$/, "expected lt- and 17 hexadecimal digits")
    .optional(),
  tags: z.array(tag).default([]),
  defaultVersion: z.int().min(1).default(1),
  versions: z
    .array(
      structure({
        /** By default one more than the version before. */
        number: z.int().min(1).optional(),
        description: z.string().optional(),
        /** By default as old as the oldest possible group. */
        createdHoursAgo: hoursAgo.optional(),
        data: contents,
      }),
    )
    .min(1),
  /** Numbers of versions that were deleted since; refreshes of the past may name them. */
  deletedVersions: z.array(z.int().min(1)).default([]),
});

const launchConfiguration = structure({
  name,
  settings: contents.required({ InstanceType: true }),
});

const subnet = structure({
  id: z.string().regex(/^subnet-[0-9a-f]{8,17}$/, "expected subnet- and hexadecimal digits"),
  vpcId: z
    .string()
    .regex(/^vpc-[0-9a-f]{8,17}$/, "expected vpc- and hexadecimal digits")
    .optional(),
  availabilityZone: z.string(),
  cidrBlock: z.string().regex(/^[\d.]+\/\d{1,2}$/, "expected a block such as 10.0.1.0/24"),
});

/** A registered image; public ones need not be listed. */
const image = structure({
  id: z.string().regex(/^ami-[0-9a-f]{8,17}$/, "expected ami- and hexadecimal digits"),
  name,
  description: z.string().default(""),
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64"),
  tags: z.array(tag).default([]),
});

type RefreshPreferences = NonNullable<Input<"autoscaling", "StartInstanceRefresh">["Preferences"]>;

/** AWS's members that a refresh of the past may have; no alarm of a world file is that old. */
const preferences = {
  MinHealthyPercentage: percentage.optional(),
  MaxHealthyPercentage: z.int().min(100).max(200).optional(),
  InstanceWarmup: seconds.optional(),
  CheckpointPercentages: z.array(z.int().min(1).max(100)).optional(),
  CheckpointDelay: z.int().min(0).max(172_800).optional(),
  BakeTime: z.int().min(0).max(172_800).optional(),
  SkipMatching: z.boolean().optional(),
  AutoRollback: z.boolean().optional(),
  ScaleInProtectedInstances: z.enum(["Refresh", "Ignore", "Wait"]).optional(),
  StandbyInstances: z.enum(["Terminate", "Ignore", "Wait"]).optional(),
} satisfies Record<Exclude<keyof RefreshPreferences, "AlarmSpecification">, z.ZodType>;

const refresh = structure({
  status: z.enum(["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"]),
  statusReason: z.string().max(1023).optional(),
  startedHoursAgo: hoursAgo,
  lastedMinutes: z
    .number()
    .min(0)
    .max(14 * 24 * 60),
  percentageComplete: percentage.default(100),
  instancesToUpdate: count.default(0),
  /** Either of the two. */
  desiredConfiguration: structure({
    launchTemplate: templateReference.optional(),
    /** In AWS's own members, as StartInstanceRefresh takes them. */
    mixedInstancesPolicy: z.looseObject({}).optional(),
  }).optional(),
  /** In AWS's own members, as StartInstanceRefresh takes them. */
  preferences: structure(preferences).default({}),
});

const group = structure({
  name: name.regex(/^[^:]+$/, "expected a name without a colon"),
  launchTemplate: templateReference.optional(),
  launchConfiguration: name.optional(),
  minSize: count,
  maxSize: integer,
  desiredCapacity: count,
  availabilityZones: z.array(z.string()).default([]),
  /** Ids of subnets, which determine the zones. */
  subnets: z.array(z.string()).default([]),
  defaultInstanceWarmupSeconds: seconds.optional(),
  healthCheckGracePeriodSeconds: seconds.default(0),
  newInstancesProtectedFromScaleIn: z.boolean().default(false),
  instanceMaintenancePolicy: structure({
    minHealthyPercentage: percentage,
    maxHealthyPercentage: z.int().min(100).max(200),
  }).optional(),
  tags: z.array(tag.extend({ propagateAtLaunch: z.boolean().default(false) })).default([]),
  createdHoursAgo: hoursAgo.default(48),
  /** By default the group is full of healthy instances of its launch source. */
  instances: z.array(instances).optional(),
  refreshes: z.array(refresh).default([]),
});

/** An AWS call, run when the world begins. */
const call = structure({
  service: z.enum(serviceNames).default("autoscaling"),
  operation: name,
  /** AWS's own members; times as ISO 8601, bytes as text. */
  input: z
    .record(z.string(), z.unknown())
    .refine((input) => !isTooDeep(input), tooDeep)
    .default({}),
  /** A name for the answer, so that later calls can use {{name.Member}}. */
  as: z
    .string()
    .regex(/^[A-Za-z][\w-]*$/, "expected a letter, then letters, digits, _ or -")
    .optional(),
});

const region = structure({
  /** Overrides the account and region that asg-local is started with. */
  account: account.optional(),
  region: regionName.optional(),
  launchTemplates: z.array(launchTemplate).default([]),
  launchConfigurations: z.array(launchConfiguration).default([]),
  subnets: z.array(subnet).default([]),
  images: z.array(image).default([]),
  groups: z.array(group).default([]),
  /** Run in this order, after everything above has been created. */
  calls: z.array(call).default([]),
  /** The faults of this account and region. */
  faults: z.array(faultSchema).default([]),
});

const behavior = structure({
  group: name.optional(),
  nthLaunch: z.int().min(1).optional(),
  launchTemplateVersion: z.int().min(1).optional(),
  imageId: name.optional(),
  bootSeconds: seconds.optional(),
  terminateSeconds: seconds.optional(),
  settleSeconds: seconds.optional(),
  launchRefusal: z.string().min(1).optional(),
  isBroken: z.boolean().optional(),
  rootVolumeFailure: z.string().min(1).optional(),
});

export const worldSchema = structure({
  $schema: z.string().optional(),
  startTime: instant.optional(),
  timing: z.enum(["aws", "fast", "instant"]).optional(),
  /** Whether leaving a load balancer waits for its deregistration delay. */
  connectionDraining: z.boolean().optional(),
  min100: z.enum(["terminate-first", "launch-first"]).optional(),
  /** Whether AMIs are refused that are neither public nor in images. */
  strictImages: z.boolean().optional(),
  /** Whether events arrive late and out of order, as they may on AWS. */
  lateEvents: z.boolean().optional(),
  behaviors: z.array(behavior).default([]),
  /** Who is sent events, from the beginning on; a reset brings them back. */
  targets: z.array(targetSchema).default([]),
  regions: z.array(region).default([]),
});

/** A world file as it is written. */
export type WorldFileInput = z.input<typeof worldSchema>;

type Parsed = z.infer<typeof worldSchema>;

/** A world file after reading: every region has its account and region. */
export type WorldFile = Omit<Parsed, "regions"> & { readonly regions: readonly RegionInFile[] };
export type RegionInFile = Omit<Parsed["regions"][number], "account" | "region" | "calls"> & {
  readonly account: string;
  readonly region: string;
  /** With inputs as actions take them; references stand for themselves until a call is made. */
  readonly calls: readonly CallInFile[];
};
export type CallInFile = Parsed["regions"][number]["calls"][number];
export type GroupInFile = Parsed["regions"][number]["groups"][number];
export type InstancesInFile = NonNullable<GroupInFile["instances"]>[number];
export type RefreshInFile = GroupInFile["refreshes"][number];
