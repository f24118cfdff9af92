/** PutCompositeAlarm: reads the rule and evaluates it at once on the present states. */
import type { Alarm, AlarmDefinition } from "../../domain/alarm.ts";
import { type AlarmRule, alarmsIn, parseAlarmRule, ruleHolds } from "../../domain/alarm-rule.ts";
import type { AlarmChange } from "../../domain/changes/alarm-change.ts";
import { followingStates } from "../../domain/composite-alarms.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { refuseBy } from "../refusals.ts";
import { readDefinition, withAlarmTags } from "./alarm-members.ts";
import { compositeRefusals } from "./composite-alarm-refusals.ts";

export const putCompositeAlarm = defineAction(
  "cloudwatch",
  "PutCompositeAlarm",
  (input, { region }) => {
    const rule = readRule(input.AlarmRule ?? "");
    refuseBy(compositeRefusals, { alarm: input, rule });
    const alarm = readDefinition(input, "composite", region);
    checkChildren(rule, region);
    const tags = withAlarmTags([], input.Tags);
    const put: AlarmChange = { type: "AlarmPut", alarm, tags };
    return { output: {}, changes: [put, ...firstStates(alarm, rule, region)] };
  },
);

/** The texts are from public reports of CloudFormation and Terraform users. */
function readRule(text: string): AlarmRule {
  if (text.trim() !== text) {
    throw validationError("AlarmRule must not contain leading or trailing whitespace or be null");
  }
  const parsed = parseAlarmRule(text);
  if ("error" in parsed) throw validationError(`Error in AlarmRule [${parsed.error}]`);
  return parsed.rule;
}

/** AWS's quota for one rule. */
const mostChildren = 100;

function checkChildren(rule: AlarmRule, { alarms }: Region): void {
  const names = alarmsIn(rule);
  if (names.length > mostChildren) {
    throw validationError(inferredTexts.tooManyChildren(mostChildren));
  }
  const missing = names.filter((name) => !alarms.has(name));
  if (missing.length === 0) return;
  throw validationError(
    `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do ` +
      "not exist",
  );
}

/** The state of the alarm, and those of composite alarms that name it. */
function firstStates(
  alarm: AlarmDefinition,
  rule: AlarmRule,
  { alarms }: Region,
): readonly AlarmChange[] {
  const known: Alarm | undefined = alarms.get(alarm.name);
  const state = ruleHolds(rule, (name) => alarms.get(name)?.state) ? "ALARM" : "OK";
  if (known?.state === state) return [];
  const reason = inferredTexts.ruleEvaluated(alarm.rule ?? "", state);
  const own: AlarmChange = { type: "AlarmStateSet", name: alarm.name, state, reason };
  return known === undefined
    ? [own]
    : [own, ...followingStates(alarms, { name: alarm.name, state })];
}
