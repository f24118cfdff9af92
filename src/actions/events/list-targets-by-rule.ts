/** ListTargetsByRule: the targets of a rule, by id. */
import { defineAction } from "../action.ts";
import { existingRule } from "./existing-rule.ts";
import { pageOfNamed } from "./page-of-named.ts";

export const listTargetsByRule = defineAction(
  "events",
  "ListTargetsByRule",
  (input, { region }) => {
    const { targets } = existingRule(region, { name: input.Rule, bus: input.EventBusName });
    const { items, nextToken } = pageOfNamed(targets, input, {
      region,
      operation: "ListTargetsByRule",
      keyOf: ({ id }) => id,
    });
    const Targets = items.map(({ id, arn, members }) => ({ ...members, Id: id, Arn: arn }));
    return { output: { Targets, NextToken: nextToken } };
  },
);
