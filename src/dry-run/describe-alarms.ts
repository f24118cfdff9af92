/** The alarms that a refresh would watch, as CloudWatch's DescribeAlarms tells them. */
import type { QueryCall } from "../undo/query-call.ts";
import { listOf, membersOf, numbered } from "./members.ts";

const cloudWatch = { signingName: "monitoring", host: "monitoring", version: "2010-08-01" };

export interface AlarmReading {
  readonly name: string;
  readonly state: string;
}

/** Metric and composite alarms with these names; those that do not exist are left out. */
export async function describeAlarms(
  query: QueryCall,
  names: readonly string[],
): Promise<readonly AlarmReading[]> {
  const answer = await query(cloudWatch, "DescribeAlarms", {
    ...numbered("AlarmNames.member", names),
    ...numbered("AlarmTypes.member", ["MetricAlarm", "CompositeAlarm"]),
    MaxRecords: "100",
  });
  const { MetricAlarms, CompositeAlarms } = membersOf(answer.DescribeAlarmsResult);
  return [...listOf(MetricAlarms), ...listOf(CompositeAlarms)].map((alarm) => {
    const { AlarmName, StateValue } = membersOf(alarm);
    return { name: String(AlarmName), state: String(StateValue) };
  });
}
