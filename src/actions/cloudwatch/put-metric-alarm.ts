/** PutMetricAlarm: stored and echoed; no metric is evaluated, so SetAlarmState alone moves it. */
import { defineAction } from "../action.ts";
import { readDefinition, withAlarmTags } from "../alarm-members.ts";
import { checkMetricAlarm } from "../metric-alarm-rules.ts";

export const putMetricAlarm = defineAction("cloudwatch", "PutMetricAlarm", (input, { region }) => {
  checkMetricAlarm(input);
  const alarm = readDefinition(input, "metric", region);
  const tags = withAlarmTags([], input.Tags);
  return { output: {}, changes: [{ type: "AlarmPut", alarm, tags }] };
});
