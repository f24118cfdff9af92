/**
 * CloudWatch's refusals of an alarm's metric queries, which also apply to alarms that Auto Scaling
 * creates. The texts were recorded by the public rule set cdk-preflight.
 */
import { complaintOf, type Refusal } from "../domain/refusals.ts";

/** The common part of CloudWatch's MetricDataQuery and Auto Scaling's. */
export interface MetricQuery {
  readonly Id?: string | undefined;
  readonly Expression?: string | undefined;
  readonly Period?: number | undefined;
  readonly ReturnData?: boolean | undefined;
  readonly MetricStat?:
    | {
        readonly Metric?: unknown;
        readonly Period?: number | undefined;
        readonly Stat?: string | undefined;
      }
    | undefined;
}

type Queries = readonly MetricQuery[];

/** AWS's limits of one alarm. */
const mostMetrics = 10;
const mostExpressions = 10;

const metricsOf = (queries: Queries) => queries.filter((query) => query.MetricStat !== undefined);
const expressionsOf = (queries: Queries) =>
  queries.filter((query) => query.Expression !== undefined);

/** The queries that return data, as they do by default. */
export function returningQueries(queries: Queries): Queries {
  return queries.filter(({ ReturnData = true }) => ReturnData);
}

/** The service counts before it looks at anything else. */
const countRefusals: readonly Refusal<Queries>[] = [
  {
    when: (queries) => expressionsOf(queries).length > mostExpressions,
    text: `Too many expressions in alarm, maximum is ${mostExpressions}`,
  },
  {
    when: (queries) => metricsOf(queries).length > mostMetrics,
    text: `Too many metrics in alarm, maximum is ${mostMetrics}`,
  },
];

/** The sentence for queries that are too many for any alarm. */
export function countComplaint(queries: Queries): string | undefined {
  return complaintOf(countRefusals, queries)?.text;
}

/** Names of statistics, percentiles, and trimmed ones in both spellings. */
const statistic =
  /^(?:SampleCount|Average|Sum|Minimum|Maximum|IQM|p\d[\d.]*|(?:tm|tc|ts|wm|pr)[\d(].*)$/i;

/** What is wrong with the queries themselves. */
const queryRefusals: readonly Refusal<Queries>[] = [
  ...countRefusals,
  {
    when: (queries) => metricsOf(expressionsOf(queries)).length > 0,
    text:
      "The parameters MetricDataQuery Expression and MetricStat are mutually exclusive and you " +
      "have specified both.",
  },
  {
    when: (queries) => queries.some(({ Expression = "" }) => /\bSEARCH\s*\(/i.test(Expression)),
    text: "SEARCH is not supported on Metric Alarms.",
  },
  {
    when: (queries) => periodsOf(queries).some((period) => !isPeriod(period)),
    text: "Period must be 10, 20, 30 or a multiple of 60",
  },
  {
    when: (queries) => new Set(periodsOf(queries)).size > 1,
    text: "All metrics in the alarm should have the same period",
  },
  {
    when: (queries) =>
      queries.some(({ MetricStat }) => !statistic.test(MetricStat?.Stat ?? "Average")),
    text: "Invalid metrics list",
  },
];

/** Refusals because an alarm compares a single series with a number. */
const thresholdRefusals: readonly Refusal<Queries>[] = [
  ...queryRefusals,
  {
    when: (queries) => returningQueries(queries).length !== 1,
    text: "Exactly one element of the metrics list should return data.",
  },
];

/** The alarm compares one series with a band, which is the series with this id. */
function bandRefusals(thresholdId: string): readonly Refusal<Queries>[] {
  return [
    ...queryRefusals,
    {
      when: (queries) =>
        returningQueries(queries).filter(({ Id }) => Id === thresholdId).length !== 1,
      text: "Metrics list must contain exactly one metric matching the ThresholdMetricId parameter",
    },
    {
      when: (queries) => returningQueries(queries).length !== 2,
      text: "Exactly two elements of the metrics list should return data.",
    },
  ];
}

/** The sentence for queries that no alarm with such a threshold can have. */
export function complaintOfQueries(
  queries: Queries,
  thresholdId?: string | undefined,
): string | undefined {
  const refusals = thresholdId === undefined ? thresholdRefusals : bandRefusals(thresholdId);
  return complaintOf(refusals, queries)?.text;
}

/** True for the periods that an alarm can have. */
export function isPeriod(seconds: number): boolean {
  return [10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

/** The periods of the metrics. */
export function periodsOf(queries: Queries): readonly number[] {
  return metricsOf(queries).flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
}
