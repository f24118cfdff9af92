/** StartInstanceRefresh: checks what AWS checks, and leaves a pending refresh behind. */
import {
  type AutoScalingGroup,
  activeRefresh,
  type LaunchSource,
  specificationOf,
} from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import type { InstanceRefresh } from "../../domain/instance-refresh.ts";
import type { Region } from "../../domain/world.ts";
import { fault, ServiceError, validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { type ActionContext, defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { readDesiredConfiguration } from "../launch-source.ts";
import { readPreferences } from "../refresh-preferences.ts";
import { isReversible } from "../reversible.ts";

type StartInput = Input<"autoscaling", "StartInstanceRefresh">;

export const startInstanceRefresh = defineAction(
  "autoscaling",
  "StartInstanceRefresh",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "refresh");
    checkStrategy(input);
    const preferences = readPreferences(input.Preferences ?? {}, group);
    checkAutoRollback(input, group, context.region);
    const desired =
      input.DesiredConfiguration && readDesiredConfiguration(input.DesiredConfiguration, context);
    checkSkipMatching(input, group, desired);
    checkAlarms(preferences.alarms);
    if (activeRefresh(group) !== undefined) throw inProgress();
    const refresh = newRefresh(context, preferences, desired);
    return {
      output: { InstanceRefreshId: refresh.id },
      changes: [{ type: "RefreshStarted", group: group.name, refresh }],
    };
  },
);

function newRefresh(
  { identifiers, now }: ActionContext,
  preferences: InstanceRefresh["preferences"],
  desiredConfiguration: LaunchSource | undefined,
): InstanceRefresh {
  return {
    id: identifiers.uuid(),
    strategy: "Rolling",
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

/** The semantic checks come before this one. */
function inProgress(): ServiceError {
  return fault(
    "autoscaling",
    "InstanceRefreshInProgressFault",
    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
  );
}

/** ReplaceRootVolume is refused by name until it is emulated; its first check is AWS's. */
function checkStrategy({ Strategy, DesiredConfiguration }: StartInput): void {
  if (Strategy !== "ReplaceRootVolume") return;
  if (DesiredConfiguration === undefined) {
    throw validationError(
      "The request isn't valid. The DesiredConfiguration parameter must be specified when using " +
        "ReplaceRootVolume. Add the DesiredConfiguration parameter and try again.",
    );
  }
  throw notEmulated("Strategy=ReplaceRootVolume", "Use Strategy=Rolling.");
}

/** Auto rollback needs a way forward and a way back. */
function checkAutoRollback(input: StartInput, group: AutoScalingGroup, region: Region): void {
  if (input.Preferences?.AutoRollback !== true) return;
  if (input.DesiredConfiguration === undefined) {
    throw validationError(
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the " +
        "DesiredConfiguration parameter is empty. Set AutoRollback to false or specify a desired " +
        "configuration and try again.",
    );
  }
  if (!isReversible(group, region)) throw validationError(inferredTexts.autoRollbackImpossible);
}

/** A launch configuration has no versions to compare. */
function checkSkipMatching(
  input: StartInput,
  group: AutoScalingGroup,
  desired: LaunchSource | undefined,
): void {
  if (input.Preferences?.SkipMatching !== true) return;
  const target = desired ?? group.launchSource;
  if (specificationOf(target) === undefined) {
    throw validationError(inferredTexts.skipMatchingWithoutTemplate);
  }
}

/** CloudWatch alarms are not emulated yet: naming one is refused, never ignored. */
function checkAlarms(alarms: readonly string[]): void {
  if (alarms.length === 0) return;
  throw notEmulated(`AlarmSpecification (${alarms.join(", ")})`, "Start without alarms.");
}

function notEmulated(what: string, instead: string): ServiceError {
  const message = `asg-local does not emulate ${what} of StartInstanceRefresh. ${instead}`;
  return new ServiceError("NotImplemented", message, 501);
}
