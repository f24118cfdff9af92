/** An alarm as shown in the Details of activities caused by its policy (G-225). */
import type { Alarm, AlarmState } from "./alarm.ts";
import type { Instant } from "./time.ts";

/** Members in the order of the wire. */
export interface InvokingAlarm {
  readonly AlarmArn: string;
  readonly Trigger: Readonly<Record<string, unknown>>;
  readonly AlarmName: string;
  readonly AlarmDescription: unknown;
  readonly AWSAccountId: string;
  readonly OldStateValue: AlarmState;
  readonly Region: string;
  readonly NewStateValue: AlarmState;
  readonly AlarmConfigurationUpdatedTimestamp: Instant;
  readonly StateChangeTime: Instant;
}

/** Describes the alarm, in its state before the change. */
export function invokingAlarm(
  place: { readonly account: string; readonly name: string },
  { alarm, state, at }: { readonly alarm: Alarm; readonly state: AlarmState; readonly at: Instant },
): InvokingAlarm {
  const { definition, configuredAt } = alarm;
  return {
    AlarmArn: definition.arn,
    Trigger: triggerOf(definition.stored),
    AlarmName: definition.name,
    AlarmDescription: definition.stored.AlarmDescription ?? null,
    AWSAccountId: place.account,
    OldStateValue: alarm.state,
    Region: regionNames[place.name] ?? place.name,
    NewStateValue: state,
    AlarmConfigurationUpdatedTimestamp: configuredAt,
    StateChangeTime: at,
  };
}

/** Omits the metric's members for an alarm without one, as with metric math. */
function triggerOf(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { MetricName, Statistic, ExtendedStatistic, Namespace } = stored;
  const isPlain = ExtendedStatistic === undefined;
  const statistic = isPlain ? { Statistic: statisticName(Statistic) } : { ExtendedStatistic };
  return {
    ...(MetricName !== undefined && { MetricName }),
    EvaluateLowSampleCountPercentile: stored.EvaluateLowSampleCountPercentile ?? "",
    ComparisonOperator: stored.ComparisonOperator,
    TreatMissingData: stored.TreatMissingData ?? "",
    ...(MetricName !== undefined && {
      ...statistic,
      StatisticType: isPlain ? "Statistic" : "ExtendedStatistic",
    }),
    Period: stored.Period ?? null,
    EvaluationPeriods: stored.EvaluationPeriods,
    Unit: stored.Unit ?? null,
    ...(Namespace !== undefined && { Namespace }),
    Threshold: stored.Threshold ?? null,
  };
}

/** `SampleCount` is SAMPLE_COUNT. */
function statisticName(statistic: unknown): string {
  return String(statistic ?? "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toUpperCase();
}

/** AWS's display names of regions; other regions are shown by code. */
const regionNames: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ca-central-1": "Canada (Central)",
  "eu-central-1": "EU (Frankfurt)",
  "eu-north-1": "EU (Stockholm)",
  "eu-west-1": "EU (Ireland)",
  "eu-west-2": "EU (London)",
  "eu-west-3": "EU (Paris)",
  "sa-east-1": "South America (Sao Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};
