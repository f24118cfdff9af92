/** PutLifecycleHook: creates a hook of a group, or changes the one with that name (G-151). */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { checkHookCount, readLifecycleHook } from "../lifecycle-hook-settings.ts";

export const putLifecycleHook = defineAction(
  "autoscaling",
  "PutLifecycleHook",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const present = group.lifecycleHooks.get(input.LifecycleHookName ?? "");
    const hook = readLifecycleHook(input, region, present);
    checkHookCount([...group.lifecycleHooks.keys(), hook.name]);
    return {
      output: {},
      changes: [{ type: "LifecycleHookPut", group: group.name, hook }],
    };
  },
);
