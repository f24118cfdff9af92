/** DescribeAlarms: metric and composite alarms by name, 50 per page (AWS's default). */
import { defineAction } from "../action.ts";
import { pageOf } from "../page.ts";
import { asksForRelatives, selectedAlarms } from "./alarm-selection.ts";
import { refuseToken } from "./existing-alarm.ts";
import { presentCompositeAlarm, presentMetricAlarm, presentRelative } from "./present-alarm.ts";

export const describeAlarms = defineAction("cloudwatch", "DescribeAlarms", (input, { region }) => {
  const { items, nextToken } = pageOf(
    selectedAlarms(input, region),
    { size: input.MaxRecords ?? 50, token: input.NextToken },
    {
      refuse: refuseToken,
      region,
      operation: "DescribeAlarms",
      order: "ascending",
      keyOf: ({ definition }) => definition.name,
    },
  );
  const metric = items.filter(({ definition }) => definition.kind === "metric");
  const composite = items.filter(({ definition }) => definition.kind === "composite");
  const isShort = asksForRelatives(input);
  return {
    output: {
      MetricAlarms: metric.map(isShort ? presentRelative : presentMetricAlarm),
      CompositeAlarms: composite.map(isShort ? presentRelative : presentCompositeAlarm),
      NextToken: nextToken,
    },
  };
});
