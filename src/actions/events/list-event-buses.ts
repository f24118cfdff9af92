/** ListEventBuses: the default bus. */
import { busArn, defaultBus } from "../../domain/event-rule.ts";
import { defineAction } from "../action.ts";
import { pageOfNamed } from "./page-of-named.ts";

export const listEventBuses = defineAction("events", "ListEventBuses", (input, { region }) => {
  const { NamePrefix: prefix = "" } = input;
  const names = [defaultBus].filter((name) => name.startsWith(prefix));
  const { items, nextToken } = pageOfNamed(names, input, {
    region,
    operation: "ListEventBuses",
    keyOf: (name) => name,
  });
  const EventBuses = items.map((name) => ({ Name: name, Arn: busArn(region, name) }));
  return { output: { EventBuses, NextToken: nextToken } };
});
