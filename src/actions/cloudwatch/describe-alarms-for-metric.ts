/** DescribeAlarmsForMetric: the alarms on exactly this metric, except those with metric math. */
import { isDeepStrictEqual } from "node:util";
import type { Alarm } from "../../domain/alarm.ts";
import type { Input } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { byCodeUnit } from "../page.ts";
import { presentMetricAlarm } from "./present-alarm.ts";

type MetricInput = Input<"cloudwatch", "DescribeAlarmsForMetric">;

export const describeAlarmsForMetric = defineAction(
  "cloudwatch",
  "DescribeAlarmsForMetric",
  (input, { region }) => {
    const found = [...region.alarms.values()].filter((alarm) => isOnMetric(alarm, input));
    found.sort((a, b) => byCodeUnit(a.definition.name, b.definition.name));
    return { output: { MetricAlarms: found.map(presentMetricAlarm) } };
  },
);

/** Omitted members do not narrow the answer, except Dimensions. */
function isOnMetric({ definition }: Alarm, { Dimensions, ...wanted }: MetricInput): boolean {
  const { stored, kind } = definition;
  const isSame = Object.entries(wanted).every(
    ([member, value]) => value === undefined || stored[member] === value,
  );
  return (
    kind === "metric" && isSame && isDeepStrictEqual(byName(stored.Dimensions), byName(Dimensions))
  );
}

function byName(dimensions: unknown): readonly [string, string][] {
  const list = (dimensions ?? []) as { Name?: string; Value?: string }[];
  const pairs = list.map(({ Name = "", Value = "" }): [string, string] => [Name, Value]);
  return pairs.sort(([a], [b]) => byCodeUnit(a, b));
}
