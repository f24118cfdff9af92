/** DescribeEventBus: the default bus. */
import { busArn, defaultBus } from "../../domain/event-rule.ts";
import { defineAction } from "../action.ts";
import { checkBus } from "./existing-rule.ts";

export const describeEventBus = defineAction("events", "DescribeEventBus", (input, { region }) => {
  checkBus(region, input.Name);
  return { output: { Name: defaultBus, Arn: busArn(region, defaultBus) } };
});
