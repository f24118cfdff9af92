/** DisableAlarmActions: stored and echoed; ignores unknown names. */
import { defineAction } from "../action.ts";
import { knownAlarms } from "./existing-alarm.ts";

export const disableAlarmActions = defineAction(
  "cloudwatch",
  "DisableAlarmActions",
  (input, { region }) => {
    const names = knownAlarms(region, input.AlarmNames).map(({ definition }) => definition.name);
    return { output: {}, changes: [{ type: "AlarmActionsSwitched", names, isEnabled: false }] };
  },
);
