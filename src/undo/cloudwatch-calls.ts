/** The states of alarms, as CloudWatch's DescribeAlarms tells them. */
import type { QueryCall, QueryService } from "./query-call.ts";

const cloudWatch: QueryService = {
  signingName: "monitoring",
  host: "monitoring",
  version: "2010-08-01",
};

export interface AlarmState {
  readonly name: string;
  readonly state: string;
  /** In milliseconds since 1970. */
  readonly updatedAt: number;
}

/** Metric and composite alarms with these names; those that do not exist are left out. */
export async function describeAlarms(
  query: QueryCall,
  names: readonly string[],
): Promise<readonly AlarmState[]> {
  const named = names.map((name, nth) => [`AlarmNames.member.${nth + 1}`, name] as const);
  const answer = await query(cloudWatch, "DescribeAlarms", {
    ...Object.fromEntries(named),
    "AlarmTypes.member.1": "MetricAlarm",
    "AlarmTypes.member.2": "CompositeAlarm",
    MaxRecords: "100",
  });
  const result = Object(answer.DescribeAlarmsResult) as Record<string, unknown>;
  return [...membersOf(result.MetricAlarms), ...membersOf(result.CompositeAlarms)].map((alarm) => ({
    name: String(alarm.AlarmName),
    state: String(alarm.StateValue),
    updatedAt: Date.parse(String(alarm.StateUpdatedTimestamp)),
  }));
}

function membersOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { member = [] } = Object(list) as { member?: readonly Record<string, unknown>[] };
  return member;
}
