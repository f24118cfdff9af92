/** DescribeLifecycleHooks: all hooks of a group, or the named ones (G-152). */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { presentLifecycleHook } from "../lifecycle-hook-settings.ts";

export const describeLifecycleHooks = defineAction(
  "autoscaling",
  "DescribeLifecycleHooks",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "describe");
    const names = input.LifecycleHookNames ?? [];
    const isMeant = (name: string) => names.length === 0 || names.includes(name);
    const hooks = [...group.lifecycleHooks.values()].filter(({ name }) => isMeant(name));
    return { output: { LifecycleHooks: hooks.map((hook) => presentLifecycleHook(hook, group)) } };
  },
);
