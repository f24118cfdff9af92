/** DescribeRule: the settings of a rule. */
import { defineAction } from "../action.ts";
import { existingRule } from "./existing-rule.ts";
import { presentRule } from "./present-rule.ts";

export const describeRule = defineAction("events", "DescribeRule", (input, { region }) => {
  const rule = existingRule(region, { name: input.Name, bus: input.EventBusName });
  return { output: { ...presentRule(rule), CreatedBy: region.account } };
});
