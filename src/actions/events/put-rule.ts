/** PutRule: creates a rule, or gives an existing one new settings. */
import { type RuleSettings, ruleArn } from "../../domain/event-rule.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import { defineAction } from "../action.ts";
import { checkBus, eventBridgeInvalid, limitExceeded, withRuleTags } from "./existing-rule.ts";
import { patternFrom } from "./pattern-from.ts";
import { isSchedule } from "./schedule-expression.ts";

/** AWS's quota for one bus. */
const mostRules = 300;

export const putRule = defineAction("events", "PutRule", (input, { region }) => {
  checkBus(region, input.EventBusName);
  const { Name: name = "", EventPattern: eventPattern, ScheduleExpression: schedule } = input;
  if (!eventPattern && !schedule) throw eventBridgeInvalid(eventBridgeTexts.nothingToMatch);
  if (eventPattern) patternFrom(eventPattern);
  if (schedule && !isSchedule(schedule)) throw eventBridgeInvalid(eventBridgeTexts.invalidSchedule);
  const known = region.eventRules.get(name);
  if (known === undefined && region.eventRules.size >= mostRules) throw limitExceeded();
  const rule: RuleSettings = {
    name,
    arn: ruleArn(region, name),
    state: input.State ?? "ENABLED",
    eventPattern: eventPattern || undefined,
    scheduleExpression: schedule || undefined,
    description: input.Description,
    roleArn: input.RoleArn,
  };
  const tags = known === undefined ? withRuleTags([], input.Tags) : [];
  return { output: { RuleArn: rule.arn }, changes: [{ type: "EventRulePut", rule, tags }] };
});
