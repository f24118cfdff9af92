/** The schema of a world file's instances: alike ones together, or each as it is on AWS. */
import { z } from "zod";
import { parseInstant } from "../domain/time.ts";
import { structure } from "../schemas/structure.ts";
import { name, seconds } from "../schemas/words.ts";

export const hoursAgo = z
  .number()
  .min(0)
  .max(42 * 24);

export const instant = z.string().refine((text) => parseInstant(text) !== undefined, {
  error: "expected ISO 8601 with a zone, such as 2026-01-31T12:00:00Z",
});

export const templateReference = structure({ name, version: z.string().default("$Default") });

/** The states in which instances of a world begin; those of a warm pool are not in service. */
const lifecycleState = z.enum([
  "InService",
  "Standby",
  "Warmed:Stopped",
  "Warmed:Running",
  "Warmed:Hibernated",
]);

export const instances = structure({
  count: z.int().min(1).max(10_000),
  launchedHoursAgo: hoursAgo.default(24),
  /** Overrides the group's version. */
  launchTemplateVersion: z.int().min(1).optional(),
  protectedFromScaleIn: z.boolean().default(false),
  lifecycleState: lifecycleState.default("InService"),
  /** As many as `count`; without them they are drawn. */
  ids: z
    .array(z.string().regex(/^i-[0-9a-f]{8,17}$/, "expected i- and hexadecimal digits"))
    .optional(),
  /** Instead of `launchedHoursAgo`. */
  launchTime: instant.optional(),
  /** What they were launched from, if not from what the group has now. */
  launchTemplate: templateReference.optional(),
  launchConfiguration: name.optional(),
  /** Overrides the type and the image of the group's launch source, and the weight of the type. */
  instanceType: name.optional(),
  imageId: name.optional(),
  weight: z.int().min(1).max(999).optional(),
  /** One of the group's zones; without it they are spread over all. */
  availabilityZone: z.string().optional(),
  purchaseOption: z.enum(["onDemand", "spot"]).optional(),
  healthStatus: z.enum(["Healthy", "Unhealthy"]).optional(),
  /** How long EC2 takes to terminate each; without it the timing profile's. */
  terminateSeconds: seconds.optional(),
});
