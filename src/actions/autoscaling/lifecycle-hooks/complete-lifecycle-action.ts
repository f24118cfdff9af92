/**
 * CompleteLifecycleAction: lets an instance that waits for a hook continue, or abandons it (G-155).
 */
import { present } from "../../../domain/assert.ts";
import { lifecycleActionEnd } from "../../../planner/lifecycle-actions.ts";
import { defineAction } from "../../action.ts";
import { readResult } from "../lifecycle-hook-settings.ts";
import { waitingAction } from "./waiting-actions.ts";

export const completeLifecycleAction = defineAction(
  "autoscaling",
  "CompleteLifecycleAction",
  (input, { region, identifiers, now }) => {
    const given = readResult("LifecycleActionResult", input.LifecycleActionResult);
    const result = present(given, "a member that the model requires");
    const { group, instance, action } = waitingAction(region, input);
    const place = { group, instance, identifiers, now };
    return {
      output: {},
      changes: lifecycleActionEnd(place, { action, result, reason: "completed" }),
    };
  },
);
