/** StartInstanceRefresh: makes AWS's checks, and creates a pending refresh. */
import { type AutoScalingGroup, activeRefresh } from "../../../domain/group.ts";
import { maintenancePolicyInForce } from "../../../domain/instance-maintenance.ts";
import type { InstanceRefresh } from "../../../domain/instance-refresh.ts";
import type { LaunchSource } from "../../../domain/launch-source.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, type ServiceError, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { readDesiredConfiguration } from "../launch-source.ts";
import { checkRootVolumeRequirements } from "../root-volume-requirements.ts";
import { readPreferences } from "./refresh-preferences.ts";
import { checkRefreshTarget, checkSkipMatching } from "./refresh-target.ts";
import { rollbackObstacle } from "./reversible.ts";

type StartInput = Input<"autoscaling", "StartInstanceRefresh">;

export const startInstanceRefresh = defineAction(
  "autoscaling",
  "StartInstanceRefresh",
  (input, context) => {
    checkAlarmCount(input.Preferences?.AlarmSpecification?.Alarms ?? []);
    const group = existingGroup(context.region, input.AutoScalingGroupName, "refresh");
    checkStrategy(input);
    const preferences = readPreferences(input.Preferences ?? {}, {
      ...group,
      instanceMaintenancePolicy: policyFor(input, group, context.region),
    });
    checkAutoRollback(input, group, context.region);
    const desired =
      input.DesiredConfiguration && readDesiredConfiguration(input.DesiredConfiguration, context);
    const isInPlace = input.Strategy === "ReplaceRootVolume";
    if (isInPlace) checkRootVolumeRequirements(group, desired, context.region);
    checkRefreshTarget(input, group, context.region);
    checkSkipMatching(input, group, desired);
    checkAlarms(preferences.alarms, context.region);
    if (activeRefresh(group) !== undefined) throw inProgress();
    const strategy = input.Strategy ?? "Rolling";
    const refresh = newRefresh(context, { strategy, preferences, desired });
    return {
      output: { InstanceRefreshId: refresh.id },
      changes: [{ type: "RefreshStarted", group: group.name, refresh }],
    };
  },
);

/**
 * The account setting applies only if the request has no percentage, and not to root
 * volumes, whose replacement launches nothing.
 */
function policyFor({ Preferences, Strategy }: StartInput, group: AutoScalingGroup, region: Region) {
  const isOwn = Preferences?.MinHealthyPercentage !== undefined || Strategy === "ReplaceRootVolume";
  return isOwn ? group.instanceMaintenancePolicy : maintenancePolicyInForce(group, region);
}

function newRefresh(
  { identifiers, now }: ActionContext,
  asked: Pick<InstanceRefresh, "strategy" | "preferences"> & {
    readonly desired: LaunchSource | undefined;
  },
): InstanceRefresh {
  const { strategy, preferences, desired: desiredConfiguration } = asked;
  return {
    id: identifiers.uuid(),
    strategy,
    preferences,
    ...(desiredConfiguration === undefined ? {} : { desiredConfiguration }),
    requestedAt: now,
    status: "Pending",
    lastProgressAt: now,
    notBefore: now,
    decisions: [],
    hasActedSinceReason: false,
    passedCheckpointPercentage: 0,
    checkpointGroupSize: 0,
    isWaitingForTransitioningInstances: true,
  };
}

/** Checked after the semantic checks. */
function inProgress(): ServiceError {
  return fault(
    "autoscaling",
    "InstanceRefreshInProgressFault",
    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
  );
}

/** The other requirements of ReplaceRootVolume are checked with the configuration. */
function checkStrategy({ Strategy, DesiredConfiguration }: StartInput): void {
  if (Strategy !== "ReplaceRootVolume" || DesiredConfiguration !== undefined) return;
  throw validationError(
    "The request isn't valid. The DesiredConfiguration parameter must be specified when using " +
      "ReplaceRootVolume. Add the DesiredConfiguration parameter and try again.",
  );
}

/** Auto rollback needs a new configuration and one to return to. */
function checkAutoRollback(input: StartInput, group: AutoScalingGroup, region: Region): void {
  if (input.Preferences?.AutoRollback !== true) return;
  if (input.DesiredConfiguration === undefined) {
    throw validationError(
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the " +
        "DesiredConfiguration parameter is empty. Set AutoRollback to false or specify a desired " +
        "configuration and try again.",
    );
  }
  const obstacle = rollbackObstacle(group, region);
  if (obstacle !== undefined) throw validationError(inferredTexts.autoRollbackImpossible[obstacle]);
}

/** A validation error in AWS's words, although its model lacks the limit. */
function checkAlarmCount(names: readonly string[]): void {
  if (names.length <= mostAlarms) return;
  throw validationError(
    `1 validation error detected: Value '[${names.join(", ")}]' at ` +
      "'preferences.alarmSpecification.alarms' failed to satisfy constraint: Member must have " +
      `length less than or equal to ${mostAlarms}`,
  );
}

const mostAlarms = 10;

/** Every alarm must exist, metric or composite, and be in OK at the start. */
function checkAlarms(names: readonly string[], { alarms }: Region): void {
  for (const name of names) {
    const state = alarms.get(name)?.state;
    if (state === undefined) throw validationError(inferredTexts.alarmMissing(name));
    if (state !== "OK") throw validationError(inferredTexts.alarmNotOk(name, state));
  }
}
