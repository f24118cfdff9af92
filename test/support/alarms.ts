/** CloudWatch alarms through the real SDK: valid by default, a test says what matters to it. */
import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
  type StateValue,
} from "@aws-sdk/client-cloudwatch";

export const metricAlarm = {
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 80,
  ComparisonOperator: "GreaterThanThreshold",
} as const satisfies Partial<PutMetricAlarmCommandInput>;

interface Emulated {
  readonly cloudwatch: CloudWatchClient;
}

/** Puts a metric alarm, and sets its state when one is given. */
export async function anAlarm(
  { cloudwatch }: Emulated,
  name: string,
  more: Partial<PutMetricAlarmCommandInput> & { readonly state?: StateValue } = {},
): Promise<void> {
  const { state, ...members } = more;
  const input = { ...metricAlarm, ...members, AlarmName: name };
  await cloudwatch.send(new PutMetricAlarmCommand(input));
  if (state !== undefined) await setState({ cloudwatch }, name, state);
}

export async function setState(
  { cloudwatch }: Emulated,
  name: string,
  state: StateValue,
): Promise<void> {
  const input = { AlarmName: name, StateValue: state, StateReason: "a test" };
  await cloudwatch.send(new SetAlarmStateCommand(input));
}

/** Undefined when there is no alarm of this name, metric or composite. */
export async function stateOf({ cloudwatch }: Emulated, name: string): Promise<string | undefined> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({
      AlarmNames: [name],
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
    }),
  );
  return [...MetricAlarms, ...CompositeAlarms][0]?.StateValue;
}
