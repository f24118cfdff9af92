/** ListRules: the rules of the default bus, by name. */
import { defineAction } from "../action.ts";
import { checkBus } from "./existing-rule.ts";
import { pageOfNamed } from "./page-of-named.ts";
import { presentRule } from "./present-rule.ts";

export const listRules = defineAction("events", "ListRules", (input, { region }) => {
  checkBus(region, input.EventBusName);
  const { NamePrefix: prefix = "" } = input;
  const rules = [...region.eventRules.values()].filter(({ settings }) =>
    settings.name.startsWith(prefix),
  );
  const { items, nextToken } = pageOfNamed(rules, input, {
    region,
    operation: "ListRules",
    keyOf: ({ settings }) => settings.name,
  });
  return { output: { Rules: items.map(presentRule), NextToken: nextToken } };
});
