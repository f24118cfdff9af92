/** DeleteLifecycleHook: abandons waiting launches and continues waiting terminations (G-161). */
import type { Change } from "../../../domain/changes/change.ts";
import { launching } from "../../../domain/lifecycle-hook.ts";
import { validationError } from "../../../model/faults.ts";
import { lifecycleActionEnd } from "../../../planner/lifecycle-actions.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { waitingFor } from "./waiting-actions.ts";

export const deleteLifecycleHook = defineAction(
  "autoscaling",
  "DeleteLifecycleHook",
  (input, { region, identifiers, now }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const name = input.LifecycleHookName ?? "";
    const hook = group.lifecycleHooks.get(name);
    if (hook === undefined) {
      throw validationError(
        `No Lifecycle Hook found with name '${name}' for group '${group.name}'`,
      );
    }
    const result = hook.transition === launching ? "ABANDON" : "CONTINUE";
    const ends = [...waitingFor(group, name)].flatMap(({ instance, action }) =>
      lifecycleActionEnd(
        { group, instance, identifiers, now },
        { action, result, reason: "hookDeleted" },
      ),
    );
    const deleted: Change = { type: "LifecycleHookDeleted", group: group.name, name };
    return { output: {}, changes: [...ends, deleted] };
  },
);
