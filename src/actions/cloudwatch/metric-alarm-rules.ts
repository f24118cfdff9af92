/** What PutMetricAlarm demands beyond the model: one metric or a list, a statistic, a period. */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";

type MetricAlarmInput = Input<"cloudwatch", "PutMetricAlarm">;

/** Throws ValidationError for a combination that no alarm can have. */
export function checkMetricAlarm(input: MetricAlarmInput): void {
  if (input.EvaluationCriteria !== undefined) return;
  demand(input, ["EvaluationPeriods", "ComparisonOperator"]);
  const hasMetrics = (input.Metrics ?? []).length > 0;
  if (hasMetrics && input.MetricName !== undefined) {
    throw validationError(inferredTexts.metricAndMetrics);
  }
  if (input.ThresholdMetricId === undefined) demand(input, ["Threshold"]);
  if (!hasMetrics) checkSingleMetric(input);
  const { DatapointsToAlarm = 1, EvaluationPeriods = 1 } = input;
  if (DatapointsToAlarm > EvaluationPeriods) {
    throw validationError(inferredTexts.tooManyDatapoints);
  }
}

function checkSingleMetric(input: MetricAlarmInput): void {
  demand(input, ["MetricName", "Namespace", "Period"]);
  const { Statistic, ExtendedStatistic, Period = 60 } = input;
  if (Statistic !== undefined && ExtendedStatistic !== undefined) {
    throw validationError(inferredTexts.bothStatistics);
  }
  if (ExtendedStatistic === undefined) demand(input, ["Statistic"]);
  const isAllowed = [10, 20, 30].includes(Period) || Period % 60 === 0;
  if (!isAllowed) throw validationError(inferredTexts.invalidPeriod(Period));
}

function demand(input: MetricAlarmInput, members: readonly (keyof MetricAlarmInput)[]): void {
  const missing = members.find((member) => input[member] === undefined);
  if (missing !== undefined) throw validationError(inferredTexts.missingMember(missing));
}
