/** Reads a refresh's preferences: cross-field rules, defaults, and the echo. */
import type { GroupSettings } from "../../../domain/group.ts";
import { usualWarmupSeconds } from "../../../domain/instance-maintenance.ts";
import type { EchoedPreference, RefreshPreferences } from "../../../domain/instance-refresh.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";

export type GivenPreferences = NonNullable<
  Input<"autoscaling", "StartInstanceRefresh">["Preferences"]
>;
type Preferences = NonNullable<
  NonNullable<Output<"autoscaling", "DescribeInstanceRefreshes">["InstanceRefreshes"]>[number]
>["Preferences"];

/** The group's settings that serve as defaults; a world file's history uses them too. */
type RefreshDefaults = Pick<
  GroupSettings,
  "instanceMaintenancePolicy" | "defaultInstanceWarmupSeconds" | "healthCheckGracePeriodSeconds"
>;

/** The API's defaults, not the console's. */
const defaultMinHealthyPercentage = 90;
const defaultCheckpointDelaySeconds = 3600;

/** The resulting preferences, or AWS's refusal of a combination. */
export function readPreferences(
  given: GivenPreferences,
  group: RefreshDefaults,
): RefreshPreferences {
  checkCheckpoints(given);
  const bounds = readBounds(given, group);
  return {
    ...bounds,
    instanceWarmupSeconds: given.InstanceWarmup ?? usualWarmupSeconds(group),
    checkpointPercentages: given.CheckpointPercentages ?? [],
    checkpointDelaySeconds: given.CheckpointDelay ?? defaultCheckpointDelaySeconds,
    bakeTimeSeconds: given.BakeTime ?? 0,
    skipMatching: given.SkipMatching ?? false,
    autoRollback: given.AutoRollback ?? false,
    scaleInProtectedInstances: given.ScaleInProtectedInstances ?? "Wait",
    standbyInstances: given.StandbyInstances ?? "Wait",
    alarms: given.AlarmSpecification?.Alarms ?? [],
    echoed: echoedMembers(given, bounds),
  };
}

function checkCheckpoints({ CheckpointPercentages, CheckpointDelay }: GivenPreferences): void {
  const percentages = CheckpointPercentages ?? [];
  const isAscending = percentages.every((value, at) => value > (percentages[at - 1] ?? 0));
  if (!isAscending) {
    throw validationError(
      "Checkpoint percentages must be sorted in ascending order with no duplicates.",
    );
  }
  if (CheckpointDelay !== undefined && percentages.length === 0) {
    throw validationError(inferredTexts.delayWithoutCheckpoints);
  }
}

type Bounds = Pick<RefreshPreferences, "minHealthyPercentage" | "maxHealthyPercentage">;

/**
 * The request's percentages, else those of the maintenance policy, else 90 and no maximum.
 */
function readBounds(given: GivenPreferences, group: RefreshDefaults): Bounds {
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = given;
  const policy = group.instanceMaintenancePolicy;
  if (max !== undefined && min === undefined) {
    throw validationError(inferredTexts.maximumWithoutMinimum);
  }
  if (max !== undefined && min !== undefined && max - min > 100) {
    throw validationError(
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than " +
        "or equal to 100.",
    );
  }
  const minHealthyPercentage = min ?? policy?.minHealthyPercentage ?? defaultMinHealthyPercentage;
  const maximum = max ?? policy?.maxHealthyPercentage;
  // A policy's maximum that contradicts the request's minimum is ignored.
  const isInForce = maximum !== undefined && maximum - minHealthyPercentage <= 100;
  return isInForce
    ? { minHealthyPercentage, maxHealthyPercentage: maximum }
    : { minHealthyPercentage };
}

/** The members echoed besides those that always are. */
function echoedMembers(given: GivenPreferences, bounds: Bounds): EchoedPreference[] {
  const hasCheckpoints = (given.CheckpointPercentages ?? []).length > 0;
  const isGivenAlone =
    given.MinHealthyPercentage !== undefined && given.MaxHealthyPercentage === undefined;
  const isEchoed: Record<EchoedPreference, boolean> = {
    maxHealthyPercentage: bounds.maxHealthyPercentage !== undefined && !isGivenAlone,
    checkpointPercentages: hasCheckpoints,
    checkpointDelay: hasCheckpoints,
    bakeTime: given.BakeTime !== undefined,
    scaleInProtectedInstances: given.ScaleInProtectedInstances !== undefined,
    standbyInstances: given.StandbyInstances !== undefined,
  };
  return (Object.keys(isEchoed) as EchoedPreference[]).filter((name) => isEchoed[name]);
}

/** The echo in DescribeInstanceRefreshes, always with AlarmSpecification. */
export function presentPreferences(preferences: RefreshPreferences): Preferences {
  const isEchoed = (name: EchoedPreference) => preferences.echoed.includes(name);
  const when = <T>(name: EchoedPreference, value: T) => (isEchoed(name) ? value : undefined);
  const { alarms } = preferences;
  return {
    MinHealthyPercentage: preferences.minHealthyPercentage,
    InstanceWarmup: preferences.instanceWarmupSeconds,
    CheckpointPercentages: when("checkpointPercentages", [...preferences.checkpointPercentages]),
    CheckpointDelay: when("checkpointDelay", preferences.checkpointDelaySeconds),
    SkipMatching: preferences.skipMatching,
    AutoRollback: preferences.autoRollback,
    ScaleInProtectedInstances: when(
      "scaleInProtectedInstances",
      preferences.scaleInProtectedInstances,
    ),
    StandbyInstances: when("standbyInstances", preferences.standbyInstances),
    AlarmSpecification: alarms.length === 0 ? {} : { Alarms: [...alarms] },
    MaxHealthyPercentage: when("maxHealthyPercentage", preferences.maxHealthyPercentage),
    BakeTime: when("bakeTime", preferences.bakeTimeSeconds),
  };
}
