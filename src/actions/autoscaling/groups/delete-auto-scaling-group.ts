/**
 * DeleteAutoScalingGroup: starts a deletion, which the engine completes when no instance is left.
 */
import type { Change } from "../../../domain/changes/change.ts";
import { type AutoScalingGroup, activeRefresh } from "../../../domain/group.ts";
import { isRetained } from "../../../domain/instance.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { isInWarmPool } from "../../../domain/warm-pool.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { retainsAbandoned } from "../../../planner/lifecycle-actions.ts";
import { defineAction } from "../../action.ts";
import { existingGroup, isLeaving, refuseInDeletion } from "../existing.ts";
import { storedMembers } from "../stored-members.ts";

export const deleteAutoScalingGroup = defineAction(
  "autoscaling",
  "DeleteAutoScalingGroup",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "delete");
    const isForced = input.ForceDelete === true;
    checkDeletionProtection(group, isForced);
    if (isForced) checkRetention(group);
    else checkEmpty(group);
    refuseInDeletion(group);
    const begun: Change = { type: "DeletionBegun", group: group.name };
    return { output: {}, changes: [...endOfRefresh(group), begun, ...endOfWaits(group)] };
  },
);

/** The group's refresh ends with it, without an event. */
function endOfRefresh(group: AutoScalingGroup): readonly Change[] {
  const refresh = activeRefresh(group);
  if (refresh === undefined) return [];
  const named = { group: group.name, refreshId: refresh.id };
  const ended = { to: "Cancelled", reason: undefined, isSilent: true } as const;
  return [{ type: "RefreshStatusChanged", ...named, ...ended }];
}

/**
 * AWS's documentation of deletion protection names the levels and ValidationError, but not the
 * text.
 */
function checkDeletionProtection(group: AutoScalingGroup, isForced: boolean): void {
  const level = storedMembers(group).DeletionProtection;
  const isProtected =
    level === "prevent-all-deletion" || (level === "prevent-force-deletion" && isForced);
  if (isProtected) throw validationError(inferredTexts.deletionProtected(group.name, level));
}

/** Refused even for an empty group (G-157). */
function checkRetention(group: AutoScalingGroup): void {
  if (!retainsAbandoned(group)) return;
  throw validationError(
    "You can't force delete this Auto Scaling group because the TerminateHookAbandon retention " +
      "trigger is set to retain. Change the retention trigger to terminate and try again.",
  );
}

/** Instances already waiting for a terminating hook stop waiting (G-167, G-307). */
function endOfWaits(group: AutoScalingGroup): readonly Change[] {
  const waiting = [...group.fleet.members.values()].filter(({ lifecycleState }) =>
    lifecycleState.endsWith("Terminating:Wait"),
  );
  return waiting.flatMap(({ id, lifecycleActions = [] }) =>
    lifecycleActions.slice(0, 1).map(({ token }): Change => {
      const named = { group: group.name, id, token };
      return { type: "LifecycleActionCompleted", ...named, result: "ABANDON" };
    }),
  );
}

/**
 * What refuses a deletion without ForceDelete: members (G-166, G-326) or their ends (G-205). The
 * end of a retained one is over for now.
 */
function checkEmpty(group: AutoScalingGroup): void {
  const members = [...group.fleet.members.values()];
  if (members.length === 0) return;
  if (members.every((one) => isLeaving(one) && !isRetained(one))) {
    throw fault("autoscaling", "ScalingActivityInProgressFault", activitiesInProgress);
  }
  const isOnlyPool = members.every(isInWarmPool);
  throw fault(
    "autoscaling",
    "ResourceInUseFault",
    stillHasInstances + (isOnlyPool ? warmPoolHasInstances : ""),
  );
}

const activitiesInProgress =
  "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that " +
  "group.";

const stillHasInstances =
  "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance " +
  "request(s) still in the group.";

/** With the typographic apostrophe that AWS sends. */
const warmPoolHasInstances =
  " Also, you can\u2019t delete it while there are instances that are part of a warm pool.";
