/** DisableRule: keeps a rule from matching. */
import { defineAction } from "../action.ts";
import { existingRule } from "./existing-rule.ts";

export const disableRule = defineAction("events", "DisableRule", (input, { region }) => {
  const { settings } = existingRule(region, { name: input.Name, bus: input.EventBusName });
  const change = { type: "EventRuleStateSet", name: settings.name, state: "DISABLED" } as const;
  return { output: {}, changes: [change] };
});
