/**
 * DescribeAlarmHistory: changes of settings and states of the last 30 days; there are no actions.
 */
import type { AlarmHistoryItem } from "../../domain/alarm.ts";
import type { Input, Output } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { pageOf } from "../page.ts";
import { refuseToken } from "./existing-alarm.ts";

type HistoryInput = Input<"cloudwatch", "DescribeAlarmHistory">;
type Item = NonNullable<Output<"cloudwatch", "DescribeAlarmHistory">["AlarmHistoryItems"]>[number];

export const describeAlarmHistory = defineAction(
  "cloudwatch",
  "DescribeAlarmHistory",
  (input, { region }) => {
    const isAscending = input.ScanBy === "TimestampAscending";
    const found = region.alarmHistory.filter((item) => isMeant(item, input));
    const { items, nextToken } = pageOf(
      isAscending ? found : found.reverse(),
      { size: input.MaxRecords ?? 100, token: input.NextToken },
      {
        refuse: refuseToken,
        region,
        operation: "DescribeAlarmHistory",
        order: isAscending ? "ascending" : "descending",
        keyOf: ({ sequence }) => String(sequence).padStart(15, "0"),
      },
    );
    return { output: { AlarmHistoryItems: items.map(presentItem), NextToken: nextToken } };
  },
);

/** Without AlarmTypes AWS returns only the history of metric alarms. */
function isMeant(item: AlarmHistoryItem, input: HistoryInput): boolean {
  const { AlarmName, AlarmTypes = [], HistoryItemType, StartDate, EndDate } = input;
  const types: readonly string[] = AlarmTypes.length === 0 ? ["MetricAlarm"] : AlarmTypes;
  return (
    types.includes(typeOf(item)) &&
    (AlarmName === undefined || AlarmName === item.alarm) &&
    (HistoryItemType === undefined || HistoryItemType === item.type) &&
    item.at >= (StartDate?.getTime() ?? item.at) &&
    item.at <= (EndDate?.getTime() ?? item.at)
  );
}

function typeOf({ kind }: AlarmHistoryItem): "MetricAlarm" | "CompositeAlarm" {
  return kind === "metric" ? "MetricAlarm" : "CompositeAlarm";
}

function presentItem(item: AlarmHistoryItem): Item {
  return {
    AlarmName: item.alarm,
    AlarmType: typeOf(item),
    Timestamp: new Date(item.at),
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: item.data,
  };
}
