/**
 * SetAlarmState: the only way to change a metric alarm's state; composite alarms and policies
 * follow.
 */
import { followingStates } from "../../domain/composite-alarms.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { fault } from "../../model/faults.ts";
import { alarmActionChanges } from "../../planner/alarm-actions.ts";
import { defineAction } from "../action.ts";
import { existingAlarm } from "./existing-alarm.ts";

export const setAlarmState = defineAction("cloudwatch", "SetAlarmState", (input, context) => {
  const { region, now, settings } = context;
  const alarm = existingAlarm(region, input.AlarmName);
  const { name } = alarm.definition;
  const { StateValue: state = "OK", StateReason: reason = "", StateReasonData } = input;
  checkReasonData(StateReasonData);
  const reasonData = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
  return {
    output: {},
    changes: [
      { type: "AlarmStateSet", name, state, reason, ...reasonData },
      ...followingStates(region.alarms, { name, state }),
      ...alarmActionChanges(
        region,
        { alarm, state, ...reasonData },
        { now, timing: settings.timing },
      ),
    ],
  };
});

function checkReasonData(text: string | undefined): void {
  if (text === undefined) return;
  try {
    JSON.parse(text);
  } catch {
    throw fault("cloudwatch", "InvalidFormatFault", inferredTexts.invalidReasonData);
  }
}
