/** RemoveTargets: takes targets from a rule; unknown ids are passed over. */
import { defineAction } from "../action.ts";
import { existingRule } from "./existing-rule.ts";

export const removeTargets = defineAction("events", "RemoveTargets", (input, { region }) => {
  const { settings } = existingRule(region, { name: input.Rule, bus: input.EventBusName });
  const { Ids: ids = [] } = input;
  const { name } = settings;
  return {
    output: { FailedEntryCount: 0, FailedEntries: [] },
    changes: [{ type: "EventRuleTargetsRemoved", name, ids }],
  };
});
