/** An alarm as DescribeAlarms shows it: the stored members and the state. */
import type { Alarm } from "../../domain/alarm.ts";
import type { Output } from "../../model/operations.ts";

type Answer = Output<"cloudwatch", "DescribeAlarms">;
export type MetricAlarmShape = NonNullable<Answer["MetricAlarms"]>[number];
export type CompositeAlarmShape = NonNullable<Answer["CompositeAlarms"]>[number];

const defaultLists = { OKActions: [], AlarmActions: [], InsufficientDataActions: [] };

export function presentMetricAlarm(alarm: Alarm): MetricAlarmShape {
  return {
    ...defaultLists,
    Dimensions: [],
    ...(alarm.definition.stored as MetricAlarmShape),
    ...presentState(alarm),
  };
}

export function presentCompositeAlarm(alarm: Alarm): CompositeAlarmShape {
  return {
    ...defaultLists,
    ...(alarm.definition.stored as CompositeAlarmShape),
    ...presentState(alarm),
    AlarmRule: alarm.definition.rule,
  };
}

/** What AWS shows of an alarm's relatives. */
export function presentRelative({ definition, ...alarm }: Alarm) {
  return {
    AlarmName: definition.name,
    AlarmArn: definition.arn,
    StateValue: alarm.state,
    StateUpdatedTimestamp: new Date(alarm.stateUpdatedAt),
  };
}

function presentState(alarm: Alarm) {
  return {
    ...presentRelative(alarm),
    ActionsEnabled: alarm.definition.isActionsEnabled,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    StateReason: alarm.stateReason,
    StateReasonData: alarm.stateReasonData,
    StateTransitionedTimestamp: new Date(alarm.stateTransitionedAt),
  };
}
