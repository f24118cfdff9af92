/** DeleteRule: deletes a rule that has no targets; one that is not there is passed over. */
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import { defineAction } from "../action.ts";
import { checkBus, eventBridgeInvalid } from "./existing-rule.ts";

export const deleteRule = defineAction("events", "DeleteRule", (input, { region }) => {
  checkBus(region, input.EventBusName);
  const { Name: name = "" } = input;
  const rule = region.eventRules.get(name);
  if (rule === undefined) return { output: {} };
  if (rule.targets.length > 0) throw eventBridgeInvalid(eventBridgeTexts.hasTargets);
  return { output: {}, changes: [{ type: "EventRuleDeleted", name }] };
});
