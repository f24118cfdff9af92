/**
 * PutMetricAlarm: stored and echoed; no metric is evaluated, so only SetAlarmState changes its
 * state.
 */
import type { AlarmChange } from "../../domain/changes/alarm-change.ts";
import { followingStates } from "../../domain/composite-alarms.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import type { Input } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { readDefinition, withAlarmTags } from "./alarm-members.ts";
import { refuseMetricAlarm } from "./metric-alarm-refusals.ts";

type MetricInput = Input<"cloudwatch", "PutMetricAlarm">;

export const putMetricAlarm = defineAction("cloudwatch", "PutMetricAlarm", (input, { region }) => {
  refuseMetricAlarm(input, region);
  const alarm = readDefinition(input, "metric", region);
  const tags = withAlarmTags([], input.Tags);
  const changes: AlarmChange[] = [{ type: "AlarmPut", alarm, tags }];
  return { output: {}, changes: [...changes, ...stateWithoutData(region, alarm.name, input)] };
});

/**
 * There is never any data here. If missing data is no breach, AWS puts the alarm into OK at its
 * first evaluation, so that a refresh may use it; here that happens at once.
 */
function stateWithoutData(
  { alarms }: Region,
  name: string,
  { TreatMissingData, EvaluationPeriods = 1 }: MetricInput,
): readonly AlarmChange[] {
  const known = alarms.get(name)?.state ?? "INSUFFICIENT_DATA";
  if (TreatMissingData !== "notBreaching" || known !== "INSUFFICIENT_DATA") return [];
  const reason = inferredTexts.missingDataAreNoBreach(EvaluationPeriods);
  const changed = { name, state: "OK" } as const;
  return [{ type: "AlarmStateSet", ...changed, reason }, ...followingStates(alarms, changed)];
}
