/** EnableRule: lets a rule match again. */
import { defineAction } from "../action.ts";
import { existingRule } from "./existing-rule.ts";

export const enableRule = defineAction("events", "EnableRule", (input, { region }) => {
  const { settings } = existingRule(region, { name: input.Name, bus: input.EventBusName });
  const change = { type: "EventRuleStateSet", name: settings.name, state: "ENABLED" } as const;
  return { output: {}, changes: [change] };
});
