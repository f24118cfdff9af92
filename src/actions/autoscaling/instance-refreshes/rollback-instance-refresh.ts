/** RollbackInstanceRefresh: rolls a refresh in progress or baking back at once. */
import { type AutoScalingGroup, activeRefresh } from "../../../domain/group.ts";
import type { InstanceRefresh } from "../../../domain/instance-refresh.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { fault } from "../../../model/faults.ts";
import { statusAfter } from "../../../planner/transitions.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { isReversible } from "./reversible.ts";

export const rollbackInstanceRefresh = defineAction(
  "autoscaling",
  "RollbackInstanceRefresh",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "refresh");
    const refresh = activeRefresh(group);
    const to = refresh && statusAfter(refresh.status, "rollbackRequested");
    if (refresh === undefined || to === undefined) throw nothingToRollBack(group);
    if (refresh.desiredConfiguration === undefined || !isReversible(group, region)) {
      throw fault(
        "autoscaling",
        "IrreversibleInstanceRefreshFault",
        irreversibleText(group, refresh),
      );
    }
    return {
      output: { InstanceRefreshId: refresh.id },
      changes: [
        {
          type: "RefreshStatusChanged",
          group: group.name,
          refreshId: refresh.id,
          to,
          reason: { kind: "rollbackByUser" },
        },
      ],
    };
  },
);

function nothingToRollBack(group: AutoScalingGroup) {
  return fault(
    "autoscaling",
    "ActiveInstanceRefreshNotFoundFault",
    `No in progress or baking Instance Refresh found for Auto Scaling group ${group.name}.`,
  );
}

/**
 * Why a refresh without desired configuration, or without one to return to, cannot be rolled back
 * (R-073).
 */
function irreversibleText(group: AutoScalingGroup, refresh: InstanceRefresh): string {
  return refresh.desiredConfiguration === undefined
    ? inferredTexts.noDesiredConfiguration(group.name)
    : inferredTexts.savedConfigurationMoves(group.name);
}
