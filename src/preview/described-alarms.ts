/** The alarms that a refresh of a described group watches: there, and in OK. */
import type { PlanRequest } from "./plan-schema.ts";
import type { PrivateWorld } from "./private-world.ts";

/** What is no list of names is left for StartInstanceRefresh to refuse. */
export function putAlarms({ callOf }: PrivateWorld, { preferences }: PlanRequest): void {
  const { Alarms: names } = Object(preferences.AlarmSpecification) as { readonly Alarms?: unknown };
  for (const AlarmName of Array.isArray(names) ? names.filter(isName) : []) {
    callOf("cloudwatch", "PutMetricAlarm", { AlarmName, ...watchingNothing });
    const state = { StateValue: "OK", StateReason: "described" };
    callOf("cloudwatch", "SetAlarmState", { AlarmName, ...state });
  }
}

function isName(name: unknown): name is string {
  return typeof name === "string" && /^.{1,255}$/.test(name);
}

/** The settings of an alarm that has no data, and keeps its state without. */
export const watchingNothing = {
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
} as const;
