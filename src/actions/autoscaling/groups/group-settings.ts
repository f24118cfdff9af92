/** Reads the settings common to creating and updating a group (G-032, G-052 to G-054). */
import type { ClearableSetting } from "../../../domain/changes/change.ts";
import { givenOnly } from "../../../domain/given-only.ts";
import type { GroupSettings, InstanceMaintenancePolicy } from "../../../domain/group.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { readPlacement } from "../group-zones.ts";
import { readStoredMembers } from "../stored-members.ts";
import { readTerminationPolicies } from "../termination-policies.ts";
import { refuseSettings } from "./group-refusals.ts";

type SettingMembers = Omit<
  Input<"autoscaling", "CreateAutoScalingGroup">,
  "AutoScalingGroupName" | "MinSize" | "MaxSize"
>;

/** Settings except sizes and launch source, which have their own rules. */
type PlainSettings = Omit<GroupSettings, "minSize" | "maxSize" | "launchSource">;

export interface ReadSettings {
  readonly settings: Partial<PlainSettings>;
  readonly cleared: readonly ClearableSetting[];
}

/** AWS's defaults of a new group (G-032); `stored` members get theirs when shown. */
export const defaultSettings: PlainSettings = {
  defaultCooldownSeconds: 300,
  availabilityZones: [],
  subnetIds: [],
  healthCheckType: "EC2",
  healthCheckGracePeriodSeconds: 0,
  newInstancesProtectedFromScaleIn: false,
  terminationPolicies: ["Default"],
  defaultInstanceWarmupSeconds: undefined,
  instanceMaintenancePolicy: undefined,
  stored: {},
};

/** The settings in the request, and those that it unsets with -1. */
export function readSettings(
  input: SettingMembers,
  region: Region,
  current: PlainSettings = defaultSettings,
): ReadSettings {
  refuseSettings(input);
  const warmup = input.DefaultInstanceWarmup;
  const policy = readMaintenancePolicy(input.InstanceMaintenancePolicy);
  const cleared: ClearableSetting[] = [];
  if (warmup === -1) cleared.push("defaultInstanceWarmupSeconds");
  if (policy === "cleared") cleared.push("instanceMaintenancePolicy");
  const settings = givenOnly({
    ...readPlacement(input, region, current),
    defaultCooldownSeconds: input.DefaultCooldown,
    healthCheckType: input.HealthCheckType,
    healthCheckGracePeriodSeconds: input.HealthCheckGracePeriod,
    newInstancesProtectedFromScaleIn: input.NewInstancesProtectedFromScaleIn,
    terminationPolicies:
      input.TerminationPolicies && readTerminationPolicies(input.TerminationPolicies, region),
    defaultInstanceWarmupSeconds:
      warmup === -1 ? undefined : nonNegative("DefaultInstanceWarmup", warmup),
    instanceMaintenancePolicy: policy === "cleared" ? undefined : policy,
    stored: readStoredMembers(input, current.stored),
  });
  return { settings, cleared };
}

function nonNegative(member: string, value: number | undefined): number | undefined {
  if (value === undefined || value >= 0) return value;
  throw validationError(inferredTexts.negativeMember(member, value));
}

/** Both percentages or neither; -1 for both removes the policy (G-053). */
function readMaintenancePolicy(
  policy: SettingMembers["InstanceMaintenancePolicy"],
): InstanceMaintenancePolicy | "cleared" | undefined {
  if (policy === undefined) return undefined;
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy;
  if (min === undefined || max === undefined) {
    throw validationError(inferredTexts.incompleteMaintenancePolicy);
  }
  if (min === -1 && max === -1) return "cleared";
  const isInRange = min >= 0 && max >= 100;
  if (!isInRange) throw validationError(inferredTexts.maintenancePolicyOutOfRange);
  if (max - min > 100) {
    throw validationError(
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or " +
        "equal to 100.",
    );
  }
  return { minHealthyPercentage: min, maxHealthyPercentage: max };
}
