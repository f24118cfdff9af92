/** ListRuleNamesByTarget: the names of the rules that have a target with this ARN. */
import { defineAction } from "../action.ts";
import { checkBus } from "./existing-rule.ts";
import { pageOfNamed } from "./page-of-named.ts";

export const listRuleNamesByTarget = defineAction(
  "events",
  "ListRuleNamesByTarget",
  (input, { region }) => {
    checkBus(region, input.EventBusName);
    const names = [...region.eventRules.values()]
      .filter(({ targets }) => targets.some(({ arn }) => arn === input.TargetArn))
      .map(({ settings }) => settings.name);
    const { items, nextToken } = pageOfNamed(names, input, {
      region,
      operation: "ListRuleNamesByTarget",
      keyOf: (name) => name,
    });
    return { output: { RuleNames: [...items], NextToken: nextToken } };
  },
);
