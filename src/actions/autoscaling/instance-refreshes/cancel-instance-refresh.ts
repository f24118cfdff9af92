/** CancelInstanceRefresh: the active refresh becomes Cancelling at once. */
import { activeRefresh } from "../../../domain/group.ts";
import { fault } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";

export const cancelInstanceRefresh = defineAction(
  "autoscaling",
  "CancelInstanceRefresh",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "refresh");
    const refresh = activeRefresh(group);
    if (refresh === undefined) {
      throw fault(
        "autoscaling",
        "ActiveInstanceRefreshNotFoundFault",
        "No in progress, baking, pending, or cancelling Instance Refresh found for Auto Scaling " +
          `group ${group.name}.`,
      );
    }
    const output = { InstanceRefreshId: refresh.id };
    const isWaiting = input.WaitForTransitioningInstances ?? true;
    // A repeated cancel can shorten the wait but does not start a new one.
    if (refresh.status === "Cancelling" && isWaiting) return { output };
    return {
      output,
      changes: [{ type: "CancelRequested", group: group.name, refreshId: refresh.id, isWaiting }],
    };
  },
);
